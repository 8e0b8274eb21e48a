### What `mamamia doctor` reports to administrators, and (.advice) what to do.

doctor-level-ok = ok
doctor-level-attention = attention
doctor-level-unchecked = unchecked
doctor-level-fault = fault
doctor-remedy = to do: { $remedy }
doctor-configuration-read = Configuration read: { $file }
doctor-root = Run by root: the rights seen here are not those of the account that runs MaMamia.
    .advice = run it again under that account: sudo -u ACCOUNT mamamia doctor
doctor-audit-absent = No audit is written.
    .advice = name a file in [audit] file
doctor-audit-writable = Audit: a test line was written down to the disk ({ $file })
doctor-audit-remedy = create the directory; give it, and the file if there is one, to the account that runs MaMamia; make room if the disk is full
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
    .advice = renew the server’s certificate; check this machine’s clock
doctor-tls-starttls = The server refuses StartTLS.
    .advice = install a certificate on the server, or use ldaps://
doctor-tls-handshake = The TLS handshake failed.
    .advice = check that this port speaks TLS 1.2 or 1.3
doctor-tls-certificate-demanded = The server asks this application for a certificate, and it has none.
    .advice = name a certificate and its key in client_certificate and client_key_file
doctor-tls-certificate-refused = The server refuses the certificate of this application.
    .advice = check that client_certificate is still valid, and signed by an authority that the server accepts
doctor-no-ldap = The server does not answer as a directory does.
    .advice = check that this port is the directory’s
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
doctor-percent-low = Least strength: { $percent }%. Active Directory keeps hashes that are quick to try: a stolen base would give passwords of that strength away within minutes.
    .advice = give policy.min_percent { $advised } or more (docs/strength.md)
doctor-no-password-modify = Kind: { $kind }; Password Modify (RFC 3062) is not offered.
    .advice = allow the extended operation 1.3.6.1.4.1.4203.1.11.1 on this server
doctor-no-policy-control = Kind: { $kind }; the policy control is not offered: refusals will be vague.
    .advice = load the ppolicy overlay, if a policy is to apply
doctor-service-accepted = Service account accepted.
doctor-service-expires = Service account accepted; its password expires { $days ->
        [0] within a day.
        [one] in { $days } day.
       *[other] in { $days } days.
    }
    .advice = choose a new one before, in the directory and in password_file; or give this account a policy without expiry
doctor-service-expires-soon = Service account accepted; the server says that its password expires soon.
    .advice = { doctor-service-expires.advice }
doctor-service-grace = Service account accepted, but its password has expired; binds that the server still accepts: { $uses }.
    .advice = choose a new one at once, in the directory and in password_file; or give this account a policy without expiry
doctor-service-must-change = Service account accepted, but the server wants its password changed first, and refuses it everything else.
    .advice = change its password under its own name (ldappasswd), or lift that demand (pwdReset); then update password_file
doctor-service-expired = Service account refused: its password has expired.
    .advice = { doctor-service-grace.advice }
doctor-service-locked = Service account refused: it is locked.
    .advice = unlock it; give it a policy without lockout (pwdLockout to FALSE), or anybody’s wrong binds stop it
doctor-service-wrong = Service account refused: wrong name or password.
    .advice = check dn and password_file
doctor-service-unavailable = The server cannot answer the service account now (LDAP code { $code }).
    .advice = check that the database runs and, behind a proxy, the server that holds it
doctor-service-refused = Service account refused (LDAP code { $code }).
    .advice = look at the server’s log
doctor-service-no-answer = The server did not answer the bind of the service account.
    .advice = { doctor-unreachable.advice }
doctor-needs-tls = The server demands a better protected connection (LDAP code { $code }).
    .advice = use ldaps://, or ldap:// with starttls = true, and ca_file; over ldapi://, review the protection that the server demands of a simple bind
doctor-clear-text = Connection in clear text: 389 Directory Server changes no password over it (LDAP code 13).
    .advice = { doctor-needs-tls.advice }
doctor-people-seen = People are found under base.
doctor-people-none = Nobody is found under base with person_filter.
doctor-people-refused = Searching people is refused (LDAP code { $code }).
doctor-may-compare = The service may compare { $attribute }.
doctor-may-read = The service may read { $attribute }.
doctor-may-write = The service may write { $attribute }.
doctor-right-denied = The service lacks this right on { $attribute }.
doctor-no-value = None of the people looked at has a { $attribute }: the right cannot be known.
    .advice = check that { $attribute } is the attribute in use
doctor-no-such-attribute = The server’s schema does not know { $attribute }.
    .advice = replace { $attribute } in [identity] by the directory’s attribute
