//! Judging passwords away from the keys: newest wins for each field, and a bound on how many run at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore, mpsc};
use tokio::time::{Instant, sleep_until};

use crate::app::FieldId;
use crate::app::{Message, Reply};
use crate::password::SecretText;
use crate::password::strength::{self, Context};

/// A judgement is told that long after it began, be it ready sooner: characters with many readings (4@8, 1|!) take
/// ten times as long, and whoever sees when a frame goes out must not know.
const ESTIMATE_TIME: Duration = Duration::from_millis(25);

/// What is still to be judged of one session: one password a field.
#[derive(Default)]
struct PendingEstimates {
    jobs: Mutex<HashMap<FieldId, Job>>,
    more: Notify,
}

struct Job {
    generation: u64,
    password: SecretText,
    context: Context,
}

/// The judge of one session. Dropped with it.
pub struct StrengthWorker {
    waiting: Arc<PendingEstimates>,
    task: tokio::task::JoinHandle<()>,
}

impl StrengthWorker {
    /// Starts it; `places` is shared by every session of the process.
    #[must_use]
    pub fn start(places: Arc<Semaphore>, replies: mpsc::Sender<Message>) -> Self {
        let waiting = Arc::new(PendingEstimates::default());
        let task = tokio::spawn(estimate_loop(Arc::clone(&waiting), places, replies));
        Self { waiting, task }
    }

    /// Asks for a judgement; one of the same field that has not begun yet is forgotten.
    pub fn ask(&self, field: FieldId, generation: u64, password: SecretText, context: Context) {
        self.waiting.jobs().insert(field, Job { generation, password, context });
        self.waiting.more.notify_one();
    }
}

impl Drop for StrengthWorker {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl PendingEstimates {
    fn jobs(&self) -> std::sync::MutexGuard<'_, HashMap<FieldId, Job>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Option<(FieldId, Job)> {
        let mut jobs = self.jobs();
        let field = *jobs.keys().next()?;
        jobs.remove_entry(&field)
    }
}

async fn estimate_loop(
    waiting: Arc<PendingEstimates>,
    places: Arc<Semaphore>,
    replies: mpsc::Sender<Message>,
) {
    loop {
        waiting.more.notified().await;
        loop {
            // A place first: what arrives while others are judged replaces what waits.
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            let Some((field, Job { generation, password, context })) = waiting.take() else { break };
            let told_at = Instant::now() + ESTIMATE_TIME;
            let judged = tokio::task::spawn_blocking(move || {
                let _place = place;
                strength::estimate(&password, &context)
            });
            // A judge that broke leaves the gauge empty; the rules are checked again when the form is sent.
            let strength = judged.await.unwrap_or(None);
            sleep_until(told_at).await;
            if replies.send(Message::Reply(Reply::Estimated { field, generation, strength })).await.is_err() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::few_readings("pivot-Bruine8!")]
    #[case::many_readings("4@8({[<3690!1|")]
    #[tokio::test(start_paused = true)]
    async fn the_time_of_a_judgement_tells_nothing(#[case] password: &str) {
        let (replies, mut judged) = mpsc::channel(1);
        let worker = StrengthWorker::start(Arc::new(Semaphore::new(1)), replies);
        let asked = Instant::now();
        worker.ask(FieldId::New, 1, SecretText::from_text(password).unwrap(), Context::default());
        assert!(matches!(
            judged.recv().await,
            Some(Message::Reply(Reply::Estimated { strength: Some(_), .. }))
        ));
        assert_eq!(asked.elapsed(), ESTIMATE_TIME);
    }
}
