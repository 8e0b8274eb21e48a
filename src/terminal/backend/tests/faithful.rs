//! Compares what a terminal shows after our bytes with what ratatui's own test backend holds, for random drawings.
//!
//! Not compared: blink, concealment and strike-out, which the emulator does not have, and boldness of what is
//! dim too, of which it keeps one (`pen` has a test of its own, over all attributes); the colour of a letter that
//! is not there; half of a wide character, which ratatui does not know: a page with wide ones is compared as drawn.
use crate::terminal::backend::*;
use crate::terminal::charset::fold;
use crate::terminal::colour::{SgrColour, legible};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::{Frame, Terminal};
use sessions::{Patch, RandomSession, RandomStep, Spot, random_session};
use unicode_width::UnicodeWidthChar;

mod sessions;

const PADDING: usize = 80;

struct Sides {
    ours: Ours,
    theirs: Terminal<TestBackend>,
    emulator: vt100::Parser,
    depth: ColourDepth,
    charset: Charset,
    with_wide: bool,
    /// The last drawing, as widgets would keep it.
    page: Buffer,
    cursor_shows: Option<bool>,
    /// The style that the next character is expected in.
    next: Option<Style>,
}

/// Our backend, and the last drawing that it was told of, as the screen keeps it.
struct Ours {
    backend: LeanBackend,
    told: Buffer,
}

impl Ours {
    fn over(mut backend: LeanBackend) -> Self {
        backend.enter();
        let Ok(Size { width, height }) = backend.size();
        Self { backend, told: Buffer::empty(Rect::new(0, 0, width, height)) }
    }

    fn clear(&mut self) {
        let Ok(()) = self.backend.clear();
        let Ok(Size { width, height }) = self.backend.size();
        self.told = Buffer::empty(Rect::new(0, 0, width, height));
    }

    /// Draws `page` on a terminal that shows `shown` afterwards.
    fn draw(&mut self, page: &Buffer, shown: &Buffer, cursor: Option<Spot>) {
        self.backend.draw_changes(self.told.diff(page).into_iter(), shown);
        self.told.clone_from(page);
        let Ok(()) = match cursor {
            Some(at) => self.backend.show_cursor().and_then(|()| self.backend.set_cursor_position(at)),
            None => self.backend.hide_cursor(),
        };
    }
}

fn drawn((columns, rows): Spot) -> Spot {
    (columns.min(MAX_COLUMNS), rows.min(MAX_ROWS))
}

impl Sides {
    fn new(session: &RandomSession) -> Self {
        let backend = LeanBackend::new(session.size, session.depth);
        let backend = backend.with_charset(session.charset).with_level(session.level);
        let backend = backend.with_erasing_in_colour(session.level >= TerminalLevel::Vt220);
        let (columns, rows) = drawn(session.size);
        Self {
            ours: Ours::over(backend),
            theirs: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            emulator: vt100::Parser::new(session.size.1, session.size.0, 0),
            depth: session.depth,
            charset: session.charset,
            with_wide: session.with_wide,
            page: Buffer::empty(Rect::new(0, 0, columns, rows)),
            cursor_shows: None,
            next: None,
        }
    }

    fn within(&self, (x, y): Spot) -> Spot {
        (x % self.page.area.width, y % self.page.area.height)
    }

    fn take(&mut self, step: RandomStep) {
        match step {
            RandomStep::Draw { patches, cursor, next } => {
                self.ours.backend.expect_next(next);
                self.next = next;
                self.draw(&patches, cursor);
            }
            RandomStep::Echo => self.echo(),
            RandomStep::Force(at, symbol) => {
                let at = self.within(at);
                self.page[at].set_symbol(symbol);
                self.draw(&[], Some(at));
            }
            RandomStep::Clear => {
                self.ours.clear();
                let Ok(()) = self.theirs.clear();
                self.draw(&[], Some((0, 0)));
            }
            RandomStep::Resize(size) => self.resize(size),
            RandomStep::Erase(region, at) => {
                let (ours, theirs) = self.both_at(at);
                let (Ok(()), Ok(())) = (ours.clear_region(region), theirs.clear_region(region));
            }
            RandomStep::Scroll(lines, at) => {
                let (ours, theirs) = self.both_at(at);
                let (Ok(()), Ok(())) = (ours.append_lines(lines), theirs.append_lines(lines));
                // The test backend goes one column on, a terminal may not: set the position again.
                self.both_at(at);
            }
            RandomStep::Show(shows, at) => {
                self.both_at(at);
                self.cursor_shows = Some(shows);
                let (Ok(()), Ok(())) = match shows {
                    true => (self.ours.backend.show_cursor(), self.theirs.show_cursor()),
                    false => (self.ours.backend.hide_cursor(), self.theirs.hide_cursor()),
                };
            }
        }
    }

