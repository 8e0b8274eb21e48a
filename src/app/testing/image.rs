//! The questions of a session about the image, and about the delay instead.

use crate::account::DelayOffer;
use crate::app::{Effect, Message, Reply};
use crate::identity::Login;

use super::{Driver, ModelHarness};

impl<D: Driver> ModelHarness<D> {
    pub fn asked_image(&self) -> Option<u64> {
        self.last(|effect| match effect {
            Effect::DrawCaptcha { generation } => Some(*generation),
            _ => None,
        })
    }

    pub fn asked_offer(&self) -> Option<(u64, Login)> {
        self.last(|effect| match effect {
            Effect::OfferDelay { generation, login } => Some((*generation, login.clone())),
            _ => None,
        })
    }

    /// Answers the last question about a delay.
    pub fn answer_offer(&mut self, offer: DelayOffer) -> &mut Self {
        let (generation, _) = self.asked_offer().unwrap();
        self.send(Message::Reply(Reply::DelayOffered { generation, offer }))
    }
}
