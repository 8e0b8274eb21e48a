//! Carries out what a model wants done outside, as tasks whose replies come back to the loop.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::account::{Peer, Request, Services};
use crate::app::form::check;
use crate::app::{Effect, Exit, Message, Reply};
use crate::captcha::{Design, PictureForm};

use crate::password::Context;
use crate::password::generate::{ProposalKind, propose};

use super::strength_worker::StrengthWorker;
use super::timers::Timers;
use super::{AppContext, SessionConfig};

/// The tasks of one session. Timers and drawings end with it; a request on its way runs to its end.
pub(super) struct Effects {
    services: Arc<Services>,
    peer: Peer,
    picture_form: PictureForm,
    strength_worker: StrengthWorker,
    drawing: Arc<Drawing>,
    replies: mpsc::Sender<Message>,
    /// The last request, and how it is given up while it is held.
    last_request: Option<(u64, CancellationToken)>,
    pub(super) timers: Timers,
    tasks: JoinSet<()>,
}

/// One image at a time, and only the one that was asked for last: the desk keeps the last one drawn for a session,
/// and that must be the one on the screen.
#[derive(Default)]
struct Drawing {
    place: Mutex<()>,
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
            strength_worker: StrengthWorker::start(Arc::clone(&app.estimate_permits), replies.clone()),
            drawing: Arc::default(),
            replies,
            last_request: None,
            timers: Timers::default(),
            tasks: JoinSet::new(),
        }
    }

    /// Starts all that is wanted; the exit, if the session is to end.
    pub(super) fn perform(&mut self, effects: Vec<Effect>) -> Option<Exit> {
        // Tasks that are over are forgotten, so that a long session does not collect them.
        while self.tasks.try_join_next().is_some() {}
        let mut exit = None;
        for effect in effects {
            match effect {
                Effect::Submit { generation, request } => self.submit(generation, request),
                Effect::Cancel { generation } => self.give_up(generation),
                Effect::Estimate { field, generation, password, context } => {
                    let known = check::known(self.services.rules().context(), &context);
                    self.strength_worker.ask(field, generation, password, known);
                }
                Effect::Propose { generation, kind, context } => {
                    let known = check::known(self.services.rules().context(), &context);
                    self.propose(generation, kind, known);
                }
                Effect::DrawCaptcha { generation, design } => self.draw_captcha(generation, design),
                Effect::StartTimer { timer, delay } => self.timers.arm(timer, delay),
                Effect::Exit(end) => exit = Some(end),
            }
        }
        exit
    }

    fn submit(&mut self, generation: u64, request: Request) {
        let (services, peer, replies) = (Arc::clone(&self.services), self.peer.clone(), self.replies.clone());
        let give_up = CancellationToken::new();
        self.last_request = Some((generation, give_up.clone()));
        self.tasks.spawn(async move {
            let response = services.submit(request, &peer, give_up).await;
            // The session may be over: the audit has the response all the same.
            let _ = replies.send(Message::Reply(Reply::Response { generation, response })).await;
        });
    }

    fn give_up(&self, generation: u64) {
        if let Some((_, give_up)) = self.last_request.as_ref().filter(|(last, _)| *last == generation) {
            give_up.cancel();
        }
    }

    fn propose(&mut self, generation: u64, kind: ProposalKind, known: Context) {
        let (services, replies) = (Arc::clone(&self.services), self.replies.clone());
        self.tasks.spawn(async move {
            // It is judged as well, which takes its time.
            let drawn =
                tokio::task::spawn_blocking(move || propose(&services.rules().policy, kind, &known)).await;
            let proposal = drawn.ok().and_then(Result::ok);
            let _ = replies.send(Message::Reply(Reply::Proposed { generation, proposal })).await;
        });
    }

    fn draw_captcha(&mut self, generation: u64, design: Design) {
        let (services, peer, replies) = (Arc::clone(&self.services), self.peer.clone(), self.replies.clone());
        let (form, drawing) = (self.picture_form, Arc::clone(&self.drawing));
        drawing.wanted.store(generation, Ordering::Release);
        self.tasks.spawn(async move {
            let _place = drawing.place.lock().await;
            if drawing.wanted.load(Ordering::Acquire) != generation {
                return;
            }
            let drawn =
                tokio::task::spawn_blocking(move || services.issue_captcha(design, form, &peer)).await;
            let (challenge, disclosed) = match drawn {
                Ok(Ok(Some((challenge, disclosed)))) => (Some(challenge), disclosed),
                Ok(Ok(None) | Err(_)) | Err(_) => (None, None),
            };
            let _ = replies.send(Message::Reply(Reply::Captcha { generation, challenge, disclosed })).await;
        });
    }
}
