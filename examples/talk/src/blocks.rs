//! Long payloads in blocks, both ways. RFC 7959: Block1 of requests, Block2 of responses.

use core::net::SocketAddr;
use std::collections::HashMap;

use coap_lite::{CoapOption, MessageClass, Packet, ResponseType};
use lwm2m_codec::binding::coap::Block;

use crate::{Incoming, Result};

/// The largest block there is.
const SIZE: usize = 1024;

/// No upload may grow beyond this.
const LARGEST: usize = 1 << 20;

/// One block of a request's payload.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    number: u32,
    more: bool,
    single: bool,
}

impl Part {
    pub(crate) const fn first(whole: &[u8]) -> Self {
        let single = whole.len() <= SIZE;
        Self { number: 0, more: !single, single }
    }

    /// The block behind this one.
    pub(crate) fn following(self, whole: &[u8]) -> Option<Self> {
        let number = self.number + 1;
        let rest = whole.chunks(SIZE).count().checked_sub(usize::try_from(number).ok()?)?;
        (self.more && rest > 0).then_some(Self { number, more: rest > 1, single: false })
    }

    /// Puts it into a request.
    pub(crate) fn attach(self, whole: &[u8], packet: &mut Packet) -> Result<()> {
        let place = usize::try_from(self.number)?;
        packet.payload = whole.chunks(SIZE).nth(place).unwrap_or_default().to_vec();
        if !self.single {
            let block = Block::new(self.number, self.more, SIZE)?;
            set(packet, CoapOption::Block1, block);
        }
        Ok(())
    }
}

/// Whether the response to a block asks for the next one.
pub(crate) fn goes_on(response: &Packet) -> bool {
    response.header.code == MessageClass::Response(ResponseType::Continue)
}

/// The block of a response that is still to be asked for.
pub(crate) fn missing(response: &Packet) -> Result<Option<Block>> {
    let Some(block) = read(response, CoapOption::Block2)? else { return Ok(None) };
    if !block.more() {
        return Ok(None);
    }
    Ok(Some(Block::new(block.number() + 1, false, block.size())?))
}

/// Makes a request one for another block of the same response.
pub(crate) fn ask_for(block: Block, packet: &mut Packet) {
    packet.clear_option(CoapOption::Observe);
    packet.clear_option(CoapOption::Block1);
    set(packet, CoapOption::Block2, block);
}

/// Joins a response with its next block.
pub(crate) fn append(response: &mut Packet, next: &Packet) -> Result<()> {
    let block = read(next, CoapOption::Block2)?.ok_or("expected a block, found none")?;
    if block.offset() != response.payload.len() || response.payload.len() > LARGEST {
        return Err("expected the next block, found another".into());
    }
    response.payload.extend(&next.payload);
    set(response, CoapOption::Block2, block);
    Ok(())
}

/// Cuts a response to the block that is asked for; short ones stay whole. The last block of a request is confirmed.
pub(crate) fn cut(request: &Packet, response: &mut Packet) -> Result<()> {
    if let Some(block) = read(request, CoapOption::Block1)? {
        set(response, CoapOption::Block1, block);
    }
    let asked = read(request, CoapOption::Block2)?;
    let size = asked.map_or(SIZE, Block::size).min(SIZE);
    if asked.is_none() && response.payload.len() <= SIZE {
        return Ok(());
    }
    let start = asked.map_or(0, Block::offset);
    let end = response.payload.len().min(start + size);
    let more = end < response.payload.len();
    let number = u32::try_from(start / size)?;
    response.payload = response.payload.get(start..end).unwrap_or_default().to_vec();
    set(response, CoapOption::Block2, Block::new(number, more, size)?);
    Ok(())
}

/// Payloads that come in blocks.
#[derive(Debug, Default)]
pub(crate) struct Uploads(HashMap<(SocketAddr, Vec<Vec<u8>>), Vec<u8>>);

impl Uploads {
    /// The request with its whole payload; or what answers a block of it in between.
    pub(crate) fn collect(&mut self, mut message: Incoming) -> Result<(Incoming, Option<Packet>)> {
        let Some(block) = read(&message.packet, CoapOption::Block1)? else {
            return Ok((message, None));
        };
        let path = message.packet.get_option(CoapOption::UriPath);
        let key = (message.from, path.into_iter().flatten().cloned().collect());
        if block.number() == 0 {
            self.0.insert(key.clone(), Vec::new());
        }
        let collected = self.0.entry(key.clone()).or_default();
        let mut reply = Packet::new();
        reply.set_token(message.packet.get_token().to_vec());
        set(&mut reply, CoapOption::Block1, block);
        if block.offset() != collected.len() || collected.len() > LARGEST {
            reply.header.code = MessageClass::Response(ResponseType::RequestEntityIncomplete);
            return Ok((message, Some(reply)));
        }
        collected.append(&mut message.packet.payload);
        if block.more() {
            reply.header.code = MessageClass::Response(ResponseType::Continue);
            return Ok((message, Some(reply)));
        }
        message.packet.payload = self.0.remove(&key).unwrap_or_default();
        Ok((message, None))
    }
}

fn read(packet: &Packet, option: CoapOption) -> Result<Option<Block>> {
    Ok(packet.get_first_option(option).map(|value| Block::read(value)).transpose()?)
}

fn set(packet: &mut Packet, option: CoapOption, block: Block) {
    packet.clear_option(option);
    packet.add_option(option, block.value().as_bytes().to_vec());
}
