//! A terminal's screen as a picture that is text: one line a row of the screen, so that a change can be read in a
//! diff. What is drawn of blocks is drawn as such here too: no font makes gaps in it.

use std::fmt::Write;

use vt100::{Cell, Color, Screen};

/// Size of a character, in pixels: half a character's height is its width, as in the captcha.
const CELL: (u32, u32) = (9, 18);
/// Around the screen, in pixels.
const PADDING: u32 = 14;
const PAPER: &str = "#16191d";
const INK: &str = "#e6e6e6";
/// The sixteen colours that a theme may name, for a dark terminal.
const COLOURS: [&str; 16] = [
    "#484f58", "#ff7b72", "#56d364", "#e3b341", "#79b8ff", "#d2a8ff", "#76e3ea", "#c9d1d9", //
    "#8b949e", "#ffa198", "#7ee787", "#f2cc60", "#a5d6ff", "#e2c5ff", "#b3f0ff", "#ffffff",
];

/// The picture of a screen.
pub fn of(screen: &Screen, title: &str) -> String {
    let drawn = Drawn::of(screen);
    let rows: String =
        drawn.rows.iter().filter(|row| !row.is_empty()).map(|row| format!("{row}\n")).collect();
    framed(screen, title, "", &format!("{rows}{}\n", drawn.cursor))
}

/// A screen, drawn row by row.
pub struct Drawn {
    /// The words and blocks of each row; empty for a blank one.
    pub rows: Vec<String>,
    /// The cursor; empty where it is hidden.
    pub cursor: String,
}

impl Drawn {
    pub fn of(screen: &Screen) -> Self {
        let (rows, columns) = screen.size();
        let cells = |y| (0..columns).filter_map(|x| screen.cell(y, x)).collect::<Vec<&Cell>>();
        let rows = (0..rows).map(|y| row(u32::from(y), &cells(y))).collect();
        let (y, x) = screen.cursor_position();
        let (x, y) = (PADDING + u32::from(x) * CELL.0, PADDING + u32::from(y) * CELL.1);
        let cursor = format!("<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\" fill=\"{INK}\"/>", CELL.1);
        Self { rows, cursor: if screen.hide_cursor() { String::new() } else { cursor } }
    }
}

/// A document around what is drawn of a screen; `style` adds to its style sheet.
pub fn framed(screen: &Screen, title: &str, style: &str, content: &str) -> String {
    let (rows, columns) = screen.size();
    let (width, height) = (u32::from(columns) * CELL.0 + 2 * PADDING, u32::from(rows) * CELL.1 + 2 * PADDING);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\">\n<title>{}</title>\n\
         <style>text{{font:15px 'DejaVu Sans Mono',Menlo,Consolas,monospace;fill:{INK};white-space:pre}}\
         .b{{font-weight:bold}}.d{{opacity:.6}}path{{shape-rendering:crispEdges}}{style}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{PAPER}\"/>\n{content}</svg>\n",
        escaped(title)
    )
}

/// The words of a row, then its blocks, on one line.
fn row(y: u32, cells: &[&Cell]) -> String {
    let mut line = String::new();
    let mut from = 0;
    while let Some(first) = cells.get(from) {
        let run = cells.get(from..).unwrap_or_default().iter().take_while(|cell| alike(first, cell)).count();
        if let Some(word) = cells.get(from..from + run) {
            draw(&mut line, u32::try_from(from).unwrap_or_default(), y, first, word);
        }
        from += run.max(1);
    }
    line
}

/// Whether a cell goes on with what `first` begins: the same style, and blocks, blanks or letters alike.
fn alike(first: &Cell, cell: &Cell) -> bool {
    let style = |cell: &Cell| {
        (cell.fgcolor(), cell.bgcolor(), cell.bold(), cell.dim(), cell.inverse(), cell.underline())
    };
    let kind = |cell: &Cell| match cell.contents() {
        "" | " " => 0,
        text if blocks(text).is_some() => 1,
        _ => 2,
    };
    style(first) == style(cell) && kind(first) == kind(cell)
}

