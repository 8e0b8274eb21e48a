### The remedies of `mamamia doctor`: one row a need of the service, one column a family of servers, in the words of its
### administrators. $service is the name of the service account.

remedy-search-people = { $family ->
        [openldap] vérifier base et person_filter ; dans olcAccess, pour { $service } : read sur attrs=entry,objectClass,{ $attribute } des personnes, search sur l’entrée de base
        [ds389] vérifier base et person_filter ; aci sous base : targetattr="objectClass || { $attribute }", allow (read, search, compare), userdn="ldap:///{ $service }"
        [ad] vérifier base et person_filter ; déléguer à { $service } « Lire toutes les propriétés » sur l’unité d’organisation des personnes
       *[other] vérifier base et person_filter ; donner à { $service } le droit de chercher des personnes sous base
    }
remedy-search-attribute = { $family ->
        [openldap] corriger ce nom dans la configuration s’il est faux ; sinon, dans olcAccess : attrs={ $attribute } by dn.exact="{ $service }" read
        [ds389] corriger ce nom dans la configuration s’il est faux ; sinon, aci : targetattr="{ $attribute }", allow (read, search, compare), userdn="ldap:///{ $service }"
        [ad] corriger ce nom dans la configuration s’il est faux ; sinon, déléguer à { $service } « Lire { $attribute } »
       *[other] corriger ce nom dans la configuration s’il est faux ; sinon, donner à { $service } le droit de chercher et de lire { $attribute }
    }
remedy-read-attribute = { $family ->
        [openldap] dans olcAccess : attrs={ $attribute } by dn.exact="{ $service }" read
        [ds389] aci : targetattr="{ $attribute }", allow (read, search, compare), userdn="ldap:///{ $service }"
        [ad] déléguer à { $service } « Lire { $attribute } » sur l’unité d’organisation des personnes
       *[other] donner à { $service } le droit de lire { $attribute }
    }
remedy-compare = { $family ->
        [openldap] dans olcAccess : attrs={ $attribute } by dn.exact="{ $service }" =c
        [ds389] aci : targetattr="{ $attribute }", allow (compare), userdn="ldap:///{ $service }"
        [ad] déléguer à { $service } « Lire { $attribute } » : Active Directory ne sépare pas comparer et lire
       *[other] donner à { $service } le droit de comparer { $attribute }
    }
remedy-only-compare = { $family ->
        [openldap] réduire à =c, dans olcAccess, le droit de { $service } sur { $attribute }
        [ds389] réduire à allow (compare) l’aci de { $service } sur { $attribute }
        [ad] rien : Active Directory ne sépare pas comparer et lire
       *[other] réduire à la comparaison le droit de { $service } sur { $attribute }
    }
remedy-hide-proofs = { $family ->
        [openldap] dans olcAccess, avant « to * by * read » : to attrs={ $attribute } by dn.exact="{ $service }" =c by * none
        [ds389] retirer { $attribute } des aci ouvertes à userdn="ldap:///anyone"
        [ad] interdire les lectures anonymes (dsHeuristics)
       *[other] retirer à tous, sauf au service, le droit de lire { $attribute }
    }
remedy-hide-passwords = { $family ->
        [openldap] réduire à =xw, dans olcAccess, le droit de { $service } sur userPassword
        [ds389] ne laisser que allow (write) à { $service } sur userPassword
        [ad] retirer à { $service } « Lire userPassword » sur l’unité d’organisation des personnes
       *[other] retirer à { $service } le droit de lire userPassword
    }
remedy-write-password = { $family ->
        [openldap] dans olcAccess : attrs=userPassword by dn.exact="{ $service }" =xw (docs/administration.md)
        [ds389] aci : targetattr="userPassword", allow (write), userdn="ldap:///{ $service }"
        [ad] déléguer à { $service } « Réinitialiser le mot de passe » sur l’unité d’organisation des personnes
       *[other] donner à { $service } le droit d’écrire userPassword
    }
remedy-self-write = { $family ->
        [openldap] dans olcAccess : to attrs=userPassword by self write by anonymous auth
        [ds389] aci : targetattr="userPassword", allow (write), userdn="ldap:///self" ; passwordChange à on
        [ad] rendre à SELF le droit « Modifier le mot de passe »
       *[other] donner à chacun le droit d’écrire son propre userPassword
    }
remedy-index = { $family ->
        [openldap] indexer par égalité : olcDbIndex { $attribute } eq (ou index { $attribute } eq, puis slapindex)
        [ds389] indexer par égalité : dsconf INSTANCE backend index add --attr { $attribute } --index-type eq --reindex BASE
        [ad] indexer l’attribut dans le schéma (searchFlags de { $attribute })
       *[other] indexer { $attribute } par égalité
    }
remedy-writable = { $family ->
        [openldap] n’écrire dans urls que des serveurs qui acceptent les écritures ; retirer olcReadOnly de cette base
        [ds389] n’écrire dans urls que des fournisseurs ; remettre nsslapd-readonly à off
        [ad] n’écrire dans urls que des contrôleurs de domaine qui acceptent les écritures, aucun RODC
       *[other] n’écrire dans urls que des serveurs qui acceptent les écritures
    }
