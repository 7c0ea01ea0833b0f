//! Parameters that a transport says under keys of its own, without a query. LwM2M Transport 1.2.2, 8.3.

use super::parameter::Parameter;
use crate::value::Text;

/// What an MQTT message says of a client or of a Discover; only [`binding::mqtt`](crate::binding::mqtt) makes it.
#[derive(Clone, Debug, Default)]
pub struct Keyed<'a> {
    /// In the order of [`NAMES`], each with its byte of the message.
    values: [Option<(usize, Value<'a>)>; NAMES.len()],
}

#[derive(Clone, Copy, Debug)]
enum Value<'a> {
    Text(&'a str),
    Number(u64),
}

impl<'a> Keyed<'a> {
    /// Sets a text.
    pub(crate) fn text(&mut self, name: &str, offset: usize, text: &'a str) {
        self.set(name, offset, Value::Text(text));
    }

    /// Sets a number.
    pub(crate) fn number(&mut self, name: &str, offset: usize, number: u64) {
        self.set(name, offset, Value::Number(number));
    }

    fn set(&mut self, name: &str, offset: usize, value: Value<'a>) {
        let key = NAMES.iter().position(|known| *known == name);
        if let Some(place) = key.and_then(|key| self.values.get_mut(key)) {
            *place = Some((offset, value));
        }
    }

    pub(super) fn parameters(&self) -> KeyedIter<'a> {
        KeyedIter { keyed: self.clone(), next: 0 }
    }
}

/// The parameters that there are, in the order of the names.
#[derive(Clone, Debug)]
pub(super) struct KeyedIter<'a> {
    keyed: Keyed<'a>,
    next: usize,
}

impl<'a> Iterator for KeyedIter<'a> {
    type Item = Parameter<'a>;

    fn next(&mut self) -> Option<Parameter<'a>> {
        loop {
            let name = *NAMES.get(self.next)?;
            let value = self.keyed.values.get(self.next).copied().flatten();
            self.next += 1;
            if let Some((offset, value)) = value {
                let parameter = match value {
                    Value::Text(text) => Parameter::text(Text::new(name), Some(Text::new(text))),
                    Value::Number(number) => Parameter::number(name, number),
                };
                return Some(parameter.at(offset));
            }
        }
    }
}

/// The names of the parameters, as queries have them.
const NAMES: [&str; 9] = ["ep", "pct", "acc", "lt", "lwm2m", "b", "sms", "pid", "depth"];
