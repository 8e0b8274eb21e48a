//! The end of a frame: places the cursor, and hides from the next frame what this one drew.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::Style;

use super::super::capabilities::TerminalLevel;
use super::known_cell::{KnownCell, Page};
use super::{LeanBackend, PenState};

/// DECSC (DEC STD 070): the terminal saves its cursor and its pen, not the visibility of the cursor.
const SAVE: &[u8] = b"\x1b7";
/// DECRC: the terminal restores both.
const RESTORE: &[u8] = b"\x1b8";

/// Bytes above which a frame may show half drawn, because it arrives in several parts: more does not fit in one packet
/// of an ordinary network, and an emulator may read no more at once.
const MAX_UNSYNCHRONIZED: usize = 1024;
/// DEC private mode 2026: the terminal shows at once what comes between these two. Other terminals ignore them.
const BEGIN_SYNCHRONIZED: &[u8] = b"\x1b[?2026h";
const END_SYNCHRONIZED: &[u8] = b"\x1b[?2026l";

impl LeanBackend {
    /// Takes the bytes since the last call: one frame, to be sent in one write. Empty when nothing changed.
    pub fn take_output(&mut self) -> Vec<u8> {
        self.end_frame(None)
    }

    /// As [`LeanBackend::take_output`], where the terminal shows `page` at the end of the frame.
    pub fn take_output_of(&mut self, page: &Buffer) -> Vec<u8> {
        self.end_frame(Some(page))
    }

    fn end_frame(&mut self, page: Page) -> Vec<u8> {
        self.send_visibility();
        if let Some(place) = self.shown_at()
            && !self.return_to_start(place, page)
        {
            self.use_next_pen(place);
            self.move_to(place, page);
        }
        if self.output.len() > MAX_UNSYNCHRONIZED && self.level >= TerminalLevel::Xterm {
            self.output.splice(..0, BEGIN_SYNCHRONIZED.iter().copied());
            self.output.extend_from_slice(END_SYNCHRONIZED);
        }
        self.close()
    }

    /// Sets the likely style of the next character. Frames then end in it, so that the echo of a key is the character
    /// alone.
    pub fn expect_next(&mut self, style: Option<Style>) {
        self.next = style.map(|style| PenState::of(Cell::new("a").set_style(style), self.depth));
    }

    /// Whether the caller may send the character of `cell` alone, in place of a frame: the cursor shows on a space, and the
    /// terminal has the expected style. If so, records the character as shown.
    pub fn echo(&mut self, cell: &Cell) -> bool {
        let (true, Some(at)) = (self.is_ready_for(cell), self.shown_at()) else { return false };
        let after = Position::new(at.x + 1, at.y);
        if let Some(blank) = self.row_mut(at.y).get_mut(usize::from(at.x)) {
            *blank = KnownCell::Other;
        }
        (self.cursor, self.wanted_cursor) = (Some(after), Some(after));
        self.start = Some(after).zip(self.pen);
        true
    }

    fn is_ready_for(&self, cell: &Cell) -> bool {
        let Some(at) = self.shown_at() else { return false };
        let is_settled = self.output.is_empty() && self.visible == Some(true) && self.cursor == Some(at);
        // After the last column terminals differ.
        let is_within = at.x + 1 < self.size.width;
        let is_whole =
            self.row(at.y).get(usize::from(at.x)).is_some_and(|cell| *cell != KnownCell::SecondHalf);
        let glyph = self.glyph(at.x, cell);
        let is_single =
            glyph.width == 1 && glyph.text == cell.symbol() && glyph.text.chars().nth(1).is_none();
        let has_the_pen = self.pen == Some(glyph.pen) && self.pen == self.next;
        is_settled && is_within && is_whole && is_single && has_the_pen
    }

    /// Sets the expected pen, unless the frame is empty: an unchanged frame stays so.
    fn use_next_pen(&mut self, place: Position) {
        let sends = !self.output.is_empty() || self.cursor != Some(place);
        if let Some(next) = self.next.filter(|_| sends) {
            self.use_pen(next);
        }
    }

    /// As [`LeanBackend::take_output`], padded with NUL bytes to a multiple of `multiple` bytes, never zero: the size of an
    /// encrypted frame that shows the strength of a password then depends on no password, and a strength that stays the
    /// same still sends a frame. Terminals skip NUL: it is the filler of the VT100 (user guide, chapter 3), and of
    /// terminfo's delays.
    pub fn take_padded(&mut self, multiple: usize, page: &Buffer) -> Vec<u8> {
        let page = Some(page);
        self.send_visibility();
        // The end of this frame must not change the size of the next one: it ends with the cursor and the pen of its start.
        let (start, pen) = self.start.unzip();
        let place = self.shown_at().or(start).or(self.wanted_cursor).unwrap_or(Position::ORIGIN);
        if !self.return_to_start(place, page) {
            self.use_pen(pen.unwrap_or(self.blank));
            self.move_to(place, page);
        }
        let mut frame = self.close();
        frame.resize(frame.len().max(1).next_multiple_of(multiple.max(1)), 0);
        frame
    }

    fn send_visibility(&mut self) {
        if self.wanted_visible != self.visible
            && let Some(visible) = self.wanted_visible
        {
            self.output.extend_from_slice(if visible { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.visible = self.wanted_visible;
        }
    }

    /// The wanted position of a visible cursor; `None` when it is hidden, or no position was set.
    fn shown_at(&self) -> Option<Position> {
        self.wanted_cursor.filter(|_| self.wanted_visible != Some(false))
    }

    /// Has the terminal save cursor and pen before the frame, and restore them now. Does nothing and returns false when
    /// the frame began elsewhere than at `place`, or when a motion and an SGR are not longer.
    fn return_to_start(&mut self, place: Position, page: Page) -> bool {
        let Some((start, pen)) = self.start.filter(|(start, _)| *start == place) else { return false };
        let by_hand = self.motion_to(place, self.pen, page).len() + pen.sgr_from(self.pen, self.level).len();
        if by_hand <= SAVE.len() + RESTORE.len() || self.level < TerminalLevel::Vt100 {
            return false;
        }
        self.output.splice(..0, SAVE.iter().copied());
        self.output.extend_from_slice(RESTORE);
        (self.cursor, self.pen) = (Some(start), Some(pen));
        true
    }

    /// Takes the frame, and starts the next one.
    fn close(&mut self) -> Vec<u8> {
        self.start = self.cursor.zip(self.pen);
        std::mem::take(&mut self.output)
    }
}

#[cfg(test)]
mod tests;
