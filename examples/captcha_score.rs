//! Draws captchas for a reading machine: `captcha_score DIRECTORY [COUNT]` writes, for each design,
//! COUNT pictures (200 unless told) as PGM files, and `answers.tsv` (design, file, text).
//! `tests/captcha-score.sh` has them read and counts.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use mamamia::captcha::{Bitmap, Design, Painter, PictureForm, system_rng};

/// Side of a half-block pixel in the files: letters of some 100 pixels, as reading machines like them.
const SCALE: usize = 6;
/// Paper around the picture, which they need too.
const MARGIN: usize = 4;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let directory: PathBuf = arguments.next().context("usage: captcha_score DIRECTORY [COUNT]")?.into();
    let count: usize = match arguments.next() {
        Some(count) => {
            count.to_str().and_then(|count| count.parse().ok()).context("COUNT is not a number")?
        }
        None => 200,
    };
    fs::create_dir_all(&directory)?;
    let mut answers = io::BufWriter::new(fs::File::create(directory.join("answers.tsv"))?);

    let painter = Painter::new()?;
    let mut rng = system_rng()?;
    for (name, design, form) in [
        ("clean", Design::Plain, PictureForm::HalfBlocks),
        ("B", Design::Warped, PictureForm::HalfBlocks),
        ("D", Design::Crossed, PictureForm::HalfBlocks),
        ("B-ascii", Design::Warped, PictureForm::Ascii),
    ] {
        for number in 0..count {
            let (picture, answer) = painter.draw(design, form, &mut rng);
            let file = format!("{name}-{number:04}.pgm");
            write_pgm(&directory.join(&file), &picture)?;
            writeln!(answers, "{name}\t{file}\t{}", answer.expose())?;
        }
    }
    answers.flush()?;
    Ok(())
}

/// A portable grey map (Netpbm, `P5`), black on white, of square half-block pixels whatever the form.
fn write_pgm(path: &Path, picture: &Bitmap) -> io::Result<()> {
    let across = SCALE;
    let down = if picture.height() < 20 { 2 * SCALE } else { SCALE };
    let (width, height) = (picture.width() + 2 * MARGIN, picture.height() * down / across + 2 * MARGIN);
    let mut file = io::BufWriter::new(fs::File::create(path)?);
    write!(file, "P5\n{} {}\n255\n", width * across, height * across)?;
    for y in 0..height * across {
        for x in 0..width * across {
            let inside = x >= MARGIN * across && y >= MARGIN * across;
            let ink = inside && picture.pixel(x / across - MARGIN, (y - MARGIN * across) / down);
            file.write_all(&[if ink { 0 } else { 255 }])?;
        }
    }
    file.flush()
}
