//! The keyboard of the local terminal.

use std::io;
use std::os::fd::OwnedFd;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::thread;
use std::time::Duration;

use rustix::io::Errno;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::unix::pipe::Receiver;
use tokio::sync::mpsc;
use zeroize::{Zeroize, Zeroizing};

use super::super::link::{Input, InputStream};
use super::super::restorer::Restorer;

const CHUNK: usize = 4096;
/// Between two reads of an inherited descriptor that another program made non-blocking.
const RETRY: Duration = Duration::from_millis(20);

/// The keys of a terminal, and the events that `receiver` brings besides. Keys come from `own`, a non-blocking
/// descriptor that the session's thread reads, else from the inherited one, which a thread reads until the process ends.
/// An idle keyboard costs nothing.
pub(super) fn events(
    own: Option<OwnedFd>,
    terminal: &Arc<Restorer>,
    sender: mpsc::Sender<Input>,
    mut receiver: mpsc::Receiver<Input>,
) -> io::Result<InputStream> {
    // The type of tokio that waits for a descriptor without unsafe code; all it needs is a non-blocking one.
    let Some(Ok(own)) = own.map(Receiver::from_owned_fd_unchecked) else {
        let terminal = Arc::clone(terminal);
        let reader = move || read_blocking(&terminal, &sender);
        thread::Builder::new().name("tty-reader".to_owned()).spawn(reader)?;
        return Ok(receiver.into());
    };
    let mut keyboard = NonBlockingInput { terminal: own, buffer: Zeroizing::new([0; CHUNK]) };
    Ok(InputStream::of(move |context| match receiver.poll_recv(context) {
        Poll::Ready(Some(input)) => Poll::Ready(Some(input)),
        // Keys still come after the last sender is gone.
        Poll::Ready(None) | Poll::Pending => keyboard.poll(context).map(Some),
    }))
}

struct NonBlockingInput {
    terminal: Receiver,
    buffer: Zeroizing<[u8; CHUNK]>,
}

impl NonBlockingInput {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Input> {
        loop {
            let mut room = ReadBuf::new(self.buffer.as_mut_slice());
            let read = ready!(Pin::new(&mut self.terminal).poll_read(context, &mut room));
            let length = room.filled().len();
            if let Some(input) = input(read.map(|()| length).map_err(|fault| fault.kind()), &mut self.buffer)
            {
                return Poll::Ready(input);
            }
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

/// The input of one read, whose bytes are wiped from the buffer; `None` when the read is to be tried again.
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
