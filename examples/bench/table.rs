//! Tables of aligned columns.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

/// A title, a row of headings, and what was measured.
pub struct Table {
    title: String,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
}

impl Table {
    pub fn new(title: &str, headings: &[impl ToString]) -> Self {
        Self {
            title: title.to_owned(),
            rows: vec![headings.iter().map(ToString::to_string).collect()],
            notes: Vec::new(),
        }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = impl ToString>) {
        self.rows.push(cells.into_iter().map(|cell| cell.to_string()).collect());
    }

    /// A sentence under the table.
    pub fn note(&mut self, sentence: impl Into<String>) {
        self.notes.push(sentence.into());
    }

    /// The first column is flush left, the others flush right.
    pub fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}\n", self.title)?;
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width =
            |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
        let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
        for (number, row) in self.rows.iter().enumerate() {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let blanks = " ".repeat(width - cell.width());
                line += &if column == 0 { format!("  {cell}{blanks}") } else { format!("   {blanks}{cell}") };
            }
            writeln!(out, "{}", line.trim_end())?;
            if number == 0 {
                writeln!(
                    out,
                    "  {}",
                    "─".repeat(widths.iter().sum::<usize>() + 3 * (columns.saturating_sub(1)))
                )?;
            }
        }
        for note in &self.notes {
            writeln!(out, "  {note}")?;
        }
        out.flush()
    }

    /// The same for a page, under a heading of that level.
    pub fn markdown(&self, level: usize) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let mut page = format!("{} {}\n\n", "#".repeat(level), self.title);
        for (number, row) in self.rows.iter().enumerate() {
            page += &line(row);
            if number == 0 {
                page += &format!("| --- |{}\n", " ---: |".repeat(row.len().saturating_sub(1)));
            }
        }
        for note in &self.notes {
            page += &format!("\n{note}\n");
        }
        page
    }
}

/// A bound, and whether the measure meets it.
pub fn held(measured: f64, bound: f64) -> &'static str {
    if measured <= bound { "yes" } else { "NO" }
}