doctor-wrong-spelling = The server refuses the spelling of { $attribute }.
    .advice = mend birth_date_format for { $attribute }
doctor-elsewhere = This server is a replica: it sends elsewhere to write { $attribute }.
doctor-read-only = This server takes no writes: { $attribute } cannot be changed there.
doctor-right-unknown = Right on { $attribute } cannot be told (LDAP code { $code }).
    .advice = look at the server’s log
doctor-right-no-answer = The server did not answer about { $attribute }.
    .advice = { doctor-unreachable.advice }
doctor-reads-proof = The service may read { $attribute }: comparing does not need it.
doctor-reads-passwords = The service may read stored passwords.
doctor-clock-untold = The server does not tell its time: the gap is not measured.
    .advice = compare the time of both machines (NTP)
doctor-clock-gap = Clock gap: { $seconds } s.
    .advice = synchronise both machines (NTP)
doctor-breach-read = Passwords of known breaches: { $entries } hashes, file made { $days ->
        [0] today.
        [one] { $days } day ago.
       *[other] { $days } days ago.
    }
    .advice = make this file again from a recent list, with “mamamia breach build”
doctor-breach-remedy = check breach.file, or make this file again with “mamamia breach build”
doctor-locks-seen = The service sees all that can close an account.
doctor-locks-hidden = The service does not see { $attribute }: it cannot tell whether an account is closed, and a reset is refused (MDP-527).
doctor-locks-half-seen = The service does not see { $attribute }: it cannot tell who locked an account, and a reset of a locked account is refused (MDP-527).
doctor-locks-unknown = The directory does not tell its software: a reset is refused (MDP-526).
    .advice = let the service account read the root entry (rootDSE), or set the key kind
doctor-locks-no-answer = The server did not answer about what can close an account.
    .advice = { doctor-unreachable.advice }
doctor-kind-differs = The server is { $kind }, which kind does not say.
    .advice = mend kind, or remove this key: the kind is then recognised
doctor-cut = The server cuts the connection { $stage ->
        [root] at the first question.
        [service] during the bind of the service account.
        [searches] during the searches of a session.
        [rights] while the rights are examined.
        [shapes] while the first entries are read.
       *[other] before the end.
    }
    .advice = look at the log of the server and of the balancer; check that nothing cuts in between
doctor-login-found = A login is searched as in a session: the person is found ({ $ms } ms).
doctor-login-searched = Logins can be searched, without being read ({ $ms } ms).
doctor-login-slow = A search by { $attribute } takes { $ms } ms: this attribute is probably not indexed.
doctor-login-limit = A search by { $attribute } exceeds the server’s limits (LDAP code { $code }): this attribute is probably not indexed.
doctor-login-too-slow = A search by { $attribute } gets no answer: this attribute is probably not indexed.
doctor-search-refused = A search by { $attribute } is refused (LDAP code { $code }).
doctor-search-no-answer = A search by { $attribute } gets no answer: the connection was cut.
    .advice = { doctor-unreachable.advice }
doctor-login-hidden = Nobody can be found by { $attribute }: the attribute does not exist, nobody has it, or the service may not search it.
doctor-login-lost = A person has a login ({ $attribute }) by which the service does not find them.
doctor-login-exact = The directory distinguishes capitals in { $attribute }: a person who types others is not recognised.
    .advice = give { $attribute } an equality without capitals (caseIgnoreMatch), or use another login_attribute
doctor-login-untypable = No login ({ $attribute }) of the people looked at can be typed.
    .advice = use a login_attribute whose values can be typed
doctor-login-several = Several entries have the same login ({ $attribute }): none of these people is served.
    .advice = make { $attribute } unique below base (OpenLDAP’s overlay unique, 389’s Attribute Uniqueness), or narrow person_filter
doctor-login-nobody = Nobody has the login given by --login.
    .advice = check this login; if it exists, check base, person_filter and login_attribute
doctor-login-refused = The login given by --login cannot be typed in the form.
    .advice = give the login as the person types it
doctor-head-office-searched = The search of head_office_filter is accepted ({ $ms } ms).
doctor-head-office-slow = The search of head_office_filter takes { $ms } ms.
    .advice = index the attributes of head_office_filter by equality
doctor-head-office-refused = The search of head_office_filter is refused (LDAP code { $code }).
    .advice = check head_office_filter, and the service’s rights on its attributes
doctor-head-office-no-answer = The search of head_office_filter gets no answer.
    .advice = { doctor-head-office-slow.advice }
