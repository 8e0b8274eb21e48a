use super::super::PenState;
use super::LeanBackend;
use crate::terminal::{ColourDepth, TerminalLevel};
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style, Stylize};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

const COLUMNS: u16 = 40;
const ROWS: u16 = 8;

/// A form: a field on the row of the cursor, the strength of its password below.
struct ShownScreen {
    terminal: Terminal<LeanBackend>,
    emulator: vt100::Parser,
    has_cursor: bool,
}

impl ShownScreen {
    fn new() -> Self {
        Self::of(LeanBackend::new((COLUMNS, ROWS), ColourDepth::Sixteen))
    }

    fn with_a() -> Self {
        let mut screen = Self::new();
        screen.show("a", "".into());
        screen
    }

    fn of(backend: LeanBackend) -> Self {
        let mut terminal = Terminal::new(backend).unwrap();
        terminal.backend_mut().enter();
        let mut screen = Self { terminal, emulator: vt100::Parser::new(ROWS, COLUMNS, 0), has_cursor: true };
        screen.show("", "".into());
        screen
    }

    fn draw(&mut self, typed: &str, judged: Line) {
        let has_cursor = self.has_cursor;
        let Ok(_) = self.terminal.draw(|frame| {
            let field = Line::from(vec!["Secret  ".bold(), Span::from(typed)]);
            frame.render_widget(Paragraph::new(vec![field, "".into(), judged]), frame.area());
            if has_cursor {
                frame.set_cursor_position((8 + u16::try_from(typed.len()).unwrap(), 0));
            }
        });
    }

    fn backend(&mut self) -> &mut LeanBackend {
        self.terminal.backend_mut()
    }

    fn show(&mut self, typed: &str, judged: Line) -> String {
        self.draw(typed, judged);
        let bytes = self.backend().take_output();
        self.feed(bytes)
    }

    fn show_padded(&mut self, typed: &str, judged: Line) -> String {
        self.draw(typed, judged);
        let bytes = self.backend().take_padded(64, &Buffer::default());
        assert_eq!(bytes.len() % 64, 0);
        self.feed(bytes).trim_end_matches('\0').to_owned()
    }

    fn feed(&mut self, bytes: Vec<u8>) -> String {
        self.emulator.process(&bytes);
        String::from_utf8(bytes).unwrap()
    }

    fn cursor(&self) -> (u16, u16) {
        self.emulator.screen().cursor_position()
    }
}

#[test]
fn frame_saves_and_restores_cursor() {
    let mut screen = ShownScreen::new();
    assert_eq!(screen.show("a", "".into()), "\x1b[ma");
    assert_eq!(screen.show("a", "Moyen".yellow().into()), "\x1b7\n\n\r\x1b[33mMoyen\x1b8");
    assert_eq!(screen.cursor(), (0, 9));
    // The pen came back as well: the next key is a byte, and in no colour.
    assert_eq!(screen.show("ab", "Moyen".yellow().into()), "b");
    assert_eq!(screen.emulator.screen().cell(0, 9).unwrap().fgcolor(), vt100::Color::Default);
}

#[test]
fn short_motion_saves_no_cursor() {
    let mut screen = ShownScreen::new();
    screen.show("abc", "".into());
    assert_eq!(screen.show("Abc", "".into()), "\x08\x08\x08A\x1b[2C");
}

#[test]
fn moved_cursor_is_not_saved() {
    let mut screen = ShownScreen::with_a();
    assert!(!screen.show("ab", "Moyen".yellow().into()).contains("\x1b7"));
    assert_eq!(screen.cursor(), (0, 10));
}

#[rstest]
#[case::clear(|backend: &mut LeanBackend| { let Ok(()) = backend.clear(); })]
#[case::enter(LeanBackend::enter)]
#[case::resize(|backend: &mut LeanBackend| backend.resize(COLUMNS, ROWS))]
#[case::lines(|backend: &mut LeanBackend| { let Ok(()) = backend.append_lines(1); })]
fn cleared_screen_saves_no_cursor(#[case] act: impl Fn(&mut LeanBackend)) {
    let mut screen = ShownScreen::with_a();
    act(screen.backend());
    let frame = screen.show("a", "Moyen".yellow().into());
    assert!(!frame.contains("\x1b7") && !frame.contains("\x1b8"), "{frame:?}");
    // From the next frame on, the place is known again.
    let Ok(()) = screen.terminal.clear();
    screen.show("a", "".into());
    assert!(screen.show("a", "Moyen".yellow().into()).starts_with("\x1b7"));
    assert_eq!(screen.cursor(), (0, 9));
}