    /// A character sent alone shows as it would in a frame, and stays in the frames after it.
    fn echo(&mut self) {
        let at = self.theirs.backend().cursor_position();
        let mut typed = Cell::new("*");
        typed.set_style(self.next.unwrap_or_default());
        if self.page[at].symbol() == " " && self.ours.backend.echo(&typed) {
            self.emulator.process(b"*");
            self.page[at] = typed;
            self.ours.told.clone_from(&self.page);
            self.theirs.current_buffer_mut().clone_from(&self.page);
            self.theirs.swap_buffers();
            // Written past ratatui's diff on this side too: an erasure may have removed the same character before.
            let cell = &self.page[at];
            let backend = self.theirs.backend_mut();
            let Ok(()) = backend.draw([(at.x, at.y, cell)].into_iter());
            let Ok(()) = backend.set_cursor_position((at.x + 1, at.y));
        }
    }

    fn both_at(&mut self, at: Spot) -> (&mut LeanBackend, &mut TestBackend) {
        let at = self.within(at);
        let (Ok(()), Ok(())) =
            (self.ours.backend.set_cursor_position(at), self.theirs.set_cursor_position(at));
        (&mut self.ours.backend, self.theirs.backend_mut())
    }

    fn resize(&mut self, size: Spot) {
        let (columns, rows) = drawn(size);
        self.emulator.screen_mut().set_size(size.1, size.0);
        self.ours.backend.resize(size.0, size.1);
        self.theirs.backend_mut().resize(columns, rows);
        self.ours.clear();
        let Ok(()) = self.theirs.clear();
        self.page = Buffer::empty(Rect::new(0, 0, columns, rows));
        self.draw(&[], Some((0, 0)));
    }

    fn draw(&mut self, patches: &[Patch], cursor: Option<Spot>) {
        for Patch { at, text, style } in patches {
            let (x, y) = self.within(*at);
            self.page.set_stringn(x, y, text, (self.page.area.width - x).into(), *style);
        }
        make_whole(&mut self.page);
        let cursor = cursor.map(|at| self.within(at));
        let page = &self.page;
        let show = |frame: &mut Frame| {
            frame.buffer_mut().clone_from(page);
            if let Some(at) = cursor {
                frame.set_cursor_position(at);
            }
        };
        let Ok(_) = self.theirs.draw(show);
        self.ours.draw(&self.page, shown(&self.page, &self.theirs, self.with_wide), cursor);
        self.cursor_shows = Some(cursor.is_some());
    }

    fn send(&mut self, padded: bool) -> TestCaseResult {
        let shown = shown(&self.page, &self.theirs, self.with_wide);
        let backend = &mut self.ours.backend;
        let frame = if padded { backend.take_padded(PADDING, shown) } else { backend.take_output_of(shown) };
        prop_assert!(!padded || (!frame.is_empty() && frame.len().is_multiple_of(PADDING)));
        self.emulator.process(&frame);
        prop_assert_eq!(backend.take_output(), Vec::<u8>::new(), "settled");
        Ok(())
    }

    fn compare(&self) -> TestCaseResult {
        let screen = self.emulator.screen();
        let wanted = shown(&self.page, &self.theirs, self.with_wide);
        for y in 0..wanted.area.height {
            let mut x = 0;
            while x < wanted.area.width {
                x += self.compare_cell(screen, (x, y), &wanted[(x, y)])?;
            }
        }
        if let Some(shows) = self.cursor_shows {
            prop_assert_eq!(screen.hide_cursor(), !shows, "visibility");
            let (y, x) = screen.cursor_position();
            let wanted = self.theirs.backend().cursor_position();
            prop_assert!(!shows || Position::new(x, y) == wanted, "{x},{y}, not {wanted}");
        }
        Ok(())
    }

