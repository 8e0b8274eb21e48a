//! The rule that the product once had: binds with the new password, then with the old one, decide.

use super::super::*;
use super::world::World;
use tokio::time::sleep;

pub(super) async fn run(world: &mut World) -> Outcome {
    let seconds = Duration::from_secs;
    let timed_out = match world.send_and_wait(seconds(10)).await {
        WriteAnswer::Refused(refusal) => return Outcome::RefusedByDirectory(refusal.reason),
        WriteAnswer::NothingWritten(_) => return Outcome::ConnectionLostUnchanged,
        WriteAnswer::Accepted => {
            return match bind(world, true).await {
                Ok(ACCEPTED) => done(),
                Ok(_) => Outcome::NotVerified,
                Err(_) => Outcome::AcceptedUnverified,
            };
        }
        WriteAnswer::Lost(error) => error == DirectoryError::Timeout,
    };
    sleep(seconds(if timed_out { 5 } else { 1 })).await;
    match bind(world, true).await {
        Ok(ACCEPTED) => done_after_loss(),
        Ok(PasswordCheck::Wrong) if world.is_reset => Outcome::ConnectionLostUnchanged,
        Ok(PasswordCheck::Wrong) => match bind(world, false).await {
            Ok(ACCEPTED) => Outcome::ConnectionLostUnchanged,
            _ => not_known(),
        },
        _ => not_known(),
    }
}

fn not_known() -> Outcome {
    Outcome::NotKnownYet { settled_after: Duration::ZERO }
}

/// Three tries over some ten seconds.
async fn bind(world: &mut World, with_new: bool) -> Bind {
    for pause in [3, 6] {
        match world.bind(with_new).await {
            Ok(check) => return Ok(check),
            Err(_) => sleep(Duration::from_secs(pause)).await,
        }
    }
    world.bind(with_new).await
}