fn draw(line: &mut String, x: u32, y: u32, style: &Cell, cells: &[&Cell]) {
    let (left, top) = (PADDING + x * CELL.0, PADDING + y * CELL.1);
    let width = u32::try_from(cells.len()).unwrap_or_default() * CELL.0;
    let (mut ink, mut paper) = (colour(style.fgcolor()), colour(style.bgcolor()));
    if style.inverse() {
        (ink, paper) = (paper.or(Some(PAPER.into())), ink.or(Some(INK.into())));
    }
    if let Some(paper) = paper {
        put(line, format_args!("<path fill=\"{paper}\" d=\"{}\"/>", rectangle(left, top, width, CELL.1)));
    }
    if style.underline() {
        let ink = ink.as_deref().unwrap_or(INK);
        put(
            line,
            format_args!("<path fill=\"{ink}\" d=\"{}\"/>", rectangle(left, top + CELL.1 - 2, width, 1)),
        );
    }
    let text: String = cells.iter().map(|cell| cell.contents()).collect();
    if text.trim().is_empty() {
        return;
    }
    if blocks(style.contents()).is_some() {
        let ink = ink.unwrap_or_else(|| INK.into());
        put(line, format_args!("<path fill=\"{ink}\"{} d=\"", class(style)));
        for (x, y, width, height) in joined(cells) {
            line.push_str(&rectangle(left + x, top + y, width, height));
        }
        line.push_str("\"/>");
    } else {
        let fill = ink.map(|ink| format!(" style=\"fill:{ink}\"")).unwrap_or_default();
        put(
            line,
            format_args!(
                "<text x=\"{left}\" y=\"{}\" textLength=\"{width}\"{}{fill}>{}</text>",
                top + 14,
                class(style),
                escaped(&text)
            ),
        );
    }
}

/// The rectangles of a run of characters, each as wide as it goes.
fn joined(cells: &[&Cell]) -> Vec<(u32, u32, u32, u32)> {
    let mut rectangles: Vec<(u32, u32, u32, u32)> = Vec::new();
    for (i, cell) in (0..).zip(cells) {
        for &(x, y, width, height) in blocks(cell.contents()).unwrap_or_default() {
            let x = i * CELL.0 + x;
            match rectangles
                .iter_mut()
                .rev()
                .take(2)
                .find(|last| (last.0 + last.2, last.1, last.3) == (x, y, height))
            {
                Some(last) => last.2 += width,
                None => rectangles.push((x, y, width, height)),
            }
        }
    }
    rectangles
}

/// The rectangles (left, top, width, height, in pixels) of a character that is made of blocks.
fn blocks(text: &str) -> Option<&'static [(u32, u32, u32, u32)]> {
    const UPPER_LEFT: (u32, u32, u32, u32) = (0, 0, 5, 9);
    const UPPER_RIGHT: (u32, u32, u32, u32) = (5, 0, 4, 9);
    const LOWER_LEFT: (u32, u32, u32, u32) = (0, 9, 5, 9);
    const LOWER_RIGHT: (u32, u32, u32, u32) = (5, 9, 4, 9);
    const UPPER: (u32, u32, u32, u32) = (0, 0, 9, 9);
    const LOWER: (u32, u32, u32, u32) = (0, 9, 9, 9);
    Some(match text {
        "█" => &[UPPER, LOWER],
        "▀" => &[UPPER],
        "▄" => &[LOWER],
        "▌" => &[UPPER_LEFT, LOWER_LEFT],
        "▐" => &[UPPER_RIGHT, LOWER_RIGHT],
        "▘" => &[UPPER_LEFT],
        "▝" => &[UPPER_RIGHT],
        "▖" => &[LOWER_LEFT],
        "▗" => &[LOWER_RIGHT],
        "▞" => &[UPPER_RIGHT, LOWER_LEFT],
        "▚" => &[UPPER_LEFT, LOWER_RIGHT],
        "▛" => &[UPPER, LOWER_LEFT],
        "▜" => &[UPPER, LOWER_RIGHT],
        "▙" => &[UPPER_LEFT, LOWER],
        "▟" => &[UPPER_RIGHT, LOWER],
        "━" => &[(0, 8, 9, 3)],
        "╸" => &[(0, 8, 5, 3)],
        "─" => &[(0, 8, 9, 1)],
        "│" => &[(4, 0, 1, 18)],
        _ => return None,
    })
}

fn rectangle(x: u32, y: u32, width: u32, height: u32) -> String {
    format!("M{x} {y}h{width}v{height}h-{width}z")
}

fn class(cell: &Cell) -> &'static str {
    match (cell.bold(), cell.dim()) {
        (true, true) => " class=\"b d\"",
        (true, false) => " class=\"b\"",
        (false, true) => " class=\"d\"",
        (false, false) => "",
    }
}

fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Default => None,
        Color::Idx(index) => Some(indexed(index)),
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
    }
}

/// The 256 colours of xterm: sixteen that a terminal chooses, a cube of six levels a side, a ramp of greys.
fn indexed(index: u8) -> String {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let level = |step: u8| LEVELS.get(usize::from(step % 6)).copied().unwrap_or_default();
    match index {
        0..=15 => COLOURS.get(usize::from(index)).map(|&name| name.to_owned()).unwrap_or_default(),
        16..=231 => {
            let cube = index - 16;
            format!("#{:02x}{:02x}{:02x}", level(cube / 36), level(cube / 6), level(cube))
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(what);
}
