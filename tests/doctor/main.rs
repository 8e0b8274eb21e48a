//! `mamamia doctor` as an administrator runs it: what it says of servers that fail visits, and of those that are hostile.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod audit;
mod hostile;
mod installation;
mod situations;
#[path = "../support/mod.rs"]
mod support;

use std::process::{Command, Output};

use installation::Installation;
use serde_json::Value;
use support::certificates::{Certificate, HOSTILE};
use support::slapd::{self, Setting, Slapd};
use support::{BASE, INITIAL, SERVICE_PASSWORD};

/// A finding of `doctor --json`.
#[derive(Debug)]
struct Found {
    check: String,
    level: String,
    said: String,
    remedy: Option<String>,
}

/// The exit code, and the findings.
fn doctor(installation: &Installation, options: &[&str]) -> (i32, Vec<Found>) {
    let output = run(installation, &[options, &["--json"]].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let text = |finding: &Value, name: &str| finding[name].as_str().map(str::to_owned);
    let findings = report["findings"].as_array().unwrap().iter().map(|finding| Found {
        check: text(finding, "check").unwrap(),
        level: text(finding, "level").unwrap(),
        said: text(finding, "said").unwrap(),
        remedy: text(finding, "remedy"),
    });
    (output.status.code().unwrap(), findings.collect())
}

fn run(installation: &Installation, options: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_mamamia"))
        .arg("--config")
        .arg(installation.path())
        .args(["--lang", "fr", "doctor"])
        .args(options)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{errors}");
    output
}

/// The faults, each of which has a remedy.
fn faults(findings: &[Found]) -> Vec<&Found> {
    let faults: Vec<_> = findings.iter().filter(|finding| finding.level == "fault").collect();
    for fault in &faults {
        assert!(fault.remedy.as_ref().is_some_and(|remedy| remedy.contains(' ')), "{fault:?}");
    }
    faults
}
