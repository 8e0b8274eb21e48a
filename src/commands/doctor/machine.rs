//! The checks of this machine: account, audit, breached passwords, theme.

use jiff::Timestamp;

use crate::assembly::breach_error_text;
use crate::config::Config;
use crate::i18n::Text;
use crate::i18n::keys::doctor as texts;
use crate::telemetry;
use crate::ui::Theme;

use super::super::breach;
use super::finding::Finding;

/// An older list of breached passwords misses the breaches of a year.
const OLD_AFTER_DAYS: u64 = 365;

pub(super) fn examine(config: &Config) -> Vec<Finding> {
    [root(), Some(audit(config)), breach(config), Some(theme(config))].into_iter().flatten().collect()
}

/// The checks hold for the account that runs them only, and a session runs under another one than root.
fn root() -> Option<Finding> {
    rustix::process::geteuid().is_root().then(|| Finding::attention("account", texts::ROOT))
}

fn audit(config: &Config) -> Finding {
    let Some(path) = &config.audit.file else {
        return Finding::attention("audit", texts::AUDIT_ABSENT);
    };
    match telemetry::write_test_line(path) {
        Ok(()) => {
            Finding::ok("audit", Text::from(texts::AUDIT_WRITABLE).word("file", path.display().to_string()))
        }
        Err(fault) => Finding::fault_with("audit", fault.text(), Text::from(texts::AUDIT_REMEDY)),
    }
}

/// Reads the file of breached passwords whole: a session only opens it.
fn breach(config: &Config) -> Option<Finding> {
    let file = config.breach.file.as_deref()?;
    let facts = match breach::check(file) {
        Ok(facts) => facts,
        Err(fault) => {
            let text = breach_error_text(fault, file);
            return Some(Finding::fault_with("breach", text, Text::from(texts::BREACH_REMEDY)));
        }
    };
    let days = facts.age_in_days(Timestamp::now());
    let read = Text::from(texts::BREACH_READ)
        .word("entries", breach::grouped(facts.entries))
        .number("days", usize::try_from(days).unwrap_or(usize::MAX));
    Some(if days > OLD_AFTER_DAYS { Finding::attention("breach", read) } else { Finding::ok("breach", read) })
}

fn theme(config: &Config) -> Finding {
    let name = config.interface.theme.as_str();
    match Theme::load(name) {
        Ok(_) => Finding::ok("theme", Text::from(texts::THEME_READ).word("name", name)),
        Err(fault) => {
            let names = Theme::names().collect::<Vec<_>>().join(", ");
            let text = Text::from(texts::THEME_REFUSED).word("cause", fault.to_string());
            Finding::fault("theme", text.word("names", names))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assembly::testing::config_with;
    use crate::commands::doctor::finding::FindingLevel;
    use crate::password::breach::{BuildOptions, build};
    use std::fs;
    use std::path::Path;

    fn level(file: &Path) -> Option<FindingLevel> {
        let config = config_with(|config| config.breach.file = Some(file.to_owned()));
        examine(&config).into_iter().find(|finding| finding.check == "breach").map(|finding| finding.level)
    }

    #[test]
    fn breach_file_is_read_whole() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("filter");
        assert_eq!(level(&file), Some(FindingLevel::Fault));
        let (now, long_ago) = (Timestamp::now(), Timestamp::UNIX_EPOCH);
        for (built, expected) in [(now, FindingLevel::Ok), (long_ago, FindingLevel::Attention)] {
            let order = BuildOptions { out: &file, kind: None, min_count: 1, built };
            build(&b"5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1"[..], &order, &mut |_| ()).unwrap();
            assert_eq!(level(&file), Some(expected));
        }
        let mut damaged = fs::read(&file).unwrap();
        *damaged.last_mut().unwrap() ^= 1;
        fs::write(&file, damaged).unwrap();
        assert_eq!(level(&file), Some(FindingLevel::Fault));
    }
}
