//! The fields of the forms, and the one that an outcome points at.

use crate::account::{Outcome, RefusalReason};

/// The fields of the two forms, by their labels on the web page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldId {
    /// « Identifiant »
    Login,
    /// « Mot de passe actuel »
    Current,
    /// « Numen (ou Numéro de personne extérieure) »
    Number,
    /// « Date de naissance »
    BirthDate,
    /// « Nouveau mot de passe »
    New,
    /// « Confirmation du nouveau mot de passe »
    Confirmation,
    /// « Recopiez le texte qui apparaît sur l'image »
    Captcha,
}

impl FieldId {
    /// Whether the text of this field proves who the person is.
    #[must_use]
    pub fn is_proof(self) -> bool {
        matches!(self, Self::Login | Self::Current | Self::Number | Self::BirthDate)
    }

    /// The field to correct after that outcome, if there is one.
    #[must_use]
    pub fn to_correct(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::WrongCaptcha | Outcome::ExpiredCaptcha | Outcome::TooManyDelays { .. } => {
                Some(Self::Captcha)
            }
            Outcome::NotIdentified => Some(Self::Login),
            Outcome::AgainstPolicy(_) => Some(Self::New),
            Outcome::RefusedByDirectory(reason) => match reason {
                RefusalReason::WrongCurrent => Some(Self::Current),
                RefusalReason::TooShort
                | RefusalReason::TooLong
                | RefusalReason::Quality
                | RefusalReason::QualityOrNames
                | RefusalReason::InHistory
                | RefusalReason::Unchanged
                | RefusalReason::Unexplained => Some(Self::New),
                RefusalReason::TooYoung
                | RefusalReason::Forbidden
                | RefusalReason::Locked
                | RefusalReason::Expired
                | RefusalReason::Rights
                | RefusalReason::Confidentiality => None,
            },
            _ => None,
        }
    }
}
