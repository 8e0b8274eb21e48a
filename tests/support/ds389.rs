//! A small 389 Directory Server of one branch, with the answers that version 2.3.1 gave: what closes an account, what the
//! service may see of it, and the demand to change a password that a service wrote.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use futures::{SinkExt, StreamExt};
use ldap3_proto::control::LdapControl;
use ldap3_proto::proto::*;
use ldap3_proto::{LdapCodec, LdapMsg};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::codec::Framed;

use super::{BASE, INITIAL, SERVICE_PASSWORD};

const SERVICE_DN: &str = "cn=mamamia,ou=services,dc=ac-exemple,dc=fr";
const LOCKED: [u8; 9] = [0x30, 0x84, 0, 0, 0, 3, 0x81, 1, 1];
const MUST_CHANGE: [u8; 9] = [0x30, 0x84, 0, 0, 0, 3, 0x81, 1, 2];

type Entry = BTreeMap<String, String>;

#[derive(Default)]
pub struct Ds389 {
    /// By their names. The password is an attribute that nobody may read.
    pub entries: Mutex<BTreeMap<String, Entry>>,
    /// Attributes that the service may neither read nor search.
    pub hidden: BTreeSet<&'static str>,
    /// `nsslapd-allow-anonymous-access: off`.
    pub refuses_strangers: bool,
    /// `passwordMustChange: on`.
    pub demands_change: bool,
    /// The service may write `passwordExpirationTime`.
    pub lets_lift: bool,
}

impl Ds389 {
    /// Adds a person with these further attributes.
    pub fn with(self, login: &str, attributes: &[(&str, &str)]) -> Self {
        let own =
            [("objectclass", "inetOrgPerson"), ("uid", login), ("cn", login), ("userpassword", INITIAL)];
        let proofs = [("numen", "86E8000000XYZ"), ("datenaissance", "19840404")];
        let all = own.iter().chain(&proofs).chain(attributes);
        self.entry(&Self::name(login), &all.copied().collect::<Vec<_>>())
    }

    pub fn entry(self, name: &str, attributes: &[(&str, &str)]) -> Self {
        let entry = attributes.iter().map(|(name, value)| (name.to_lowercase(), (*value).to_owned()));
        self.entries.lock().unwrap().insert(name.to_owned(), entry.collect());
        self
    }

    fn name(login: &str) -> String {
        format!("uid={login},ou=personnels,{BASE}")
    }

    pub fn password(&self, login: &str) -> String {
        self.entries.lock().unwrap()[&Self::name(login)]["userpassword"].clone()
    }

