//! A session as a picture that moves: each row of a screen is drawn once for each content that it takes, and shown
//! while it has that content. A reader who asked for less motion sees the frame that is marked as the still one.

use std::collections::BTreeMap;
use std::fmt::Write;

use vt100::Screen;

use super::svg::{self, Drawn};

/// One frame: a screen, and how long it stays, in hundredths of a second.
pub struct Frame {
    pub screen: Screen,
    pub stays: u32,
}

/// The animated picture of the frames, over and over; `still` is the frame for readers who want no motion.
pub fn of(frames: &[Frame], still: usize, title: &str) -> String {
    let length: u32 = frames.iter().map(|frame| frame.stays).sum();
    let mut shown: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (number, frame) in frames.iter().enumerate() {
        let Drawn { rows, cursor } = Drawn::of(&frame.screen);
        for (y, content) in rows.into_iter().chain([cursor]).enumerate().filter(|(_, row)| !row.is_empty()) {
            shown.entry((y, content)).or_default().push(number);
        }
    }
    let (mut style, mut content) = (String::from("g{visibility:hidden}"), String::new());
    let mut calm = String::new();
    let mut animations: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for ((_, drawn), numbers) in &shown {
        let known = animations.len();
        let name = *animations.entry(numbers.clone()).or_insert(known);
        if name == known {
            style.push_str(&keyframes(name, numbers, frames, length));
            let seen = if numbers.contains(&still) { "visible" } else { "hidden" };
            put(&mut calm, format_args!(".a{name}{{animation:none;visibility:{seen}}}"));
        }
        put(&mut content, format_args!("<g class=\"a{name}\">{drawn}</g>\n"));
    }
    put(&mut style, format_args!("@media(prefers-reduced-motion:reduce){{{calm}}}"));
    let first = frames.first().map(|frame| svg::framed(&frame.screen, title, &style, &content));
    first.unwrap_or_default()
}

/// The animation of what is shown in the frames of these numbers.
fn keyframes(name: usize, numbers: &[usize], frames: &[Frame], length: u32) -> String {
    let mut animation = format!(
        ".a{name}{{animation:k{name} {}.{:02}s step-end infinite}}@keyframes k{name}{{",
        length / 100,
        length % 100
    );
    let (mut time, mut was_shown) = (0, None);
    for (number, frame) in frames.iter().enumerate() {
        let is_shown = numbers.contains(&number);
        if was_shown != Some(is_shown) {
            let share = f64::from(time) * 100.0 / f64::from(length.max(1));
            let seen = if is_shown { "visible" } else { "hidden" };
            put(&mut animation, format_args!("{share:.3}%{{visibility:{seen}}}"));
            was_shown = Some(is_shown);
        }
        time += frame.stays;
    }
    animation.push('}');
    animation
}

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(what);
}
