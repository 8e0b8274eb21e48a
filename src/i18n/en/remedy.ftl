### The remedies of `mamamia doctor`: one row a need of the service, one column a family of servers, in the words of its
### administrators. $service is the name of the service account.

remedy-search-people = { $family ->
        [openldap] check base and person_filter; in olcAccess, for { $service }: read on attrs=entry,objectClass,{ $attribute } of the people, search on the base entry
        [ds389] check base and person_filter; aci below base: targetattr="objectClass || { $attribute }", allow (read, search, compare), userdn="ldap:///{ $service }"
        [ad] check base and person_filter; delegate "Read all properties" to { $service } on the people’s organizational unit
       *[other] check base and person_filter; let { $service } search people below base
    }
remedy-search-attribute = { $family ->
        [openldap] mend this name in the configuration if it is wrong; else, in olcAccess: attrs={ $attribute } by dn.exact="{ $service }" read
        [ds389] mend this name in the configuration if it is wrong; else, aci: targetattr="{ $attribute }", allow (read, search, compare), userdn="ldap:///{ $service }"
        [ad] mend this name in the configuration if it is wrong; else, delegate "Read { $attribute }" to { $service }
       *[other] mend this name in the configuration if it is wrong; else, let { $service } search and read { $attribute }
    }
remedy-read-attribute = { $family ->
        [openldap] in olcAccess: attrs={ $attribute } by dn.exact="{ $service }" read
        [ds389] aci: targetattr="{ $attribute }", allow (read, search, compare), userdn="ldap:///{ $service }"
        [ad] delegate "Read { $attribute }" to { $service } on the people’s organizational unit
       *[other] let { $service } read { $attribute }
    }
remedy-compare = { $family ->
        [openldap] in olcAccess: attrs={ $attribute } by dn.exact="{ $service }" =c
        [ds389] aci: targetattr="{ $attribute }", allow (compare), userdn="ldap:///{ $service }"
        [ad] delegate "Read { $attribute }" to { $service }: Active Directory does not part comparing from reading
       *[other] let { $service } compare { $attribute }
    }
remedy-only-compare = { $family ->
        [openldap] reduce the right of { $service } on { $attribute } to =c, in olcAccess
        [ds389] reduce the aci of { $service } on { $attribute } to allow (compare)
        [ad] nothing: Active Directory does not part comparing from reading
       *[other] reduce the right of { $service } on { $attribute } to comparing
    }
remedy-hide-proofs = { $family ->
        [openldap] in olcAccess, before "to * by * read": to attrs={ $attribute } by dn.exact="{ $service }" =c by * none
        [ds389] take { $attribute } out of the aci that are open to userdn="ldap:///anyone"
        [ad] forbid anonymous reading (dsHeuristics)
       *[other] take the right to read { $attribute } from everybody but the service
    }
remedy-hide-passwords = { $family ->
        [openldap] reduce the right of { $service } on userPassword to =xw, in olcAccess
        [ds389] leave only allow (write) to { $service } on userPassword
        [ad] take "Read userPassword" on the people’s organizational unit from { $service }
       *[other] take the right to read userPassword from { $service }
    }
remedy-write-password = { $family ->
        [openldap] in olcAccess: attrs=userPassword by dn.exact="{ $service }" =xw (docs/administration.md)
        [ds389] aci: targetattr="userPassword", allow (write), userdn="ldap:///{ $service }"
        [ad] delegate "Reset password" to { $service } on the people’s organizational unit
       *[other] let { $service } write userPassword
    }
remedy-self-write = { $family ->
        [openldap] in olcAccess: to attrs=userPassword by self write by anonymous auth
        [ds389] aci: targetattr="userPassword", allow (write), userdn="ldap:///self"; passwordChange to on
        [ad] give SELF the right "Change password" again
       *[other] let each person write their own userPassword
    }
remedy-index = { $family ->
        [openldap] index it by equality: olcDbIndex { $attribute } eq (or index { $attribute } eq, then slapindex)
        [ds389] index it by equality: dsconf INSTANCE backend index add --attr { $attribute } --index-type eq --reindex BASE
        [ad] index the attribute in the schema (searchFlags of { $attribute })
       *[other] index { $attribute } by equality
    }
remedy-writable = { $family ->
        [openldap] write in urls only servers that take writes; remove olcReadOnly from this database
        [ds389] write in urls only suppliers; set nsslapd-readonly to off
        [ad] write in urls only domain controllers that take writes, no RODC
       *[other] write in urls only servers that take writes
    }
