//! This machine: secret file, audit, theme.

use crate::cli::Common;
use crate::config::Config;
use crate::i18n::Text;
use crate::i18n::keys::doctor as words;
use crate::telemetry;
use crate::ui::Theme;

use super::finding::Finding;

/// What the configuration names on this machine.
pub(super) fn examine(config: &Config, common: &Common) -> Vec<Finding> {
    vec![audit(config), theme(config, common)]
}

fn audit(config: &Config) -> Finding {
    let Some(path) = &config.audit.file else {
        return Finding::attention("audit", words::AUDIT_ABSENT, words::AUDIT_ABSENT_REMEDY);
    };
    match telemetry::open(path) {
        Ok(_) => {
            Finding::ok("audit", Text::from(words::AUDIT_WRITABLE).word("file", path.display().to_string()))
        }
        Err(fault) => Finding::fault("audit", fault.text(), Text::from(words::AUDIT_REMEDY)),
    }
}

fn theme(config: &Config, common: &Common) -> Finding {
    let name = common.theme.as_deref().unwrap_or(&config.interface.theme);
    match Theme::load(name) {
        Ok(_) => Finding::ok("theme", Text::from(words::THEME_READ).word("name", name)),
        Err(fault) => {
            let names = Theme::names().collect::<Vec<_>>().join(", ");
            let said = Text::from(words::THEME_REFUSED).word("cause", fault.to_string());
            Finding::fault("theme", said, Text::from(words::THEME_REMEDY).word("names", names))
        }
    }
}