    /// Compares a cell; returns how many columns it takes.
    fn compare_cell(&self, screen: &vt100::Screen, (x, y): Spot, cell: &Cell) -> Result<u16, TestCaseError> {
        let (text, columns) = self.text_of(cell, x);
        let (fore, back) = legible(cell.fg, cell.bg, self.depth);
        let has = |modifier| cell.modifier.contains(modifier);
        let in_parts = columns > 1 && text.chars().all(|part| part.width() == Some(1));
        let mut parts = text.chars().map(String::from);
        for column in x..x + columns {
            let shown = screen.cell(y, column).unwrap();
            if shown.is_wide_continuation() && column > x {
                continue;
            }
            let wanted = if in_parts { parts.next().unwrap() } else { text.clone() };
            let text = if shown.has_contents() { shown.contents() } else { " " };
            prop_assert_eq!(text, wanted, "at {},{}", column, y);
            prop_assert_eq!(shown.bgcolor(), in_emulator(back), "background at {},{}", column, y);
            prop_assert_eq!(shown.inverse(), has(Modifier::REVERSED), "reverse at {},{}", column, y);
            prop_assert_eq!(shown.underline(), has(Modifier::UNDERLINED), "underline at {},{}", column, y);
            if text == " " && !shown.inverse() && !shown.underline() {
                continue;
            }
            prop_assert_eq!(shown.fgcolor(), in_emulator(fore), "foreground at {},{}", column, y);
            prop_assert_eq!(shown.italic(), has(Modifier::ITALIC), "italic at {},{}", column, y);
            if !(has(Modifier::BOLD) && has(Modifier::DIM)) {
                prop_assert_eq!(shown.bold(), has(Modifier::BOLD), "bold at {},{}", column, y);
                prop_assert_eq!(shown.dim(), has(Modifier::DIM), "dim at {},{}", column, y);
            }
        }
        Ok(columns)
    }

    /// The text that a terminal must show for a cell, and its columns.
    fn text_of(&self, cell: &Cell, x: u16) -> (String, u16) {
        let symbol = cell.symbol();
        let width = symbol.cell_width();
        let refused = symbol.contains(char::is_control) || width == 0 || x + width > self.page.area.width;
        if refused { (" ".into(), 1) } else { (fold(symbol, width, self.charset).into_owned(), width) }
    }
}

/// The cells that the terminal must show. The test backend keeps what a wide character covered, and shows it when that
/// goes: then the drawing is the model.
fn shown<'a>(page: &'a Buffer, theirs: &'a Terminal<TestBackend>, with_wide: bool) -> &'a Buffer {
    if with_wide { page } else { theirs.backend().buffer() }
}

/// Removes halves of wide characters: a widget that covers one half leaves the other, and ratatui's own diff panics on a
/// half beyond the edge.
fn make_whole(page: &mut Buffer) {
    let area = page.area;
    for y in 0..area.height {
        for x in 0..area.width {
            let end = x + page[(x, y)].symbol().cell_width();
            let covers = (x + 1..end.min(area.width)).any(|under| page[(under, y)].symbol() != " ");
            if end > x + 1 && (covers || end > area.width) {
                page[(x, y)].set_symbol(" ");
            } else {
                (x + 1..end).for_each(|under| page[(under, y)].reset());
            }
        }
    }
}

fn in_emulator(ink: SgrColour) -> vt100::Color {
    match ink {
        SgrColour::Default => vt100::Color::Default,
        SgrColour::Basic(n) | SgrColour::Palette(n) => vt100::Color::Idx(n),
        SgrColour::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
    }
}

fn replay(session: RandomSession) -> TestCaseResult {
    let mut sides = Sides::new(&session);
    // A terminal taller than the drawn size does not scroll: then the two cannot be compared.
    let scrolls = |size: Spot| size == drawn(size);
    let mut comparable = scrolls(session.size);
    for (step, padded) in session.steps {
        if let RandomStep::Resize(size) = step {
            comparable = scrolls(size);
        }
        if matches!(step, RandomStep::Scroll(..)) && !comparable {
            continue;
        }
        sides.take(step);
        sides.send(padded)?;
        sides.compare()?;
    }
    Ok(())
}

/// As many cases as continuous integration has time for; `PROPTEST_CASES` asks for more.
fn cases() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.max(1000), ..usual }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn terminal_shows_drawn_cells(session in random_session()) {
        replay(session)?;
    }
}