doctor-filter-hidden = A filter names { $attribute }, which the server evaluates for nobody: the attribute does not exist, or the service may not search it.
doctor-schema-lacks = The configuration names { $attribute }, which the server’s schema does not know.
    .advice = mend this name in [directory] or [identity]
doctor-public-proofs = Anybody reads the proofs of identity, without a bind: { $attribute }.
doctor-shapes-logins-good = Logins of the first { $entries } entries: all can be typed.
doctor-shapes-proofs-unread = Numbers and dates: the service cannot read them (as intended with =c), so their shape is not checked.
    .advice = try a test account with "define a new one"
doctor-shapes-good = Logins, numbers and dates of the first { $entries } entries: all can be typed.
doctor-shapes-unread = Shapes of logins: no entry could be read.
    .advice = let the service list people, by pages (RFC 2696) or fifty at a time
doctor-shape-login = Logins: { $count ->
        [one] one entry
       *[other] { $count } entries
    } of the first { $entries } that nobody could type.
    .advice = check login_attribute, and whether these entries belong to this service; the expected shape is in docs/configuration.md
doctor-shape-numen = NUMEN: { $count ->
        [one] one entry
       *[other] { $count } entries
    } of the first { $entries } that nobody could type.
    .advice = check numen_attribute: thirteen characters, two digits, a letter, seven digits, three letters
doctor-shape-external = Numbers of external people: { $count ->
        [one] one entry
       *[other] { $count } entries
    } of the first { $entries } that nobody could type.
    .advice = check external_number_attribute and external_number_shape
doctor-shape-date = Birth dates: { $count ->
        [one] one entry
       *[other] { $count } entries
    } of the first { $entries } that nobody could type.
    .advice = check birth_date_attribute and birth_date_format
doctor-shape-midnight = Birth dates: { $count ->
        [one] one entry
       *[other] { $count } entries
    } of the first { $entries } not at midnight UTC; their day is that of the midnight of birth_date_zone.
    .advice = check birth_date_zone, or export the day at midnight UTC (YYYYMMDD000000Z)
doctor-person-opens = The person of --login binds with the given password.
doctor-person-refused = The person of --login cannot bind with the given password.
    .advice = check that password; if it is right, the account is locked, expired or closed
doctor-person-may-write = This person may change their own password.
doctor-person-may-not-write = This person may not change their own password: changing fails.
doctor-person-unchecked = Each person’s right on their own password cannot be seen from here.
    .advice = check it with a test account: mamamia doctor --login LOGIN --password-file FILE
doctor-summary = Summary: faults { $faults }, attention { $attentions }, unchecked { $unchecked }, ok { $ok }.
doctor-ssh-absent = Account { $user }: no sshd on this machine, what it allows is not checked.
    .advice = on the kiosk: mamamia doctor --ssh-user { $user }
doctor-ssh-unasked = Account { $user }: sshd does not tell its settings ({ $cause }).
    .advice = run it again as root: mamamia doctor --ssh-user { $user }
doctor-ssh-good = Over ssh, the account { $user } opens the menu only.
doctor-ssh-sftp = Over ssh, the account { $user } opens the in-process sftp of sshd: a visitor reads the service’s password, and rewrites the audit.
    .advice = ForceCommand /usr/local/bin/mamamia in the Match block of this account (docs/administration.md), or Subsystem sftp /bin/false
doctor-ssh-shell = Over ssh, the account { $user } opens a command line: its shell is not MaMamia, and nothing is forced.
    .advice = ForceCommand /usr/local/bin/mamamia in the Match block of this account, or usermod --shell /usr/local/bin/mamamia { $user }
doctor-ssh-forced = Over ssh, the account { $user } starts another command than MaMamia: { $command }. A visitor gets no menu, and may find a command line.
    .advice = ForceCommand /usr/local/bin/mamamia in the Match block of this account
doctor-ssh-environment = sshd lets a visitor of the account { $user } choose variables ({ $names }): they may name another configuration.
    .advice = AcceptEnv LANG LC_* only, and PermitUserEnvironment no
doctor-ssh-open = sshd leaves the account { $user } other doors than the menu: { $names }.
    .advice = DisableForwarding yes, PermitTunnel no and PermitUserRC no in the Match block of this account
doctor-stamp-hidden = The service may not read { $attribute }: after a lost answer, nothing will tell whether the password has changed (MDP-452).
doctor-proxy-without-policy = This server is a proxy that takes the policy control away (back-meta): a new password would be written there unchecked by the policy, or refused without a reason.
    .advice = name the servers of the directory themselves in urls, or a back-ldap proxy
doctor-person-secret = write this person’s password, alone, in a file of mode 400 of the account that runs mamamia doctor
