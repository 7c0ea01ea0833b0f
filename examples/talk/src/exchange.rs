//! Requests that wait for their responses, and notifications for their acknowledgements.
//! RFC 7252, 4.2 (retransmission), 5.2 (separate responses); RFC 7959.

use core::net::SocketAddr;
use core::time::Duration;
use std::time::Instant;

use coap_lite::{MessageClass, MessageType, Packet};

use crate::Result;
use crate::blocks::{self, Part};

/// How long the first acknowledgement is waited for; each further one twice as long (RFC 7252, 4.8).
const ACK_TIMEOUT: Duration = Duration::from_secs(2);
const MAX_RETRANSMIT: u32 = 4;

/// What was sent, confirmable, and is not done.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) to: SocketAddr,
    /// The token by which the caller knows it; later blocks have others.
    pub(crate) token: Vec<u8>,
    packet: Packet,
    /// The whole payload, and the block of it that is on its way.
    whole: Vec<u8>,
    part: Part,
    /// What has come of a long response.
    response: Option<Packet>,
    wait: Duration,
    pub(crate) due: Instant,
    sent: u32,
}

/// What a message means to an exchange.
pub(crate) enum Progress {
    /// Nothing.
    None,
    /// It goes on; there is nothing to be sent before it is due.
    Waits,
    /// The next block is to be sent.
    Next,
    /// It is done; of a request with a response.
    Done(Option<Packet>),
}

impl Exchange {
    /// A request, or a notification, which waits for no more than an acknowledgement.
    pub(crate) fn new(to: SocketAddr, mut packet: Packet) -> Result<Self> {
        packet.header.set_type(MessageType::Confirmable);
        let request = matches!(packet.header.code, MessageClass::Request(_));
        let whole = if request { core::mem::take(&mut packet.payload) } else { Vec::new() };
        let part = Part::first(&whole);
        if request {
            part.attach(&whole, &mut packet)?;
        }
        let token = packet.get_token().to_vec();
        let (wait, due) = (ACK_TIMEOUT, Instant::now());
        Ok(Self { to, token, packet, whole, part, response: None, wait, due, sent: 0 })
    }

    /// The message that is to be sent, again or for the first time; `None` where it was sent often enough.
    pub(crate) fn send(&mut self) -> Option<&Packet> {
        if self.sent > MAX_RETRANSMIT {
            return None;
        }
        self.due = Instant::now() + self.wait;
        self.wait *= 2;
        self.sent += 1;
        Some(&self.packet)
    }

    /// The next block takes a message id and a token of its own.
    pub(crate) fn renew(&mut self, message_id: u16, token: Vec<u8>) {
        self.packet.header.message_id = message_id;
        self.packet.set_token(token);
        (self.wait, self.sent) = (ACK_TIMEOUT, 0);
    }

    /// What a message means to it.
    pub(crate) fn take(&mut self, from: SocketAddr, reply: &Packet) -> Result<Progress> {
        let header = &reply.header;
        let kind = header.get_type();
        let same_id = matches!(kind, MessageType::Acknowledgement | MessageType::Reset)
            && header.message_id == self.packet.header.message_id;
        let response = matches!(header.code, MessageClass::Response(_))
            && reply.get_token() == self.packet.get_token();
        let request = matches!(self.packet.header.code, MessageClass::Request(_));
        if from != self.to || !(same_id || response && request) {
            return Ok(Progress::None);
        }
        if kind == MessageType::Reset || !request {
            return Ok(Progress::Done(None));
        }
        if !response {
            // An empty acknowledgement: the response comes by itself.
            (self.due, self.sent) = (Instant::now() + ACK_TIMEOUT * 16, MAX_RETRANSMIT + 1);
            return Ok(Progress::Waits);
        }
        if let (Some(next), true) = (self.part.following(&self.whole), blocks::goes_on(reply)) {
            self.part = next;
            next.attach(&self.whole, &mut self.packet)?;
            return Ok(Progress::Next);
        }
        let response = match self.response.take() {
            None => reply.clone(),
            Some(mut response) => {
                blocks::append(&mut response, reply)?;
                response
            }
        };
        match blocks::missing(&response)? {
            Some(block) => {
                blocks::ask_for(block, &mut self.packet);
                self.response = Some(response);
                Ok(Progress::Next)
            }
            None => Ok(Progress::Done(Some(response))),
        }
    }
}