    /// Serves in tasks of the runtime of the test; gives the URL.
    pub async fn serve(self) -> (Arc<Self>, String) {
        let (server, listener) = (Arc::new(self), TcpListener::bind("127.0.0.1:0").await.unwrap());
        let url = format!("ldap://{}", listener.local_addr().unwrap());
        let shared = Arc::clone(&server);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Arc::clone(&shared).answer(stream));
            }
        });
        (server, url)
    }

    async fn answer(self: Arc<Self>, stream: TcpStream) {
        let mut frames = Framed::new(stream, LdapCodec::default());
        let mut bound = None;
        while let Some(Ok(LdapMsg { msgid, op, .. })) = frames.next().await {
            let answers = match op {
                LdapOp::BindRequest(request) => vec![self.bind(&request, &mut bound)],
                LdapOp::SearchRequest(request) => {
                    self.search(&request, bound.as_deref()).into_iter().map(|op| (op, None)).collect()
                }
                LdapOp::CompareRequest(request) => {
                    vec![(LdapOp::CompareResult(self.compare(&request)), None)]
                }
                LdapOp::ModifyRequest(request) => vec![(LdapOp::ModifyResponse(self.modify(&request)), None)],
                LdapOp::ExtendedRequest(request) => {
                    let res = self.password_modify(&request, bound.as_deref());
                    let response = LdapExtendedResponse { res, name: None, value: None };
                    vec![(LdapOp::ExtendedResponse(response), None)]
                }
                _ => return,
            };
            for (op, policy) in answers {
                let mut message = LdapMsg::new(msgid, op);
                message.ctrl.extend(policy.map(|value: [u8; 9]| LdapControl::Unknown {
                    oid: "1.3.6.1.4.1.42.2.27.8.5.1".to_owned(),
                    criticality: false,
                    value: Some(value.to_vec()),
                }));
                frames.send(message).await.unwrap();
            }
        }
    }

    fn bind(&self, request: &LdapBindRequest, bound: &mut Option<String>) -> (LdapOp, Option<[u8; 9]>) {
        let LdapBindCred::Simple(password) = &request.cred else { panic!("a simple bind") };
        let entries = self.entries.lock().unwrap();
        let entry = entries.get(&request.dn);
        let is_closed = entry.is_some_and(|entry| {
            entry.get("nsaccountlock").is_some_and(|lock| lock.to_lowercase().starts_with("true"))
        });
        let is_right = if request.dn == SERVICE_DN {
            password == SERVICE_PASSWORD
        } else {
            entry.and_then(|entry| entry.get("userpassword")) == Some(password)
        };
        let (code, policy) = match (is_closed, is_right) {
            (true, _) => (LdapResultCode::UnwillingToPerform, Some(LOCKED)),
            (_, false) => (LdapResultCode::InvalidCredentials, None),
            _ => {
                let expires = entry.and_then(|entry| entry.get("passwordexpirationtime"));
                let demand = expires.is_some_and(|end| end.starts_with("1970")).then_some(MUST_CHANGE);
                (LdapResultCode::Success, demand)
            }
        };
        *bound = (code == LdapResultCode::Success).then(|| request.dn.clone());
        (LdapOp::BindResponse(LdapBindResponse { res: result(code), saslcreds: None }), policy)
    }

    fn search(&self, request: &LdapSearchRequest, bound: Option<&str>) -> Vec<LdapOp> {
        if bound.is_none() && self.refuses_strangers {
            return vec![LdapOp::SearchResultDone(result(LdapResultCode::InappropriateAuthentication))];
        }
        let root = [
            ("objectclass", "top"),
            ("vendorname", "389 Project"),
            ("vendorversion", "389-Directory/2.3.1"),
            ("supportedextension", "1.3.6.1.4.1.4203.1.11.1"),
        ];
        let root: Entry = root.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let entries = self.entries.lock().unwrap();
        let in_scope = |name: &str| match request.scope {
            LdapSearchScope::Base => name.eq_ignore_ascii_case(&request.base),
            _ => name.ends_with(&request.base),
        };
        let candidates: Vec<(&str, &Entry)> = match (request.base.as_str(), bound) {
            ("", _) => vec![("", &root)],
            (_, Some(SERVICE_DN)) => entries.iter().map(|(name, entry)| (name.as_str(), entry)).collect(),
            _ => Vec::new(),
        };
        let found = candidates.into_iter().filter(|(name, entry)| {
            (name.is_empty() || in_scope(name)) && self.matches(entry, &request.filter) == Some(true)
        });
        let shown = found.map(|(name, entry)| {
            let attributes = request.attrs.iter().filter_map(|asked| {
                let value = entry.get(&asked.to_lowercase()).filter(|_| self.may_see(asked))?;
                Some(LdapPartialAttribute { atype: asked.clone(), vals: vec![value.clone().into_bytes()] })
            });
            let dn = name.to_owned();
            LdapOp::SearchResultEntry(LdapSearchResultEntry { dn, attributes: attributes.collect() })
        });
        shown.chain([LdapOp::SearchResultDone(result(LdapResultCode::Success))]).collect()
    }

    fn may_see(&self, attribute: &str) -> bool {
        let secret = ["userpassword", "numen", "datenaissance"].contains(&attribute.to_lowercase().as_str());
        !secret && !self.hides(attribute)
    }

    fn hides(&self, attribute: &str) -> bool {
        self.hidden.iter().any(|hidden| hidden.eq_ignore_ascii_case(attribute))
    }

    /// Three-valued: nothing is known of an attribute that may not be searched.
    fn matches(&self, entry: &Entry, filter: &LdapFilter) -> Option<bool> {
        let value = |name: &str| self.may_see(name).then(|| entry.get(&name.to_lowercase()));
        match filter {
            LdapFilter::And(parts) => {
                parts.iter().try_fold(true, |all, part| Some(all & self.matches(entry, part)?))
            }
            LdapFilter::Not(part) => self.matches(entry, part).map(|truth| !truth),
            LdapFilter::Present(name) => value(name).map(|value| value.is_some()),
            LdapFilter::Equality(name, wanted) => {
                value(name).map(|value| value.is_some_and(|value| value.eq_ignore_ascii_case(wanted)))
            }
            _ => None,
        }
    }

    /// The service may compare all but the password and what is hidden.
    fn compare(&self, request: &LdapCompareRequest) -> LdapResult {
        let name = request.atype.to_lowercase();
        if name == "userpassword" || self.hides(&name) {
            return result(LdapResultCode::InsufficentAccessRights);
        }
        let entries = self.entries.lock().unwrap();
        result(match entries.get(&request.dn).map(|entry| entry.get(&name)) {
            None => LdapResultCode::NoSuchObject,
            Some(None) => LdapResultCode::NoSuchAttribute,
            Some(Some(held)) if held.as_bytes() == request.val => LdapResultCode::CompareTrue,
            Some(Some(_)) => LdapResultCode::CompareFalse,
        })
    }

    fn modify(&self, request: &LdapModifyRequest) -> LdapResult {
        let removes = |change: &LdapModify| {
            change.operation == LdapModifyType::Delete
                && change.modification.atype == "passwordExpirationTime"
                && change.modification.vals.is_empty()
        };
        if !self.lets_lift || !request.changes.iter().all(removes) {
            return result(LdapResultCode::InsufficentAccessRights);
        }
        let mut entries = self.entries.lock().unwrap();
        let removed = entries.get_mut(&request.dn).and_then(|entry| entry.remove("passwordexpirationtime"));
        result(if removed.is_some() { LdapResultCode::Success } else { LdapResultCode::NoSuchAttribute })
    }

    fn password_modify(&self, request: &LdapExtendedRequest, bound: Option<&str>) -> LdapResult {
        let request = LdapPasswordModifyRequest::try_from(request).unwrap();
        let name = request.user_identity.or(bound.map(str::to_owned)).unwrap();
        let mut entries = self.entries.lock().unwrap();
        let entry = entries.get_mut(&name).unwrap();
        entry.insert("userpassword".to_owned(), request.new_password.unwrap());
        if self.demands_change && bound == Some(SERVICE_DN) {
            entry.insert("passwordexpirationtime".to_owned(), "19700101000000Z".to_owned());
        }
        result(LdapResultCode::Success)
    }
}

fn result(code: LdapResultCode) -> LdapResult {
    LdapResult { code, matcheddn: String::new(), message: String::new(), referral: Vec::new() }
}
