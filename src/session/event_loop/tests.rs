//! The loop over a terminal that takes its time. The clock is held.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::sleep;
use zeroize::Zeroizing;

use super::*;
use crate::account::testing::directory;
use crate::assembly::{SessionOptions, testing};
use crate::config::CaptchaMode;
use crate::session;
use crate::terminal::{Input, Link};

/// The time that a frame is on its way: longer than a password is shown.
const FRAME: Duration = Duration::from_secs(6);

/// A link on which every frame takes that long; what its terminal shows by then.
struct Slow(Arc<Mutex<vt100::Parser>>);

#[async_trait]
impl Output for Slow {
    async fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        if !frame.is_empty() {
            sleep(FRAME).await;
            self.0.lock().unwrap().process(frame);
        }
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn timer_masks_during_slow_write() {
    let config = testing::config_with(|config| config.captcha.mode = CaptchaMode::Never);
    let app = testing::assembly(&config, Arc::new(directory())).app().unwrap();
    let screen = Arc::new(Mutex::new(vt100::Parser::new(24, 80, 0)));
    let (keys, events) = mpsc::channel(8);
    let (_teller, signals) = mpsc::channel(1);
    let output = Box::new(Slow(Arc::clone(&screen)));
    let contents = || screen.lock().unwrap().screen().contents();
    let options = SessionOptions { theme: Some("mono".to_owned()), ..SessionOptions::default() };
    let config = testing::open_session(&app, &testing::origin(), &options);
    let mut link = Link { size: (80, 24), events: events.into(), signals, output };
    let watched = async {
        keys.send(Input::Bytes(Zeroizing::new(b"1\t16E\x12".to_vec()))).await.unwrap();
        sleep(2 * FRAME + FRAME / 2).await;
        assert!(contents().contains("16E"), "{}", contents());
        sleep(FRAME).await;
        assert!(contents().contains("•••") && !contents().contains("16E"), "{}", contents());
    };
    tokio::select! {
        _ = session::run(&app, config, &mut link) => panic!("the session is over"),
        () = watched => {}
    }
}
