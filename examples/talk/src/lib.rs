//! What the three programs share: CoAP over UDP, as far as LwM2M needs it. Knows no Object and no operation.
//! One socket and one thread: nothing blocks, so two that ask each other at the same time both get their answers.
//! RFC 7252, 4 (messages); RFC 7959 (blocks).
#![forbid(unsafe_code)]
#![allow(clippy::std_instead_of_alloc, reason = "a program has the standard library")]

mod blocks;
mod exchange;

use core::error;
use core::net::SocketAddr;
use core::time::Duration;
use std::collections::VecDeque;
use std::io::ErrorKind;
use std::net::{ToSocketAddrs, UdpSocket};
use std::time::Instant;

use coap_lite::{MessageClass, MessageType, Packet};
use lwm2m_codec::binding::coap;
use lwm2m_codec::binding::uri::ServerUri;
use lwm2m_codec::message::{Request, Response};

use self::blocks::Uploads;
use self::exchange::{Exchange, Progress};

/// Whatever goes wrong ends an example.
pub type Result<T> = core::result::Result<T, Box<dyn error::Error>>;

/// One end of CoAP.
#[derive(Debug)]
pub struct Endpoint {
    socket: UdpSocket,
    message_id: u16,
    token: u32,
    /// What waits for a response or an acknowledgement.
    exchanges: Vec<Exchange>,
    /// What was answered last, for requests that come again.
    answered: VecDeque<(SocketAddr, u16, Vec<u8>)>,
    uploads: Uploads,
}

/// What happens at one end.
#[derive(Debug)]
pub enum Event {
    /// A request, which wants an answer; the payload is whole.
    Request(Incoming),
    /// The whole response to what was asked with this token.
    Response(Vec<u8>, Incoming),
    /// Nobody answers what was asked with this token, or not with a response.
    Silence(Vec<u8>),
    /// A notification; its token is that of the Observe.
    Notification(Incoming),
    /// Somebody does not want the message with this id: of a notification the end of its observation.
    Reset(SocketAddr, u16),
}

/// A message that has come.
#[derive(Debug)]
pub struct Incoming {
    /// Who has sent it.
    pub from: SocketAddr,
    /// The message.
    pub packet: Packet,
}

impl Incoming {
    /// The token.
    #[must_use]
    pub fn token(&self) -> &[u8] {
        self.packet.get_token()
    }
}

/// How many answers are kept for requests that come again.
const ANSWERS: usize = 16;

