### What `mamamia doctor` reports to administrators, and (.advice) what to do.

doctor-level-ok = ok
doctor-level-attention = attention
doctor-level-fault = fault
doctor-remedy = to do: { $remedy }
doctor-configuration-read = Configuration read: { $file }
doctor-root = Run by root: the rights seen here are not those of the account that runs MaMamia.
    .advice = run it again under that account: sudo -u ACCOUNT mamamia doctor
doctor-audit-absent = No audit is written.
    .advice = name a file in [audit] file
doctor-audit-writable = Audit: this account can write { $file }
doctor-audit-remedy = create the directory; give it, and the file if there is one, to the account that runs MaMamia
doctor-theme-read = Theme read: { $name }
doctor-theme-refused = Theme refused: { $cause }
    .advice = mend the file, or choose among { $names }
doctor-service-absent = No service account: redefining is not offered.
    .advice = nothing if it is meant; else fill in [directory.service]
doctor-reached = Server reached, certificate verified.
doctor-reached-without-tls = Server reached, without TLS (loopback or Unix socket).
doctor-unreachable = Server cannot be reached.
    .advice = check address, port, firewall, and that the server runs
doctor-too-slow = The server did not answer in time.
    .advice = { doctor-unreachable.advice }
doctor-tls-authority = Certificate signed by an unknown authority.
    .advice = name in ca_file the authority that signed it (PEM)
doctor-tls-host = The certificate is for another host name.
    .advice = write in urls a name that the certificate carries (subjectAltName)
doctor-tls-expired = Certificate expired, or not yet valid.
    .advice = renew the server's certificate; check this machine's clock
doctor-tls-starttls = The server refuses StartTLS.
    .advice = install a certificate on the server, or use ldaps://
doctor-tls-handshake = The TLS handshake failed.
    .advice = check that this port speaks TLS 1.2 or 1.3
doctor-no-ldap = The server does not answer as a directory does.
    .advice = check that this port is the directory's
doctor-certificate-valid = Certificate { $subject }: valid until { $day }.
doctor-certificate-soon = Certificate { $subject }: expires soon, on { $day }.
    .advice = renew this certificate
doctor-certificate-over = Certificate { $subject }: expired on { $day }.
    .advice = { doctor-certificate-soon.advice }
doctor-kind-known = Kind: { $kind }; policy control and Password Modify (RFC 3062) offered.
doctor-kind-unknown = The server does not say what it is (rootDSE cannot be read).
    .advice = let the rootDSE be read without a bind, or fill in kind
doctor-kind-unsupported = Kind: { $kind }, which this version does not serve yet.
    .advice = take this server out of urls
doctor-no-password-modify = Kind: { $kind }; Password Modify (RFC 3062) is not offered.
    .advice = allow the extended operation 1.3.6.1.4.1.4203.1.11.1 on this server
doctor-no-policy-control = Kind: { $kind }; the policy control is not offered: refusals will be vague.
    .advice = load the ppolicy overlay, if a policy is to apply
doctor-service-accepted = Service account accepted.
doctor-service-refused = Service account refused.
    .advice = check dn and password_file; check that the account is neither locked nor expired
doctor-people-seen = People are found under base.
doctor-people-none = Nobody is found under base with person_filter.
    .advice = check base and person_filter, and the right to search (entry, objectClass, login)
doctor-people-refused = Searching people is refused.
    .advice = check base; if it is right, let the service account search there (search on the entry of base)
doctor-may-compare = The service may compare { $attribute }.
doctor-compare-remedy = grant the service account compare (=c) on { $attribute }
doctor-may-write = The service may write { $attribute }.
doctor-write-remedy = grant the service account =xw on { $attribute } (docs/administration.md)
doctor-right-denied = The service lacks this right on { $attribute }.
doctor-no-value = None of the people looked at has a { $attribute }: the right cannot be known.
    .advice = check that { $attribute } is the attribute in use
doctor-no-such-attribute = The server's schema does not know { $attribute }.
    .advice = replace { $attribute } in [identity] by the directory's attribute
doctor-wrong-spelling = The server refuses the spelling of { $attribute }.
    .advice = mend birth_date_format for { $attribute }
doctor-elsewhere = This server is a replica: it sends elsewhere to write { $attribute }.
    .advice = write in urls only servers that accept writes
doctor-right-unknown = Right on { $attribute } cannot be told (LDAP code { $code }).
    .advice = look at the server's log
doctor-right-no-answer = The server did not answer about { $attribute }.
    .advice = { doctor-unreachable.advice }
doctor-reads-proof = The service may read { $attribute }: comparing does not need it.
    .advice = reduce the service account's right on { $attribute } to compare (=c)
doctor-reads-passwords = The service may read stored passwords.
    .advice = take this right away at once
doctor-clock-untold = The server does not tell its time: the gap is not measured.
doctor-clock-gap = Clock gap: { $seconds } s.
    .advice = synchronise both machines (NTP)
doctor-breach-read = Passwords of known breaches: { $entries } hashes, file made { $days ->
        [0] today.
        [one] { $days } day ago.
       *[other] { $days } days ago.
    }
    .advice = make this file again from a recent list, with “mamamia breach build”
doctor-breach-remedy = check breach.file, or make this file again with “mamamia breach build”
doctor-locks-seen = The service sees the locks of administrators.
doctor-locks-hidden = The service does not see pwdAccountLockedTime: redefining would lift an administrator's lock unawares.
    .advice = let the service account read pwdAccountLockedTime
