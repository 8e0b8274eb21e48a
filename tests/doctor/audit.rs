//! The audit that cannot really be written.

use super::*;

use std::fs;

/// A file system of two pages in a name space of its own: full, although the file may be opened for appending.
const FULL: &str = r#"
mount -t tmpfs -o size=8k tmpfs "$1" || exit 77
: >"$1/audit.jsonl"
head -c 65536 /dev/zero >"$1/filler" 2>/dev/null
exec "$2" --config "$3" --lang fr doctor --json
"#;

#[test]
fn full_disk_is_found() {
    let installation = Installation::at("ldap://127.0.0.1:1", "", "");
    let disk = installation.file("disk");
    fs::create_dir(&disk).unwrap();
    let text = fs::read_to_string(installation.path()).unwrap();
    let [before, after] =
        [installation.file("audit.jsonl"), disk.join("audit.jsonl")].map(|path| path.display().to_string());
    fs::write(installation.path(), text.replace(&before, &after)).unwrap();
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", FULL, "sh"])
        .args([&disk, &env!("CARGO_BIN_EXE_mamamia").into(), &installation.path()])
        .output();
    let output = match output {
        Ok(output) if output.status.code() == Some(3) => output,
        other => return support::skip::skip(&format!("no name space of mounts here: {other:?}")),
    };
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let audit =
        report["findings"].as_array().unwrap().iter().find(|found| found["check"] == "audit").unwrap();
    assert_eq!(audit["level"], "fault", "{audit}");
    assert!(audit["remedy"].as_str().unwrap().contains("disque"), "{audit}");
}

#[test]
fn test_line_is_marked_and_alone() {
    let installation = Installation::at("ldap://127.0.0.1:1", "", "");
    let file = installation.file("audit.jsonl");
    doctor(&installation, &[]);
    assert!(!file.exists());
    fs::write(&file, "").unwrap();
    doctor(&installation, &[]);
    let line: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!((&line["target"], &line["message"]), (&"doctor".into(), &"test line".into()));
}
