//! Estimates the strength of passwords in the background: the newest of each field, and a bounded number at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore, mpsc};
use tokio::time::{Instant, sleep_until};

use crate::account::Judge;
use crate::app::FieldId;
use crate::app::{Message, Reply};
use crate::password::{Context, SecretText, with_clean_stack};

/// Fixed response time, so that timing does not depend on the password: characters with many readings (4@8, 1|!)
/// take ten times as long.
const ESTIMATE_TIME: Duration = Duration::from_millis(25);

/// The passwords of one session that wait for an estimate, one a field.
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

/// The worker of one session. Dropped with it.
pub struct StrengthWorker {
    waiting: Arc<PendingEstimates>,
    task: tokio::task::JoinHandle<()>,
}

impl StrengthWorker {
    /// Starts a worker; every session of the process shares `permits`.
    #[must_use]
    pub fn start(judge: Arc<Judge>, permits: Arc<Semaphore>, replies: mpsc::Sender<Message>) -> Self {
        let waiting = Arc::new(PendingEstimates::default());
        let task = tokio::spawn(estimate_loop(Arc::clone(&waiting), judge, permits, replies));
        Self { waiting, task }
    }

    /// Asks for an estimate. It replaces one of the same field that has not begun yet.
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
    judge: Arc<Judge>,
    permits: Arc<Semaphore>,
    replies: mpsc::Sender<Message>,
) {
    loop {
        waiting.more.notified().await;
        loop {
            // The permit first: a password that arrives meanwhile replaces the one that waits.
            let Ok(permit) = Arc::clone(&permits).acquire_owned().await else { return };
            let Some((field, Job { generation, password, context })) = waiting.take() else { break };
            let due = Instant::now() + ESTIMATE_TIME;
            let judge = Arc::clone(&judge);
            let estimated = tokio::task::spawn_blocking(move || {
                let _permit = permit;
                with_clean_stack(move || judge.estimate(&password, &context))
            });
            // A broken estimator leaves the gauge empty; the rules are checked again when the form is sent.
            let estimate = estimated.await.ok();
            sleep_until(due).await;
            if replies.send(Message::Reply(Reply::Estimated { field, generation, estimate })).await.is_err() {
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
    async fn response_time_hides_password(#[case] password: &str) {
        let (replies, mut estimates) = mpsc::channel(1);
        let worker = StrengthWorker::start(Arc::default(), Arc::new(Semaphore::new(1)), replies);
        let asked = Instant::now();
        worker.ask(FieldId::New, 1, SecretText::from_text(password).unwrap(), Context::default());
        let reply = estimates.recv().await;
        assert!(matches!(reply, Some(Message::Reply(Reply::Estimated { estimate: Some(_), .. }))));
        assert_eq!(asked.elapsed(), ESTIMATE_TIME);
    }
}
