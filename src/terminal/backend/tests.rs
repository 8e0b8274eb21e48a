use super::*;
use ratatui::Terminal;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style, Stylize};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Paragraph};

mod faithful;

const COLUMNS: u16 = 40;
const ROWS: u16 = 8;
const FULL: &str = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

fn terminal(depth: ColourDepth) -> Terminal<LeanBackend> {
    let mut terminal = Terminal::new(LeanBackend::new((COLUMNS, ROWS), depth)).unwrap();
    terminal.backend_mut().enter();
    terminal.backend_mut().take_output();
    terminal
}

fn draw(terminal: &mut Terminal<LeanBackend>, lines: &[Line], cursor: (u16, u16)) -> String {
    let Ok(_) = terminal.draw(|frame| {
        frame.render_widget(Paragraph::new(lines.to_vec()), frame.area());
        frame.set_cursor_position(cursor);
    });
    String::from_utf8(terminal.backend_mut().take_output()).unwrap()
}

#[test]
fn masked_key_costs_one_byte() {
    let mut terminal = terminal(ColourDepth::Sixteen);
    let form = |masked: &'static str| {
        [Line::from("Identifiant  jdupont"), Line::from(vec!["Secret  ".bold(), masked.into()])]
    };
    draw(&mut terminal, &form("***"), (11, 1));
    assert_eq!(draw(&mut terminal, &form("****"), (12, 1)), "*");
    assert_eq!(draw(&mut terminal, &form("*****"), (13, 1)), "*");
    assert_eq!(draw(&mut terminal, &form("*****"), (13, 1)), "", "nothing changed");
    assert_eq!(draw(&mut terminal, &form("****"), (12, 1)), "\x08 \x08", "a backspace");
}

#[test]
fn moved_focus_costs_few_bytes() {
    let mut terminal = terminal(ColourDepth::Sixteen);
    let form = |focus: usize| {
        [0, 1, 2].map(|field| {
            let mark = if field == focus { "> " } else { "  " };
            Line::from(vec![Span::from(mark), Span::from("Champ   "), Span::from("valeur")])
        })
    };
    draw(&mut terminal, &form(0), (10, 0));
    assert_eq!(draw(&mut terminal, &form(1), (10, 1)), "\r \n\x08>\x1b[9C");
}

#[rstest]
#[case::motions(&["ab cd".into(), "".into(), "  ef".red().into()], "\x1b7ab cd\n\n\x08\x08\x08\x1b[31mef\x1b[?25h\x1b8")]
// After the last column, the place of the cursor differs between terminals: the motion is absolute.
#[case::full_rows(&[FULL.into(), FULL.into()], &format!("{FULL}\x1b[2H{FULL}\x1b[?25h\x1b[H"))]
fn first_frame_has_bytes(#[case] lines: &[Line], #[case] bytes: &str) {
    assert_eq!(draw(&mut terminal(ColourDepth::Sixteen), lines, (0, 0)), bytes);
}

#[test]
fn blank_end_is_erased_at_once() {
    let mut terminal = terminal(ColourDepth::Sixteen);
    draw(&mut terminal, &["a long line of text".into()], (0, 0));
    assert_eq!(draw(&mut terminal, &["a".into()], (0, 0)), "\x1b[2C\x1b[K\r");
    draw(&mut terminal, &["abcd".into()], (0, 0));
    assert_eq!(draw(&mut terminal, &["ab".into()], (0, 0)), "\x1b[2C  \r", "two spaces are shorter");
}

#[test]
fn background_is_not_blank() {
    let mut terminal = terminal(ColourDepth::Sixteen);
    let bar = Style::new().bg(Color::Blue);
    let Ok(_) =
        terminal.draw(|frame| frame.render_widget(Block::new().style(bar), Rect::new(0, 0, COLUMNS, 1)));
    let frame = String::from_utf8(terminal.backend_mut().take_output()).unwrap();
    assert_eq!(frame, format!("\x1b[44m{}\x1b[?25l", " ".repeat(COLUMNS.into())));
    assert_eq!(draw(&mut terminal, &["".into()], (0, 0)), "\x1b[H\x1b[m\x1b[K\x1b[?25h");
}

#[test]
fn colourless_depth_keeps_attributes() {
    let line = Line::from(vec!["a".red().bold(), "b".reversed().on_blue()]);
    assert_eq!(draw(&mut terminal(ColourDepth::None), &[line], (2, 0)), "\x1b[1ma\x1b[0;7mb\x1b[?25h");
}

