//! Days of a calendar in digits: `ddmm`, `ddmmyy`, `ddmmyyyy`.

use rand::RngExt;
use rand::rngs::StdRng;

const LENGTHS: [usize; 3] = [4, 6, 8];
const FIRST_YEAR: u32 = 1950;
const YEARS: u32 = 70;

#[derive(Default)]
pub struct Dates {
    counts: [u32; LENGTHS.len()],
}

fn is_date(digits: &str) -> bool {
    let number =
        |range: std::ops::Range<usize>| digits.get(range).and_then(|digits| digits.parse::<u32>().ok());
    let year = match digits.len() {
        4 => Some(FIRST_YEAR),
        6 => number(4..6).map(|year| if year < 50 { 2000 + year } else { 1900 + year }),
        8 => number(4..8),
        _ => None,
    };
    year.is_some_and(|year| (FIRST_YEAR..FIRST_YEAR + YEARS).contains(&year))
        && number(0..2).is_some_and(|day| (1..=31).contains(&day))
        && number(2..4).is_some_and(|month| (1..=12).contains(&month))
}

impl Dates {
    pub fn learn(&mut self, digits: &str) {
        if let Some(form) = LENGTHS.iter().position(|length| *length == digits.len()) {
            self.counts[form] += 1;
        }
    }

    fn share(&self, form: usize) -> f64 {
        (f64::from(self.counts[form]) + 0.5)
            / (f64::from(self.counts.iter().sum::<u32>()) + 0.5 * LENGTHS.len() as f64)
    }

    /// Natural logarithm of the probability; `None` where it is no date.
    pub fn cost(&self, digits: &str) -> Option<f64> {
        let form = LENGTHS.iter().position(|length| *length == digits.len())?;
        let days = 31.0 * 12.0 * if digits.len() == 4 { 1.0 } else { f64::from(YEARS) };
        is_date(digits).then(|| (self.share(form) / days).ln())
    }

    pub fn draw(&self, rng: &mut StdRng) -> String {
        let mut left = rng.random::<f64>();
        let form = (0..LENGTHS.len()).find(|form| {
            left -= self.share(*form);
            left < 0.0
        });
        let (day, month) = (rng.random_range(1..=31), rng.random_range(1..=12));
        let year = FIRST_YEAR + rng.random_range(0..YEARS);
        match form {
            Some(1) => format!("{day:02}{month:02}{:02}", year % 100),
            Some(2) => format!("{day:02}{month:02}{year}"),
            _ => format!("{day:02}{month:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_numbers() {
        for date in ["1407", "140775", "14072005", "311219"] {
            assert!(is_date(date), "{date}");
        }
        for number in ["3213", "1400", "140730", "14072030", "140", "1407x"] {
            assert!(!is_date(number), "{number}");
        }
    }
}
