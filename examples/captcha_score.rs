//! Draws captchas for a reading machine: `captcha_score DIRECTORY COUNT SEED` writes, for each form and without distortion,
//! COUNT pictures as PGM files, each one's rows on a terminal as well, and `answers.tsv` (kind, file, text). The same SEED draws the same pictures.
//! `tests/captcha-score.sh` has them read and counts.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use mamamia::captcha::{Bitmap, CaptchaPainter, PictureForm};
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

/// Width of a pixel of the picture in the files, half its height: letters of some 100 pixels, as reading machines like
/// them.
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
    for (name, form, is_plain) in [
        ("clean", PictureForm::Quadrants, true),
        ("quadrants", PictureForm::Quadrants, false),
        ("ascii", PictureForm::Ascii, false),
    ] {
        for number in 0..count {
            let (picture, answer) =
                if is_plain { painter.draw_plain(form, &mut rng) } else { painter.draw(form, &mut rng) };
            let file = format!("{name}-{number:04}.pgm");
            write_pgm(&directory.join(&file), &picture)?;
            fs::write(directory.join(&file).with_extension("txt"), picture.rows().join("\n"))?;
            writeln!(answers, "{name}\t{file}\t{}", answer.expose())?;
        }
    }
    answers.flush()?;
    Ok(())
}

/// A portable grey map (Netpbm, `P5`), black on white.
fn write_pgm(path: &Path, picture: &Bitmap) -> io::Result<()> {
    let (across, down, margin) = (SCALE, 2 * SCALE, MARGIN * SCALE);
    let (width, height) = (picture.width() * across + 2 * margin, picture.height() * down + 2 * margin);
    let mut file = io::BufWriter::new(fs::File::create(path)?);
    write!(file, "P5\n{width} {height}\n255\n")?;
    for y in 0..height {
        for x in 0..width {
            let inside = x >= margin && y >= margin;
            let ink = inside && picture.pixel((x - margin) / across, (y - margin) / down);
            file.write_all(&[if ink { 0 } else { 255 }])?;
        }
    }
    file.flush()
}
