//! From the keyboard to the session.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustix::io::Errno;
use tokio::net::unix::pipe::Receiver;
use tokio::sync::mpsc;
use zeroize::{Zeroize, Zeroizing};

use super::super::line::Input;
use super::super::restorer::Restorer;

/// Bytes of one read.
const CHUNK: usize = 4096;
/// Between two reads of a descriptor that someone made non-blocking.
const RETRY: Duration = Duration::from_millis(20);

/// Reads until the terminal or the session is gone: `own`, which does not block, or else what was inherited, on
/// a thread that ends with the process. Costs nothing while nobody types.
pub(super) fn start(
    own: Option<OwnedFd>,
    terminal: &Arc<Restorer>,
    events: mpsc::Sender<Input>,
) -> io::Result<()> {
    // The safe way of tokio to wait for a descriptor; it asks for no more than that it does not block.
    match own.map(Receiver::from_owned_fd_unchecked) {
        Some(Ok(own)) => {
            tokio::spawn(read(own, events));
        }
        Some(Err(_)) | None => {
            let terminal = Arc::clone(terminal);
            let reader = move || read_blocking(&terminal, &events);
            thread::Builder::new().name("tty-reader".to_owned()).spawn(reader)?;
        }
    }
    Ok(())
}

async fn read(terminal: Receiver, events: mpsc::Sender<Input>) {
    let mut buffer = Zeroizing::new([0; CHUNK]);
    loop {
        let ready = tokio::select! {
            ready = terminal.readable() => ready,
            () = events.closed() => return,
        };
        let read = ready.and_then(|()| terminal.try_read(buffer.as_mut_slice()));
        let Some(input) = input(read.map_err(|fault| fault.kind()), &mut buffer) else { continue };
        let closed = matches!(input, Input::Closed);
        if events.send(input).await.is_err() || closed {
            return;
        }
    }
}

fn read_blocking(terminal: &Restorer, events: &mpsc::Sender<Input>) {
    let mut buffer = Zeroizing::new([0; CHUNK]);
    loop {
        let read = rustix::io::read(terminal.input(), buffer.as_mut_slice());
        if read == Err(Errno::AGAIN) {
            thread::sleep(RETRY);
            continue;
        }
        let Some(input) = input(read.map_err(|errno| errno.kind()), &mut buffer) else { continue };
        let closed = matches!(input, Input::Closed);
        if events.blocking_send(input).is_err() || closed {
            return;
        }
    }
}

/// What one read means, if it means anything; what was read is wiped from the buffer.
fn input(read: Result<usize, io::ErrorKind>, buffer: &mut Zeroizing<[u8; CHUNK]>) -> Option<Input> {
    let input = match read {
        Err(io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => return None,
        Ok(0) | Err(_) => Input::Closed,
        Ok(length) => {
            let bytes = buffer.iter().take(length).copied().collect();
            buffer.iter_mut().take(length).for_each(Zeroize::zeroize);
            Input::Bytes(Zeroizing::new(bytes))
        }
    };
    Some(input)
}
