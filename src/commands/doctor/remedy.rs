//! The remedies in the words of a server's family. The table stands in `remedy.ftl`: one row a need, one column a family.

use crate::config::{Config, DirectoryKind};
use crate::i18n::{Text, TextKey};

/// The names in the remedies: the family of the server, and its account.
#[derive(Debug, Clone)]
pub(super) struct RemedyWords {
    family: &'static str,
    service: String,
}

impl RemedyWords {
    /// The family as the server shows it, else as the configuration names it.
    pub(super) fn of(shown: Option<DirectoryKind>, config: &Config) -> Self {
        let family = match shown.unwrap_or(config.directory.kind) {
            DirectoryKind::OpenLdap => "openldap",
            DirectoryKind::Ds389 => "ds389",
            DirectoryKind::ActiveDirectory => "ad",
            DirectoryKind::Auto => "other",
        };
        let service = config.directory.service.as_ref().map(|service| service.dn.clone());
        Self { family, service: service.unwrap_or_else(|| "anonymous".to_owned()) }
    }

    /// The remedy of a row of the table.
    pub(super) fn say(&self, row: TextKey) -> Text {
        Text::from(row).word("family", self.family).word("service", self.service.clone())
    }

    /// The remedy about one attribute.
    pub(super) fn about(&self, row: TextKey, attribute: &str) -> Text {
        self.say(row).word("attribute", attribute)
    }
}
