//! The likeliest chain of segments of a password.

use super::Grammar;
use super::tags::{COUNT, Tag};

pub struct Segment {
    pub tag: Tag,
    pub start: usize,
    pub end: usize,
}

pub struct Parsed {
    pub segments: Vec<Segment>,
    /// Natural logarithm of its probability.
    pub cost: f64,
}

/// The best way to a place with these two last tags.
#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    /// The beginning of its last segment, and the tag before the last two.
    start: usize,
    earlier: usize,
}

const NO_WAY: Way = Way { cost: f64::NEG_INFINITY, start: 0, earlier: 0 };

impl Grammar {
    /// `None` of a text that is empty or not ASCII.
    pub fn parse(&self, password: &str) -> Option<Parsed> {
        if password.is_empty() || !password.is_ascii() {
            return None;
        }
        let mut ways = vec![NO_WAY; (password.len() + 1) * COUNT * COUNT];
        let mut reached: Vec<Vec<usize>> = vec![Vec::new(); password.len() + 1];
        ways[0].cost = 0.0;
        reached[0].push(0);
        for start in 0..password.len() {
            if reached[start].is_empty() {
                continue;
            }
            let here = std::mem::take(&mut reached[start]);
            for span in self.spans(password, start) {
                for pair in &here {
                    let (before, last) = (Tag::of(pair / COUNT), Tag::of(pair % COUNT));
                    let cost = ways[start * COUNT * COUNT + pair].cost
                        + self.habits.tags.cost(before, last, span.tag)
                        + span.cost;
                    let next = last.index() * COUNT + span.tag.index();
                    let way = &mut ways[span.end * COUNT * COUNT + next];
                    if cost > way.cost {
                        if way.cost == f64::NEG_INFINITY {
                            reached[span.end].push(next);
                        }
                        *way = Way { cost, start, earlier: before.index() };
                    }
                }
            }
        }
        self.best(&ways, &reached[password.len()], password.len())
    }

    fn best(&self, ways: &[Way], pairs: &[usize], end: usize) -> Option<Parsed> {
        let whole = |pair: &usize| {
            let (before, last) = (Tag::of(pair / COUNT), Tag::of(pair % COUNT));
            ways[end * COUNT * COUNT + pair].cost + self.habits.tags.cost(before, last, Tag::Edge)
        };
        let mut pair = *pairs.iter().max_by(|a, b| whole(a).total_cmp(&whole(b)))?;
        let cost = whole(&pair);
        let (mut segments, mut end) = (Vec::new(), end);
        while end > 0 {
            let way = ways[end * COUNT * COUNT + pair];
            segments.push(Segment { tag: Tag::of(pair % COUNT), start: way.start, end });
            (pair, end) = (way.earlier * COUNT + pair / COUNT, way.start);
        }
        segments.reverse();
        cost.is_finite().then_some(Parsed { segments, cost })
    }
}