#[test]
fn partial_clear_keeps_saved_cursor() {
    let mut screen = ShownScreen::new();
    screen.show("a", "Moyen".yellow().on_red().into());
    let Ok(()) = screen.backend().set_cursor_position((3, 2));
    let Ok(()) = screen.backend().clear_region(ClearType::UntilNewLine);
    let frame = screen.show("a", "Moyen".yellow().on_red().into());
    assert!(frame.starts_with("\x1b7") && frame.ends_with("\x1b8"), "{frame:?}");
    assert_eq!(screen.cursor(), (0, 9));
}

#[test]
fn hidden_cursor_is_not_restored() {
    let mut screen = ShownScreen::with_a();
    screen.has_cursor = false;
    assert_eq!(screen.show("a", "Moyen".yellow().into()), "\n\n\r\x1b[33mMoyen\x1b[?25l");
}

#[rstest]
#[case::shown(true)]
#[case::hidden(false)]
fn padded_frame_ends_as_it_began(#[case] shown: bool, #[values(false, true)] cleared: bool) {
    let long = Line::from(vec!["Excellent".green().bold(), " ".repeat(20).on_blue(), "x".red()]);
    let far = "       M".yellow().reversed().into();
    let after = ["".into(), "M".into(), "M".yellow().into(), far, long].map(|judged| {
        let mut screen = ShownScreen::new();
        screen.has_cursor = shown;
        screen.show("a", "".into());
        if cleared {
            let Ok(()) = screen.terminal.clear();
        }
        screen.show_padded("a", judged.clone());
        (screen.show("ab", judged), screen.cursor())
    });
    assert!(after.iter().all(|one| *one == after[0]), "{after:?}");
}

#[test]
fn unchanged_padded_frame_is_padding() {
    let mut screen = ShownScreen::new();
    screen.show("a", "Moyen".yellow().into());
    assert_eq!(screen.show_padded("a", "Moyen".yellow().into()), "");
}

#[rstest]
#[case(Style::new(), ColourDepth::Sixteen, 0)]
#[case(Style::new().green(), ColourDepth::Sixteen, "\x1b[32m".len())]
#[case(Style::new().green(), ColourDepth::None, 0)]
#[case(Style::new().fg(Color::Rgb(10, 200, 30)).add_modifier(Modifier::BOLD), ColourDepth::TrueColour, "\x1b[1;38;2;10;200;30m".len())]
#[case(Style::new().fg(Color::Rgb(255, 0, 0)), ColourDepth::TwoFiftySix, "\x1b[38;5;196m".len())]
fn style_has_sgr_cost(#[case] style: Style, #[case] depth: ColourDepth, #[case] bytes: usize) {
    let pen = PenState::of(Cell::new("a").set_style(style), depth);
    assert_eq!(pen.sgr_from(Some(PenState::DEFAULT), TerminalLevel::Xterm).len(), bytes);
}

/// Only a frame that may show half drawn, only on a terminal that knows or ignores the mode, and never a padded one.
#[rstest]
#[case::large(TerminalLevel::Xterm, 20, true)]
#[case::small(TerminalLevel::Xterm, 2, false)]
#[case::console(TerminalLevel::Vt220, 20, false)]
#[case::vt100(TerminalLevel::Vt100, 20, false)]
fn large_frame_is_synchronized(#[case] level: TerminalLevel, #[case] rows: usize, #[case] held: bool) {
    let frame = |padded: bool| {
        let backend = LeanBackend::new((200, 60), ColourDepth::Sixteen).with_level(level);
        let mut terminal = Terminal::new(backend).unwrap();
        let text: Vec<Line> = (0..rows).map(|_| "abcdefgh".repeat(10).red().into()).collect();
        let Ok(_) = terminal.draw(|frame| frame.render_widget(Paragraph::new(text), frame.area()));
        let backend = terminal.backend_mut();
        String::from_utf8(if padded {
            backend.take_padded(64, &Buffer::default())
        } else {
            backend.take_output()
        })
        .unwrap()
    };
    let sent = frame(false);
    assert_eq!((sent.starts_with("\x1b[?2026h"), sent.ends_with("\x1b[?2026l")), (held, held));
    assert_eq!(sent.matches("\x1b[?2026").count(), if held { 2 } else { 0 });
    assert!(!frame(true).contains("2026"));
}

#[test]
fn ansi_level_moves_cursor_back() {
    let backend = LeanBackend::new((COLUMNS, ROWS), ColourDepth::Sixteen).with_level(TerminalLevel::Ansi);
    let mut screen = ShownScreen::of(backend);
    screen.show("a", "".into());
    assert_eq!(screen.show("a", "Moyen".yellow().into()), "\n\n\r\x1b[33mMoyen\x1b[;10H");
    assert_eq!(screen.cursor(), (0, 9));
}
