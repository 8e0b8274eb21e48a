//! One entry: its name, its attributes, and the state of its password.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::clock::{from_generalized_time, to_generalized_time};
use super::credential::PasswordHash;
use super::dn::Dn;
use super::ldif::{LdifError, LdifErrorKind, LdifRecord};
use super::password_state::{LockState, PasswordState};
use super::schema::{self, AttributeType};

/// Marks a password, to be hashed at load.
pub(super) const CLEAR: &str = "{CLEAR}";
/// Marks a moment by its duration before the load.
const AGO: &str = "{AGO}";
/// An administrator's lock, as OpenLDAP writes it.
const LOCKED_FOR_EVER: &str = "000001010000Z";

/// One attribute and its values, as an answer gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    pub kind: &'static AttributeType,
    /// The name with its options: `description;lang-fr`.
    pub description: String,
    pub values: Vec<Vec<u8>>,
}

/// An entry of the directory.
#[derive(Debug, Clone)]
pub(super) struct StoredEntry {
    /// Shared with the connections bound as this entry.
    pub dn: Arc<Dn>,
    attributes: Vec<Attribute>,
    pub password: PasswordState,
    /// `None` for the default policy.
    pub policy: Option<Dn>,
}

impl StoredEntry {
    /// The entry of `record`, loaded at the moment `now`.
    ///
    /// # Errors
    /// The first attribute that is unknown, or whose value is not of its syntax.
    pub(super) fn load(record: &LdifRecord, now: Timestamp) -> Result<Self, LdifError> {
        let dn = Dn::parse(&record.dn).ok_or(LdifErrorKind::InvalidDn.at(record.line))?;
        let mut entry = Self {
            dn: Arc::new(dn),
            attributes: Vec::new(),
            password: PasswordState::default(),
            policy: None,
        };
        for (description, value) in &record.attributes {
            entry.load_attribute(description, value, now).map_err(|fault| fault.at(record.line))?;
        }
        Ok(entry)
    }

    fn load_attribute(
        &mut self,
        description: &str,
        value: &[u8],
        now: Timestamp,
    ) -> Result<(), LdifErrorKind> {
        let kind = schema::find(description).ok_or(LdifErrorKind::UnknownAttribute)?;
        kind.rule.normalize(value).ok_or(LdifErrorKind::InvalidValue)?;
        let text = || std::str::from_utf8(value).map_err(|_| LdifErrorKind::InvalidValue);
        match kind.name {
            "userPassword" => {
                let clear = text()?.strip_prefix(CLEAR).ok_or(LdifErrorKind::InvalidValue)?;
                self.password.current = Some(PasswordHash::of(clear.as_bytes()));
            }
            "pwdChangedTime" => self.password.changed = Some(moment(text()?, now)?),
            "pwdAccountLockedTime" if text()? == LOCKED_FOR_EVER => {
                self.password.lock = LockState::ByAdministrator;
            }
            "pwdAccountLockedTime" => self.password.lock = LockState::ByFailures(moment(text()?, now)?),
            "pwdFailureTime" => self.password.failures.push(moment(text()?, now)?),
            "pwdReset" => self.password.reset = Some(value == b"TRUE"),
            "pwdPolicySubentry" => self.policy = Dn::parse(text()?),
            _ => self.push(kind, description, value),
        }
        Ok(())
    }

    fn push(&mut self, kind: &'static AttributeType, description: &str, value: &[u8]) {
        let options = description.find(';').and_then(|at| description.get(at..)).unwrap_or_default();
        let description = format!("{}{options}", kind.name);
        match self.attributes.iter_mut().find(|attribute| attribute.description == description) {
            Some(attribute) => attribute.values.push(value.to_vec()),
            None => self.attributes.push(Attribute { kind, description, values: vec![value.to_vec()] }),
        }
    }

    /// Every attribute but the password, operational ones last.
    pub(super) fn attributes(&self) -> Vec<Attribute> {
        let lock = match self.password.lock {
            LockState::Open => None,
            LockState::ByFailures(since) => Some(to_generalized_time(since)),
            LockState::ByAdministrator => Some(LOCKED_FOR_EVER.to_owned()),
        };
        let reset = self.password.reset.map(|reset| if reset { "TRUE" } else { "FALSE" }.to_owned());
        let state = [
            ("pwdChangedTime", self.password.changed.map(to_generalized_time)),
            ("pwdAccountLockedTime", lock),
            ("pwdReset", reset),
            ("pwdPolicySubentry", self.policy.as_ref().map(|policy| policy.as_str().to_owned())),
        ];
        let failures = self.password.failures.iter().map(|failure| to_generalized_time(*failure)).collect();
        let state = state.map(|(name, value)| (name, Vec::from_iter(value)));
        let state = state.into_iter().chain([("pwdFailureTime", failures)]);
        let operational = state.filter(|(_, values)| !values.is_empty()).filter_map(|(name, values)| {
            let values = values.into_iter().map(String::into_bytes).collect();
            Some(Attribute { kind: schema::find(name)?, description: name.to_owned(), values })
        });
        self.attributes.iter().cloned().chain(operational).collect()
    }

    /// Every value of `kind`, with any options.
    pub(super) fn values(&self, kind: &AttributeType) -> Vec<Vec<u8>> {
        let of_kind = |attribute: &Attribute| attribute.kind == kind;
        self.attributes().into_iter().filter(of_kind).flat_map(|attribute| attribute.values).collect()
    }

    /// The first value of a user attribute, by its exact description.
    pub(super) fn text(&self, description: &str) -> Option<String> {
        let attribute = self.attributes.iter().find(|attribute| attribute.description == description)?;
        String::from_utf8(attribute.values.first()?.clone()).ok()
    }
}

fn moment(text: &str, now: Timestamp) -> Result<Timestamp, LdifErrorKind> {
    match text.strip_prefix(AGO) {
        Some(duration) => {
            let ago: SignedDuration = duration.parse().map_err(|_| LdifErrorKind::InvalidValue)?;
            now.checked_sub(ago).map_err(|_| LdifErrorKind::InvalidValue)
        }
        None => from_generalized_time(text).ok_or(LdifErrorKind::InvalidValue),
    }
}
