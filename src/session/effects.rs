//! Performs the effects of a model, as tasks whose replies come back to the event loop.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::account::{Caller, Peer, Request, Services};
use crate::app::form::check;
use crate::app::{Effect, Exit, Message, Reply};
use crate::captcha::PictureForm;
use crate::password::generate::{ProposalKind, propose};
use crate::password::{Context, clean_stack, with_clean_stack};

use super::strength_worker::StrengthWorker;
use super::timers::Timers;
use super::{AppContext, SessionConfig};

/// The tasks of one session. Timers and drawings end with it; a request that was sent runs to its end.
pub(super) struct Effects {
    services: Arc<Services>,
    peer: Peer,
    picture_form: PictureForm,
    strength_worker: StrengthWorker,
    drawing: Arc<Drawing>,
    replies: mpsc::Sender<Message>,
    /// The last request, and the token that cancels it while it is delayed or its answer awaited.
    last_request: Option<(u64, CancellationToken)>,
    pub(super) timers: Timers,
    tasks: JoinSet<()>,
    /// The replies that were known at once.
    answers: Vec<Message>,
}

/// Draws one image at a time, and only the last one requested: the store keeps the last image drawn for a session, which
/// must be the one on the screen.
#[derive(Default)]
struct Drawing {
    one_at_a_time: Mutex<()>,
    /// The generation of the last request.
    wanted: AtomicU64,
}

impl Effects {
    pub(super) fn new(
        app: &AppContext,
        session: &SessionConfig,
        picture_form: PictureForm,
        replies: mpsc::Sender<Message>,
    ) -> Self {
        Self {
            services: Arc::clone(&app.services),
            peer: session.peer.clone(),
            picture_form,
            strength_worker: StrengthWorker::start(
                Arc::clone(&app.services.rules().judge),
                Arc::clone(&app.estimate_permits),
                replies.clone(),
            ),
            drawing: Arc::default(),
            replies,
            last_request: None,
            timers: Timers::default(),
            tasks: JoinSet::new(),
            answers: Vec::new(),
        }
    }

    /// Starts the effects. Returns the exit if one of them ends the session.
    pub(super) fn perform(&mut self, effects: Vec<Effect>) -> Option<Exit> {
        // Forget the tasks that are over, so that a long session does not collect them.
        while self.tasks.try_join_next().is_some() {}
        let mut exit = None;
        for effect in effects {
            match effect {
                Effect::Submit { generation, request } => self.submit(generation, request),
                Effect::Cancel { generation } => self.cancel(generation),
                Effect::Estimate { field, generation, password, context } => {
                    let known = check::known(self.services.rules().context(), &context);
                    self.strength_worker.ask(field, generation, password, known);
                }
                Effect::Propose { generation, kind, context } => {
                    let known = check::known(self.services.rules().context(), &context);
                    self.propose(generation, kind, known);
                }
                Effect::DrawCaptcha { generation } => self.draw_captcha(generation),
                Effect::OfferDelay { generation, login } => {
                    let offer = self.services.delay_offer(&login, &self.peer);
                    let answer = offer.map(|offer| Reply::DelayOffered { generation, offer });
                    self.answers.extend(answer.map(Message::Reply));
                }
                Effect::StartTimer { timer, delay } => self.timers.arm(timer, delay),
                Effect::Exit(end) => exit = Some(end),
            }
        }
        exit
    }

    /// The replies that need no frame of their own: the effects that ask for them were performed.
    pub(super) fn take_answers(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.answers)
    }

    fn submit(&mut self, generation: u64, request: Request) {
        let (services, peer, replies) = (Arc::clone(&self.services), self.peer.clone(), self.replies.clone());
        let cancellation = CancellationToken::new();
        self.last_request = Some((generation, cancellation.clone()));
        self.tasks.spawn(async move {
            let (progress, mut told) = mpsc::unbounded_channel();
            let caller = Caller { cancel: cancellation, progress: Some(progress) };
            let mut response = pin!(services.submit(request, &peer, caller));
            let response = loop {
                tokio::select! {
                    biased;
                    Some(progress) = told.recv() => {
                        let _ = replies.send(Message::Reply(Reply::Progress { generation, progress })).await;
                    }
                    response = &mut response => break response,
                }
            };
            // The receiver may be gone; the outcome is already audited.
            let _ = replies.send(Message::Reply(Reply::Response { generation, response })).await;
        });
    }

    /// Wipes what a form left on the stack of this thread. A task of its own begins closer to the bottom of the stack than
    /// the event loop is.
    pub(super) fn forget_form(&mut self) {
        self.tasks.spawn(async { clean_stack() });
    }

    fn cancel(&self, generation: u64) {
        if let Some((_, cancellation)) = self.last_request.as_ref().filter(|(last, _)| *last == generation) {
            cancellation.cancel();
        }
    }

    fn propose(&mut self, generation: u64, kind: ProposalKind, known: Context) {
        let (services, replies) = (Arc::clone(&self.services), self.replies.clone());
        self.tasks.spawn(async move {
            // The proposal is estimated as well, which takes its time.
            let drawn = tokio::task::spawn_blocking(move || {
                with_clean_stack(move || propose(services.rules().judge.policy(), kind, &known))
            })
            .await;
            let proposal = drawn.ok().and_then(Result::ok);
            let _ = replies.send(Message::Reply(Reply::Proposed { generation, proposal })).await;
        });
    }

    fn draw_captcha(&mut self, generation: u64) {
        let (services, peer, replies) = (Arc::clone(&self.services), self.peer.clone(), self.replies.clone());
        let (form, drawing) = (self.picture_form, Arc::clone(&self.drawing));
        drawing.wanted.store(generation, Ordering::Release);
        self.tasks.spawn(async move {
            let _guard = drawing.one_at_a_time.lock().await;
            if drawing.wanted.load(Ordering::Acquire) != generation {
                return;
            }
            let drawn = tokio::task::spawn_blocking(move || services.issue_captcha(form, &peer)).await;
            let (challenge, disclosed) = match drawn {
                Ok(Ok(Some((challenge, disclosed)))) => (Some(challenge), disclosed),
                Ok(Ok(None) | Err(_)) | Err(_) => (None, None),
            };
            let _ = replies.send(Message::Reply(Reply::Captcha { generation, challenge, disclosed })).await;
        });
    }
}
