//! Every schedule of a write: what the person is told must be true at the end of time.
//!
//! The function that writes is replayed from its start for each vector of choices, depth first, over a directory whose
//! every answer is a choice. The clock is held. A kill is the future dropped: it says nothing, and must do no harm.

mod old_rule;
mod world;

use super::*;
use crate::account::rules::ServiceRules;
use crate::account::waiting::Waiting;
use crate::account::write::{Write, WriteMethod};
use crate::directory::{Directory, OpenAccount};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use world::{Choices, World};

/// The end of the person's wait.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Leaving {
    Never,
    /// The person stops waiting, and the process ends.
    GivesUp,
    Killed(Duration),
}

const LEAVINGS: [Leaving; 4] = [
    Leaving::Never,
    Leaving::GivesUp,
    Leaving::Killed(Duration::from_secs(5)),
    Leaving::Killed(Duration::from_secs(40)),
];

/// The sums of one rule over all schedules.
#[derive(Debug, Default, PartialEq)]
struct Sum {
    schedules: usize,
    /// The directory contradicts what was said.
    false_statements: usize,
    /// Our binds locked the account.
    locked: usize,
    /// Binds while the write was held and nobody else had written: each a failure in the queue of the server.
    binds_while_held: usize,
    second_writes: usize,
    /// "Not known yet" although the answer came in time and nothing else disturbed.
    needless_doubts: usize,
    /// Schedules by the code that was said; 0: none, because of a kill.
    codes: std::collections::BTreeMap<u16, usize>,
}

impl Sum {
    fn add(&mut self, world: &World, said: Option<&Outcome>) {
        self.schedules += 1;
        self.false_statements += usize::from(said.is_some_and(|said| !world.confirms(said)));
        self.locked += usize::from(world.locked_by_us());
        self.binds_while_held += world.binds_while_held();
        self.second_writes += usize::from(world.writes() > 1);
        let doubts = said.is_some_and(|said| said.code() == 452);
        self.needless_doubts += usize::from(doubts && world.is_undisturbed());
        *self.codes.entry(said.map_or(0, Outcome::code)).or_default() += 1;
    }
}

/// The rule of the product: the real function.
async fn product(world: &World, rules: &ServiceRules, leaving: Leaving) -> Option<Outcome> {
    let (cancel, closing) = (CancellationToken::new(), CancellationToken::new());
    let waiting = Waiting::new(Caller { cancel: cancel.clone(), progress: None }, closing.clone());
    let (found, new, current) = (world.person(), secret(NEW), secret(CURRENT));
    let write = async {
        let method = if world.is_reset {
            WriteMethod::Reset(OpenAccount::assumed())
        } else {
            let verified = world.verify_password(&found, &current).await.unwrap();
            WriteMethod::Change { verified, current: &current }
        };
        Write { directory: world, rules, person: &found, new: &new, method, waiting: &waiting }.run().await
    };
    let leave = async {
        tokio::time::sleep(Duration::from_secs(5)).await;
        cancel.cancel();
        closing.cancel();
        std::future::pending::<()>().await;
    };
    let audited = match leaving {
        Leaving::Never => write.await,
        Leaving::Killed(after) => timeout(after, write).await.ok()?,
        Leaving::GivesUp => tokio::select! {
            audited = write => audited,
            () = leave => unreachable!(),
        },
    };
    Some(audited.outcome)
}

async fn explore(by_product: bool) -> Sum {
    let services = services(&Arc::new(directory()));
    let (mut sum, mut choices) = (Sum::default(), Some(Choices::default()));
    while let Some(replayed) = choices {
        let mut world = World::new(replayed);
        let said = if by_product {
            let leaving = world.choose(&LEAVINGS);
            product(&world, services.rules(), leaving).await
        } else {
            Some(old_rule::run(&mut world).await)
        };
        tokio::time::sleep(world::END).await;
        sum.add(&world, said.as_ref());
        choices = world.into_choices().next();
    }
    sum
}

#[tokio::test(start_paused = true)]
async fn no_schedule_makes_a_false_statement() {
    let sum = explore(true).await;
    assert!(sum.schedules > 1000, "{sum:?}");
    let harm = [sum.false_statements, sum.locked, sum.binds_while_held, sum.second_writes];
    assert_eq!((harm, sum.needless_doubts), ([0; 4], 0), "{sum:?}");
    for code in [200, 201, 436, 450, 452, 550, 551] {
        assert!(sum.codes.contains_key(&code), "no schedule leads to {code}: {sum:?}");
    }
}

/// The rule that this one replaced: the explorer can find false statements and harm.
#[tokio::test(start_paused = true)]
async fn old_rule_makes_false_statements() {
    let sum = explore(false).await;
    assert!(sum.false_statements > 0 && sum.locked > 0 && sum.binds_while_held > 0, "{sum:?}");
}
