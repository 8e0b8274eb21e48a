//! The attackers, and the guesses of the quickest of them.

mod chain;
mod dictionary;
mod grammar;
mod learned;
mod monte_carlo;
mod walks;

use std::panic::resume_unwind;
use std::sync::Arc;

use rand::SeedableRng;
use rand::rngs::StdRng;

use chain::Chain;
use dictionary::Dictionary;
use grammar::Grammar;
use monte_carlo::Curve;

pub use grammar::{Lexicon, with_first_capital, with_signs};
pub use walks::{all as all_walks, usual as usual_walks};

use crate::policy::{LONGEST, is_met_by};

/// Draws of the Monte Carlo estimate of each attacker.
const DRAWS: usize = 30_000;
const SEED: u64 = 12;
/// Characters that a Markov chain looks back at.
const ORDER: usize = 4;
const PRINTABLE: &[u8; 95] =
    b" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
/// Words of each source, strings of digits and strings of symbols of the plain attack: some 10^8.4 guesses.
const PLAIN: (usize, usize, usize) = (5000, 194, 48);

/// The knowledge of an attacker: passwords to learn habits from, and words.
pub struct Knowledge {
    pub passwords: Arc<Vec<String>>,
    pub lexicon: Arc<Lexicon>,
}

pub struct Attackers {
    plain: Dictionary,
    grammars: Vec<(Grammar, Curve)>,
    chains: Vec<(Chain, Curve)>,
}

impl Attackers {
    /// One grammar for each knowledge, one chain for each set of passwords; the plain attack has the first knowledge.
    pub fn new(knowledge: &[Knowledge]) -> Self {
        let mut sets: Vec<&Arc<Vec<String>>> = Vec::new();
        for known in knowledge {
            if !sets.iter().any(|set| Arc::ptr_eq(set, &known.passwords)) {
                sets.push(&known.passwords);
            }
        }
        let (grammars, chains) = std::thread::scope(|scope| {
            let grammars: Vec<_> = knowledge.iter().map(|known| scope.spawn(|| grammar(known))).collect();
            let chains: Vec<_> = sets.iter().map(|set| scope.spawn(|| chain(set))).collect();
            let grammars =
                grammars.into_iter().map(|one| one.join().unwrap_or_else(|cause| resume_unwind(cause)));
            let grammars: Vec<(Grammar, Curve)> = grammars.collect();
            let chains =
                chains.into_iter().map(|one| one.join().unwrap_or_else(|cause| resume_unwind(cause)));
            let chains: Vec<(Chain, Curve)> = chains.collect();
            (grammars, chains)
        });
        let (words, digits, symbols) = PLAIN;
        let tails = grammars.first().map(|(grammar, _)| grammar.tails(digits, symbols)).unwrap_or_default();
        let words = knowledge.first().map(|known| known.lexicon.ranked(words)).unwrap_or_default();
        Self { plain: Dictionary::new(words, &tails.0, &tails.1), grammars, chains }
    }

    /// Decimal logarithm of the guesses of the plain attack, if it holds the password.
    pub fn log10_plain(&self, password: &str) -> Option<f64> {
        self.plain.rank(password).map(f64::log10)
    }

    /// Decimal logarithm of all the guesses of the plain attack.
    pub fn log10_plain_size(&self) -> f64 {
        (self.plain.size() as f64).log10()
    }

    /// Decimal logarithm of the guesses of the quickest attacker.
    pub fn log10_guesses(&self, password: &str) -> f64 {
        let grammars = self.grammars.iter();
        let grammars =
            grammars.filter_map(|(grammar, curve)| Some(curve.log10_guesses(grammar.cost(password)?)));
        let chains = self.chains.iter().map(|(chain, curve)| curve.log10_guesses(chain.cost(password)));
        grammars.chain(chains).chain(self.log10_plain(password)).fold(f64::INFINITY, f64::min)
    }
}

fn grammar(known: &Knowledge) -> (Grammar, Curve) {
    let lexicon = &known.lexicon;
    let words = lexicon
        .listed
        .words
        .iter()
        .chain(&lexicon.common.words)
        .chain(lexicon.first_names.words.iter().take(3000));
    let letters = Arc::new(Grammar::letters_of(words));
    let grammar = Grammar::learned_from(&known.passwords, Arc::clone(lexicon), letters);
    let curve = curve(|rng| grammar.draw(rng));
    (grammar, curve)
}

fn chain(passwords: &[String]) -> (Chain, Curve) {
    let mut chain = Chain::new(ORDER, PRINTABLE);
    passwords.iter().for_each(|password| chain.learn(password));
    let curve = curve(|rng| chain.draw(LONGEST, rng));
    (chain, curve)
}

/// The curve of an attacker, from its draws. Only guesses that meet the policy count.
fn curve(mut draw: impl FnMut(&mut StdRng) -> Option<(String, f64)>) -> Curve {
    let mut rng = StdRng::seed_from_u64(SEED);
    let draws = (0..DRAWS).map(|_| draw(&mut rng).filter(|(text, _)| is_met_by(text)).map(|(_, cost)| cost));
    Curve::new(draws)
}
