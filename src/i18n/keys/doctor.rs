//! Keys of doctor.ftl: what `mamamia doctor` says to administrators.

use super::keys;

keys! {
    /// Level: nothing to do.
    LEVEL_OK = "doctor-level-ok";
    /// Level: works, but.
    LEVEL_ATTENTION = "doctor-level-attention";
    /// Level: must be mended.
    LEVEL_FAULT = "doctor-level-fault";
    /// What to do; `$remedy`.
    REMEDY = "doctor-remedy";
    /// The configuration is sound; `$file`.
    CONFIGURATION_READ = "doctor-configuration-read";
    /// No audit is written.
    AUDIT_ABSENT = "doctor-audit-absent";
    /// What to do about it.
    AUDIT_ABSENT_REMEDY = "doctor-audit-absent-remedy";
    /// The audit can be written; `$file`.
    AUDIT_WRITABLE = "doctor-audit-writable";
    /// Run by root, whose rights are not those of a visit.
    ROOT = "doctor-root";
    /// What to do.
    ROOT_REMEDY = "doctor-root-remedy";
    /// What to do when it cannot.
    AUDIT_REMEDY = "doctor-audit-remedy";
    /// The theme is sound; `$name`.
    THEME_READ = "doctor-theme-read";
    /// It is not; `$cause`.
    THEME_REFUSED = "doctor-theme-refused";
    /// What to do; `$names`.
    THEME_REMEDY = "doctor-theme-remedy";
    /// No service account.
    SERVICE_ABSENT = "doctor-service-absent";
    /// What to do about it.
    SERVICE_ABSENT_REMEDY = "doctor-service-absent-remedy";
    /// Reached and trusted.
    REACHED = "doctor-reached";
    /// Reached, without TLS.
    REACHED_WITHOUT_TLS = "doctor-reached-without-tls";
    /// Not reached.
    UNREACHABLE = "doctor-unreachable";
    /// What to do.
    UNREACHABLE_REMEDY = "doctor-unreachable-remedy";
    /// No answer in time.
    TOO_SLOW = "doctor-too-slow";
    /// Unknown authority.
    TLS_AUTHORITY = "doctor-tls-authority";
    /// What to do.
    TLS_AUTHORITY_REMEDY = "doctor-tls-authority-remedy";
    /// Another host's certificate.
    TLS_HOST = "doctor-tls-host";
    /// What to do.
    TLS_HOST_REMEDY = "doctor-tls-host-remedy";
    /// Expired, or not yet valid.
    TLS_EXPIRED = "doctor-tls-expired";
    /// What to do.
    TLS_EXPIRED_REMEDY = "doctor-tls-expired-remedy";
    /// StartTLS refused.
    TLS_STARTTLS = "doctor-tls-starttls";
    /// What to do.
    TLS_STARTTLS_REMEDY = "doctor-tls-starttls-remedy";
    /// Broken handshake.
    TLS_HANDSHAKE = "doctor-tls-handshake";
    /// What to do.
    TLS_HANDSHAKE_REMEDY = "doctor-tls-handshake-remedy";
    /// Does not speak LDAP.
    NO_LDAP = "doctor-no-ldap";
    /// What to do.
    NO_LDAP_REMEDY = "doctor-no-ldap-remedy";
    /// Valid; `$subject`, `$day`.
    CERTIFICATE_VALID = "doctor-certificate-valid";
    /// Ends soon; `$subject`, `$day`.
    CERTIFICATE_SOON = "doctor-certificate-soon";
    /// Over; `$subject`, `$day`.
    CERTIFICATE_OVER = "doctor-certificate-over";
    /// What to do.
    CERTIFICATE_REMEDY = "doctor-certificate-remedy";
    /// Kind; `$kind`.
    KIND_KNOWN = "doctor-kind-known";
    /// No rootDSE.
    KIND_UNKNOWN = "doctor-kind-unknown";
    /// What to do.
    KIND_UNKNOWN_REMEDY = "doctor-kind-unknown-remedy";
    /// Not spoken to yet; `$kind`.
    KIND_UNSUPPORTED = "doctor-kind-unsupported";
    /// What to do.
    KIND_UNSUPPORTED_REMEDY = "doctor-kind-unsupported-remedy";
    /// No RFC 3062; `$kind`.
    NO_PASSWORD_MODIFY = "doctor-no-password-modify";
    /// What to do.
    NO_PASSWORD_MODIFY_REMEDY = "doctor-no-password-modify-remedy";
    /// No policy control; `$kind`.
    NO_POLICY_CONTROL = "doctor-no-policy-control";
    /// What to do.
    NO_POLICY_CONTROL_REMEDY = "doctor-no-policy-control-remedy";
    /// The service account is let in.
    SERVICE_ACCEPTED = "doctor-service-accepted";
    /// It is not.
    SERVICE_REFUSED = "doctor-service-refused";
    /// What to do.
    SERVICE_REFUSED_REMEDY = "doctor-service-refused-remedy";
    /// People are found.
    PEOPLE_SEEN = "doctor-people-seen";
    /// Nobody is found.
    PEOPLE_NONE = "doctor-people-none";
    /// What to do.
    PEOPLE_NONE_REMEDY = "doctor-people-none-remedy";
    /// Searching is refused.
    PEOPLE_REFUSED = "doctor-people-refused";
    /// What to do.
    PEOPLE_REFUSED_REMEDY = "doctor-people-refused-remedy";
    /// May compare; `$attribute`.
    MAY_COMPARE = "doctor-may-compare";
    /// What to do; `$attribute`.
    COMPARE_REMEDY = "doctor-compare-remedy";
    /// May write; `$attribute`.
    MAY_WRITE = "doctor-may-write";
    /// What to do; `$attribute`.
    WRITE_REMEDY = "doctor-write-remedy";
    /// Denied; `$attribute`.
    RIGHT_DENIED = "doctor-right-denied";
    /// Nobody has a value; `$attribute`.
    NO_VALUE = "doctor-no-value";
    /// What to do; `$attribute`.
    NO_VALUE_REMEDY = "doctor-no-value-remedy";
    /// Not in the schema; `$attribute`.
    NO_SUCH_ATTRIBUTE = "doctor-no-such-attribute";
    /// What to do; `$attribute`.
    NO_SUCH_ATTRIBUTE_REMEDY = "doctor-no-such-attribute-remedy";
    /// Spelt otherwise; `$attribute`.
    WRONG_SPELLING = "doctor-wrong-spelling";
    /// What to do; `$attribute`.
    WRONG_SPELLING_REMEDY = "doctor-wrong-spelling-remedy";
    /// A replica; `$attribute`.
    ELSEWHERE = "doctor-elsewhere";
    /// What to do.
    ELSEWHERE_REMEDY = "doctor-elsewhere-remedy";
    /// An odd answer; `$attribute`, `$code`.
    RIGHT_UNKNOWN = "doctor-right-unknown";
    /// What to do.
    RIGHT_UNKNOWN_REMEDY = "doctor-right-unknown-remedy";
    /// No answer; `$attribute`.
    RIGHT_NO_ANSWER = "doctor-right-no-answer";
    /// Reads what it need not; `$attribute`.
    READS_PROOF = "doctor-reads-proof";
    /// What to do; `$attribute`.
    READS_PROOF_REMEDY = "doctor-reads-proof-remedy";
    /// Reads stored passwords.
    READS_PASSWORDS = "doctor-reads-passwords";
    /// What to do.
    READS_PASSWORDS_REMEDY = "doctor-reads-passwords-remedy";
    /// The file of breached passwords is whole; `$entries`, `$days` old.
    BREACH_READ = "doctor-breach-read";
    /// It is old: what to do.
    BREACH_OLD_REMEDY = "doctor-breach-old-remedy";
    /// It cannot be used: what to do.
    BREACH_REMEDY = "doctor-breach-remedy";
    /// The clock is not told.
    CLOCK_UNTOLD = "doctor-clock-untold";
    /// Gap; `$seconds`.
    CLOCK_GAP = "doctor-clock-gap";
    /// What to do.
    CLOCK_REMEDY = "doctor-clock-remedy";
    /// The service sees locks.
    LOCKS_SEEN = "doctor-locks-seen";
    /// It does not.
    LOCKS_HIDDEN = "doctor-locks-hidden";
    /// What to do.
    LOCKS_HIDDEN_REMEDY = "doctor-locks-hidden-remedy";
}
