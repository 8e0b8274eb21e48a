//! Draws captchas for a reading machine: `captcha_score DIRECTORY COUNT SEED` writes, for each design,
//! COUNT pictures as PGM files, and `answers.tsv` (design, file, text). The same SEED draws the same pictures.
//! `tests/captcha-score.sh` has them read and counts.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use mamamia::captcha::{Bitmap, CaptchaPainter, Design, PictureForm};
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

/// Side of a half-block pixel in the files: letters of some 100 pixels, as reading machines like them.
const SCALE: usize = 6;
/// Paper around the picture, which they need too.
const MARGIN: usize = 4;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [directory, count, seed] = arguments.as_slice() else {
        anyhow::bail!("usage: captcha_score DIRECTORY COUNT SEED");
    };
    let directory = Path::new(directory);
    let count: usize = count.parse().context("COUNT is not a number")?;
    let seed: u64 = seed.parse().context("SEED is not a number")?;
    fs::create_dir_all(directory)?;
    let mut answers = io::BufWriter::new(fs::File::create(directory.join("answers.tsv"))?);

    let painter = CaptchaPainter::new()?;
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
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

/// A portable grey map (Netpbm, `P5`), black on white, in square pixels of half-blocks for every form.
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
