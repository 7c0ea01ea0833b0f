//! Queries: parameters with an `&` between them. LwM2M Core 1.2.2, 6.2.1, 6.2.2, 6.4.1 and 7.3.2.

use super::{Raw, Role, Walk, Walked};

/// Takes a query apart.
pub(crate) fn walk(walk: &mut Walk<'_>) -> Walked {
    if walk.peek() == Some(b'?') {
        walk.take(1, Role::Separator, "question mark")?;
    }
    if walk.is_done() {
        return Ok(());
    }
    loop {
        walk.begin();
        let rest = walk.rest();
        let length = rest.iter().position(|octet| *octet == b'&').unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or_default();
        let text = String::from_utf8_lossy(text).into_owned();
        if text.is_empty() {
            return walk.refuse(usize::from(!walk.is_done()), "a parameter");
        }
        match text.split_once('=') {
            Some((name, value)) => {
                walk.take(name.len() + 1, Role::Label, meaning(name))?;
                walk.depth = 1;
                let shown = format!("{value:?}");
                let left = length.saturating_sub(name.len() + 1);
                walk.take(left, Role::Value, shown)?;
                walk.depth = 0;
            }
            None => drop(walk.take(length, Role::Label, meaning(&text))?),
        }
        walk.item(None, Raw::Text(text));
        if walk.peek() != Some(b'&') {
            return Ok(());
        }
        walk.take(1, Role::Separator, "ampersand")?;
    }
}

/// What LwM2M means by a parameter of a query.
fn meaning(name: &str) -> String {
    let meaning = match name {
        "ep" => "endpoint client name",
        "lwm2m" => "LwM2M release",
        "b" => "binding",
        "Q" => "queue mode",
        "sms" => "telephone number",
        "pid" => "profile ids",
        "pct" => "preferred content format",
        "depth" => "how far a Discover goes",
        // In a registration; as an attribute it is a threshold.
        "lt" => "lifetime in seconds, or less than",
        other => match attribute(other) {
            Some(meaning) => meaning,
            None => return format!("{other}, a parameter that LwM2M does not have"),
        },
    };
    format!("{name}, {meaning}")
}

/// What a notification attribute is. LwM2M Core 1.2.2, table 7.3.2-1.
pub(crate) fn attribute(name: &str) -> Option<&'static str> {
    Some(match name {
        "pmin" => "minimum period in seconds",
        "pmax" => "maximum period in seconds",
        "epmin" => "minimum evaluation period in seconds",
        "epmax" => "maximum evaluation period in seconds",
        "gt" => "greater than",
        "lt" => "less than",
        "st" => "step",
        "edge" => "edge of a Boolean",
        "con" => "confirmable notifications",
        "hqmax" => "maximum historical queue",
        _ => return None,
    })
}
