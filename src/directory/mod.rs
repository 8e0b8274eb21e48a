//! The directory behind the service: `trait Directory`, its types, and the LDAP client.