#[test]
fn control_characters_are_not_sent() {
    let mut terminal = terminal(ColourDepth::Sixteen);
    for symbol in ["\x1b[2J", "\x07", "\u{9b}5m", "", "\u{200b}"] {
        let mut cell = Cell::new("a");
        cell.set_symbol(symbol);
        let Ok(()) = terminal.backend_mut().draw([(3, 0, &Cell::new("x")), (4, 0, &cell)].into_iter());
        let output = terminal.backend_mut().take_output();
        assert!(!output.windows(symbol.len().max(1)).any(|window| window == symbol.as_bytes()), "{output:?}");
    }
}

#[test]
fn ascii_charset_sends_ascii() {
    let backend = LeanBackend::new((COLUMNS, ROWS), ColourDepth::None).with_charset(Charset::Ascii);
    let mut terminal = Terminal::new(backend).unwrap();
    terminal.backend_mut().enter();
    terminal.backend_mut().take_output();
    assert_eq!(draw(&mut terminal, &["┌─ Académie │ ✓".into()], (15, 0)), "+- Academie | v\x1b[?25h");
}

#[test]
fn padded_frame_has_fixed_size() {
    let mut terminal = terminal(ColourDepth::Sixteen);
    draw(&mut terminal, &["a".into()], (0, 0));
    assert_eq!(
        terminal.backend_mut().take_padded(32, &Buffer::default()),
        [0; 32],
        "nothing changed is padded as well"
    );
    let Ok(()) = terminal.backend_mut().set_cursor_position((5, 0));
    let padded = terminal.backend_mut().take_padded(32, &Buffer::default());
    assert_eq!(padded.len(), 32);
    assert!(padded.starts_with(b"\x1b[5C"));
}

#[test]
fn drawn_size_is_bounded() {
    let drawn = |given| {
        let Ok(size) = LeanBackend::new(given, ColourDepth::None).size();
        (size.width, size.height)
    };
    assert_eq!([(80, 24), (1, 1), (0, 0)].map(drawn), [(80, 24), (1, 1), (80, 24)]);
    assert_eq!([(500, 200), (u16::MAX, u16::MAX)].map(drawn), [(MAX_COLUMNS, MAX_ROWS); 2]);
}

#[test]
fn resize_repaints_screen() {
    let mut terminal = terminal(ColourDepth::Sixteen);
    draw(&mut terminal, &["abc".into()], (3, 0));
    terminal.backend_mut().resize(30, 5);
    assert_eq!(draw(&mut terminal, &["abc".into()], (3, 0)), "\x1b[m\x1b[2J\x1b[Habc\x1b[?25h");
}

#[test]
fn enter_and_leave_restore_screen() {
    let mut screen = vt100::Parser::new(ROWS, COLUMNS, 0);
    screen.process(b"prompt$ ");
    let mut terminal = terminal(ColourDepth::Sixteen);
    terminal.backend_mut().enter();
    let Ok(_) = terminal.draw(|frame| frame.render_widget("form".on_red(), frame.area()));
    screen.process(&terminal.backend_mut().take_output());
    let modes =
        |screen: &vt100::Screen| [screen.alternate_screen(), screen.bracketed_paste(), screen.hide_cursor()];
    assert_eq!(modes(screen.screen()), [true; 3]);
    screen.process(LEAVE);
    let screen = screen.screen();
    assert_eq!(modes(screen), [false; 3]);
    assert_eq!(screen.contents(), "prompt$ ");
    assert_eq!((screen.cursor_position(), screen.bgcolor()), ((0, 8), vt100::Color::Default));
}

#[rstest]
#[case(ClearType::All, ["", "", ""])]
#[case(ClearType::AfterCursor, ["aaaa", "bb", ""])]
#[case(ClearType::BeforeCursor, ["", "   b", "cccc"])]
#[case(ClearType::CurrentLine, ["aaaa", "", "cccc"])]
#[case(ClearType::UntilNewLine, ["aaaa", "bb", "cccc"])]
fn region_is_cleared(#[case] region: ClearType, #[case] left: [&str; 3]) {
    let mut terminal = terminal(ColourDepth::Sixteen);
    let mut screen = vt100::Parser::new(ROWS, COLUMNS, 0);
    let frame = draw(&mut terminal, &["aaaa".into(), "bbbb".on_red().into(), "cccc".into()], (2, 1));
    screen.process(frame.as_bytes());
    let Ok(()) = terminal.backend_mut().clear_region(region);
    screen.process(&terminal.backend_mut().take_output());
    let rows: Vec<String> = screen.screen().rows(0, COLUMNS).take(3).collect();
    assert_eq!(rows, left);
}
