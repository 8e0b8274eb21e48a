//! Scripted faults, and the state of the directory after them.
use super::*;

#[rstest]
#[case::cut_before(Fault::Cut(Moment::BeforeApplying), OLD)]
#[case::cut_after(Fault::Cut(Moment::AfterApplying), NEW)]
#[case::die_before(Fault::Die(Moment::BeforeApplying), OLD)]
#[case::die_after(Fault::Die(Moment::AfterApplying), NEW)]
#[case::garbage(Fault::InvalidInput(GARBAGE.to_vec()), OLD)]
#[case::disconnect(Fault::Disconnect, OLD)]
#[tokio::test]
async fn lost_answer_gives_error(#[case] fault: Fault, #[case] valid: &str) {
    let (fixture, mut client) = started_as(JDUPONT).await;
    let dies = matches!(fault, Fault::Die(_));
    fixture.directory.faults().once(Operation::Write, fault);
    assert!(client.try_change().await.is_err());
    if dies {
        fixture.directory.stop_listening().await;
        assert!(TestClient::connect(&fixture.directory).await.is_err());
        fixture.directory.listen_again().await;
    }
    assert_eq!(fixture.bind(JDUPONT, valid).await, reply(0, "", "3000"));
    assert_eq!(fixture.directory.operations().writes, 1);
}

/// In a task, as in the program: ldap3 panics on some of them.
#[rstest]
#[case::latin1(Malformed::Latin1Diagnostic)]
#[case::no_operation(Malformed::NoOperation)]
#[case::control(Malformed::BrokenControl)]
#[tokio::test]
async fn malformed_answer_gives_error(
    #[case] malformed: Malformed,
    #[values(Operation::Bind, Operation::Write, Operation::Compare, Operation::Search)] operation: Operation,
) {
    let (fixture, mut client) = started_as(JDUPONT).await;
    fixture.directory.faults().once(operation, Fault::Malformed(malformed));
    let asked = tokio::spawn(async move {
        match operation {
            Operation::Bind => client.try_bind(JDUPONT, OLD).await.map(drop),
            Operation::Compare => client.ldap.compare(JDUPONT, "uid", "jdupont").await.map(drop),
            Operation::Search => client.ldap.search(JDUPONT, Scope::Base, "(uid=*)", ["uid"]).await.map(drop),
            _ => client.try_change().await.map(drop),
        }
    });
    assert!(!matches!(asked.await, Ok(Ok(()))), "neither a result nor a success");
    assert!(fixture.directory.holds_password(JDUPONT, OLD));
    assert_eq!(fixture.bind(JDUPONT, OLD).await.code, 0);
}

#[tokio::test]
async fn huge_length_gives_timeout() {
    let (fixture, mut client) = started_as(JDUPONT).await;
    fixture.directory.faults().once(Operation::Bind, Fault::Malformed(Malformed::HugeLength));
    let result = client.ldap.with_timeout(Duration::from_millis(50)).simple_bind(JDUPONT, OLD).await;
    assert!(matches!(result, Err(LdapError::Timeout { .. })), "{result:?}");
}

#[rstest]
#[case::before(Moment::BeforeApplying, OLD)]
#[case::after(Moment::AfterApplying, NEW)]
#[tokio::test]
async fn silence_keeps_connection_open(#[case] moment: Moment, #[case] valid: &str) {
    let (fixture, mut client) = started_as(JDUPONT).await;
    fixture.directory.faults().once(Operation::Write, Fault::Silence(moment));
    let request = PasswordModify { user_id: None, old_pass: Some(OLD), new_pass: Some(NEW) };
    let result = client.ldap.with_timeout(Duration::from_millis(50)).extended(request).await;
    assert!(matches!(result, Err(LdapError::Timeout { .. })), "{result:?}");
    assert_eq!(client.whoami().await, format!("dn:{JDUPONT}"));
    assert!(fixture.directory.holds_password(JDUPONT, valid));
}

#[rstest]
#[case(Unavailability::Busy, 51)]
#[case(Unavailability::Unavailable, 52)]
#[case(Unavailability::UnwillingToPerform, 53)]
#[tokio::test]
async fn refusal_answers_its_operation(#[case] unavailability: Unavailability, #[case] code: u32) {
    let fixture = started().await;
    let faults = fixture.directory.faults();
    for operation in [Operation::Bind, Operation::Search, Operation::Compare, Operation::Write] {
        faults.always(operation, Fault::Refuse(unavailability.clone()));
    }
    let mut client = fixture.connect().await;
    let expected = reply(code, "", None);
    assert_eq!(client.bind(JDUPONT, OLD).await, expected);
    assert_eq!(client.compare(JDUPONT, "uid", "x").await, expected);
    assert_eq!(client.change(None, None, Some(NEW)).await, expected);
    let search = client.next().search(BASE, Scope::Base, "(uid=*)", vec!["uid"]).await.unwrap();
    assert_eq!(TestReply::from(search.1), expected);
    faults.clear();
    assert_eq!(client.bind(JDUPONT, OLD).await.code, 0);
    let counts = OperationCounts { binds: 2, searches: 1, compares: 1, writes: 1 };
    assert_eq!(fixture.directory.operations(), counts);
}

#[tokio::test]
async fn delayed_operation_answers_later() {
    let fixture = started().await;
    fixture.directory.faults().delay(Operation::Bind, Duration::from_millis(80));
    let start = std::time::Instant::now();
    assert_eq!(fixture.bind(JDUPONT, OLD).await.code, 0);
    assert!(start.elapsed() >= Duration::from_millis(80));
}

#[tokio::test]
async fn directory_returns_with_its_entries() {
    let (fixture, mut client) = started_as(JDUPONT).await;
    assert_eq!(client.change(None, None, Some(NEW)).await.code, 0);
    fixture.directory.stop_listening().await;
    fixture.directory.stop_listening().await;
    assert!(client.try_change().await.is_err());
    assert!(TestClient::connect(&fixture.directory).await.is_err());
    fixture.directory.listen_again().await;
    fixture.directory.listen_again().await;
    assert_eq!(fixture.bind(JDUPONT, NEW).await.code, 0);
}

#[tokio::test]
async fn cut_connections_leave_port_open() {
    let (fixture, mut client) = started_as(JDUPONT).await;
    fixture.directory.cut_connections();
    assert!(client.try_bind(JDUPONT, OLD).await.is_err());
    assert_eq!(fixture.bind(JDUPONT, OLD).await.code, 0);
}

#[tokio::test]
async fn dropped_directory_closes_port() {
    let (fixture, mut client) = started_as(JDUPONT).await;
    let address = fixture.directory.address();
    drop(fixture);
    assert!(client.try_bind(JDUPONT, OLD).await.is_err());
    // The listening task ends in its own time.
    while TcpStream::connect(address).is_ok() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test]
async fn two_directories_are_separate() {
    let (one, other) = (started().await, started().await);
    assert_eq!(one.bound(JDUPONT, OLD).await.change(None, None, Some(NEW)).await.code, 0);
    assert_eq!(other.bind(JDUPONT, OLD).await.code, 0);
    assert_eq!(one.bind(JDUPONT, NEW).await.code, 0);
}

#[tokio::test]
async fn faulty_ldif_is_refused() {
    let options = Options { ldif: "dn: dc=fr\nfoo: bar\n".into(), ..Options::default() };
    let error = EmbeddedDirectory::start(options).await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    assert_eq!(error.to_string(), "line 1 of the LDIF: unknown attribute");
}