impl Endpoint {
    /// Opens a socket; port 0 is any that is free.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn bind(address: &str) -> Result<Self> {
        let socket = UdpSocket::bind(address)?;
        let seed = socket.local_addr()?.port();
        Ok(Self {
            socket,
            message_id: seed,
            token: u32::from(seed) << 8,
            exchanges: Vec::new(),
            answered: VecDeque::new(),
            uploads: Uploads::default(),
        })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.socket.local_addr()?)
    }

    /// Asks, in blocks where the payload is long; the token of the [`Event::Response`] to come, and of the
    /// notifications that follow an Observe.
    ///
    /// # Errors
    /// Those of the socket; a request that has no form in CoAP.
    pub fn ask(&mut self, to: SocketAddr, request: &Request<'_>) -> Result<Vec<u8>> {
        let mut packet = Packet::new();
        coap::write_request(request, &[], &mut packet)?;
        packet.header.message_id = self.next_id();
        let token = self.next_token();
        packet.set_token(token.clone());
        self.begin(Exchange::new(to, packet)?)?;
        Ok(token)
    }

    /// Answers a request, with the block of the payload that it asks for.
    ///
    /// # Errors
    /// Those of the socket; a response that has no form in CoAP.
    pub fn answer(&mut self, request: &Incoming, response: &Response<'_>) -> Result<()> {
        let mut packet = Packet::new();
        coap::write_response(response, &[], &mut packet)?;
        blocks::cut(&request.packet, &mut packet)?;
        packet.set_token(request.token().to_vec());
        self.reply(request, packet)
    }

    /// Sends a notification; its message id, by which an [`Event::Reset`] names it.
    ///
    /// A long one is cut to its first block: the server reads the rest.
    ///
    /// # Errors
    /// Those of the socket; a response that has no form in CoAP.
    pub fn notify(
        &mut self,
        to: SocketAddr,
        token: &[u8],
        response: &Response<'_>,
        confirmable: bool,
    ) -> Result<u16> {
        let mut packet = Packet::new();
        coap::write_response(response, &[], &mut packet)?;
        blocks::cut(&Packet::new(), &mut packet)?;
        packet.set_token(token.to_vec());
        let id = self.next_id();
        packet.header.message_id = id;
        if confirmable {
            self.begin(Exchange::new(to, packet)?)?;
        } else {
            packet.header.set_type(MessageType::NonConfirmable);
            self.send(to, &packet)?;
        }
        Ok(id)
    }

    /// What happens next; `None` where nothing does in this time.
    ///
    /// # Errors
    /// Those of the socket.
    pub fn next(&mut self, wait: Duration) -> Result<Option<Event>> {
        let end = Instant::now() + wait;
        loop {
            if let Some(silence) = self.send_again()? {
                return Ok(Some(silence));
            }
            let due = self.exchanges.iter().map(|exchange| exchange.due);
            let until = due.chain([end]).min().unwrap_or(end);
            let rest = until.saturating_duration_since(Instant::now());
            if let Some(message) = self.receive(rest)?
                && let Some(event) = self.take(message)?
            {
                return Ok(Some(event));
            }
            if Instant::now() >= end {
                return Ok(None);
            }
        }
    }

    fn begin(&mut self, mut exchange: Exchange) -> Result<()> {
        if let Some(packet) = exchange.send() {
            self.socket.send_to(&packet.to_bytes()?, exchange.to)?;
        }
        self.exchanges.push(exchange);
        Ok(())
    }

    /// Sends again what nobody has answered in time, until that is hopeless.
    fn send_again(&mut self) -> Result<Option<Event>> {
        let now = Instant::now();
        while let Some(place) = self.exchanges.iter().position(|exchange| exchange.due <= now) {
            let mut exchange = self.exchanges.swap_remove(place);
            match exchange.send() {
                Some(packet) => {
                    self.socket.send_to(&packet.to_bytes()?, exchange.to)?;
                    self.exchanges.push(exchange);
                }
                None => return Ok(Some(Event::Silence(exchange.token))),
            }
        }
        Ok(None)
    }

    /// What a message means, if anything.
    fn take(&mut self, message: Incoming) -> Result<Option<Event>> {
        let (code, kind) = (message.packet.header.code, message.packet.header.get_type());
        let id = message.packet.header.message_id;
        if matches!(code, MessageClass::Request(_)) {
            return self.requested(message);
        }
        if kind == MessageType::Confirmable {
            // What is no response is a ping, which is answered with a reset (RFC 7252, 4.3).
            let response = matches!(code, MessageClass::Response(_));
            let kind = if response { MessageType::Acknowledgement } else { MessageType::Reset };
            let mut packet = Packet::new();
            packet.header.set_type(kind);
            packet.header.code = MessageClass::Empty;
            packet.header.message_id = id;
            self.send(message.from, &packet)?;
        }
        for place in 0..self.exchanges.len() {
            let Some(exchange) = self.exchanges.get_mut(place) else { break };
            match exchange.take(message.from, &message.packet)? {
                Progress::None => continue,
                Progress::Waits => return Ok(None),
                Progress::Next => {
                    let mut exchange = self.exchanges.swap_remove(place);
                    let token = self.next_token();
                    exchange.renew(self.next_id(), token);
                    self.begin(exchange)?;
                    return Ok(None);
                }
                Progress::Done(response) => {
                    let exchange = self.exchanges.swap_remove(place);
                    let from = message.from;
                    return Ok(match response {
                        Some(packet) => {
                            Some(Event::Response(exchange.token, Incoming { from, packet }))
                        }
                        None if kind == MessageType::Reset => Some(Event::Reset(from, id)),
                        None => None,
                    });
                }
            }
        }
        Ok(match (code, kind) {
            (MessageClass::Response(_), _) => Some(Event::Notification(message)),
            (MessageClass::Empty, MessageType::Reset) => Some(Event::Reset(message.from, id)),
            _ => None,
        })
    }

    /// A request: once, and whole.
    fn requested(&mut self, message: Incoming) -> Result<Option<Event>> {
        let id = message.packet.header.message_id;
        let mut known = self.answered.iter();
        if let Some((from, _, reply)) = known.find(|it| (it.0, it.1) == (message.from, id)) {
            self.socket.send_to(reply, from)?;
            return Ok(None);
        }
        let (message, reply) = self.uploads.collect(message)?;
        if let Some(reply) = reply {
            self.reply(&message, reply)?;
            return Ok(None);
        }
        Ok(Some(Event::Request(message)))
    }

    /// Sends what answers a request, and keeps it for a request that comes again.
    fn reply(&mut self, request: &Incoming, mut packet: Packet) -> Result<()> {
        let header = &request.packet.header;
        if header.get_type() == MessageType::Confirmable {
            packet.header.set_type(MessageType::Acknowledgement);
            packet.header.message_id = header.message_id;
        } else {
            packet.header.set_type(MessageType::NonConfirmable);
            packet.header.message_id = self.next_id();
        }
        let bytes = packet.to_bytes()?;
        self.socket.send_to(&bytes, request.from)?;
        if self.answered.len() == ANSWERS {
            self.answered.pop_front();
        }
        self.answered.push_back((request.from, header.message_id, bytes));
        Ok(())
    }

    fn send(&self, to: SocketAddr, packet: &Packet) -> Result<()> {
        self.socket.send_to(&packet.to_bytes()?, to)?;
        Ok(())
    }

    /// A datagram that is a message; `None` where the time is over, and for other datagrams.
    fn receive(&self, wait: Duration) -> Result<Option<Incoming>> {
        let mut datagram = [0; 2048];
        self.socket.set_read_timeout(Some(wait.max(Duration::from_millis(1))))?;
        match self.socket.recv_from(&mut datagram) {
            Ok((length, from)) => {
                let packet = datagram.get(..length).and_then(|it| Packet::from_bytes(it).ok());
                Ok(packet.map(|packet| Incoming { from, packet }))
            }
            // Some systems tell here that an earlier datagram found nobody.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::ConnectionReset | ErrorKind::WouldBlock | ErrorKind::TimedOut
                ) =>
            {
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    const fn next_id(&mut self) -> u16 {
        self.message_id = self.message_id.wrapping_add(1);
        self.message_id
    }

    fn next_token(&mut self) -> Vec<u8> {
        self.token = self.token.wrapping_add(1);
        self.token.to_be_bytes().to_vec()
    }
}

/// The address behind `coap://host:port`.
///
/// # Errors
/// The text is no such URI, or the host has no address.
pub fn resolve(uri: &str) -> Result<SocketAddr> {
    let parsed = ServerUri::parse(uri)?;
    let port = parsed.port_or_default().ok_or("a port")?;
    let mut addresses = (parsed.host, port).to_socket_addrs()?;
    addresses.next().ok_or_else(|| format!("{uri} has no address").into())
}

/// The value behind a name on the command line: `--server coap://127.0.0.1`.
#[must_use]
pub fn argument(name: &str) -> Option<String> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)
}
