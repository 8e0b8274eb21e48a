//! The embedded directory of `mamamia demo`: an LDAP server on loopback, and its people.
