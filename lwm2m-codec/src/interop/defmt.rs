//! Defmt: what a device logs without carrying the text of it. *Requires feature `defmt`.*
//! What is an enumeration derives it where it stands.

use defmt::{Format, Formatter, write};

use crate::error::Error;
use crate::format::ContentFormat;
use crate::id::{ObjectId, ObjectInstanceId, ResourceId, ResourceInstanceId};
use crate::path::Path;
use crate::record::Timestamp;
use crate::value::{CoreLink, ObjectLink, Opaque, Text, WireValue};

/// Implements the trait by one expression.
macro_rules! format {
    ($($type:ty: |$this:ident, $f:ident| $write:expr;)*) => {$(
        impl Format for $type {
            fn format(&self, $f: Formatter<'_>) {
                let $this = self;
                $write;
            }
        }
    )*};
}

format! {
    ObjectId: |this, f| write!(f, "{=u16}", this.get());
    ObjectInstanceId: |this, f| write!(f, "{=u16}", this.get());
    ResourceId: |this, f| write!(f, "{=u16}", this.get());
    ResourceInstanceId: |this, f| write!(f, "{=u16}", this.get());
    ContentFormat: |this, f| write!(f, "{=u16}", this.get());
    Timestamp: |this, f| write!(f, "{=i64} ns", this.nanos());
    ObjectLink: |this, f| write!(f, "{=u16}:{=u16}", this.object, this.instance);
    CoreLink<'_>: |this, f| this.as_text().format(f);
    Text<'_>: |this, f| this.for_each_piece(|piece| write!(f, "{=str}", piece));
    Opaque<'_>: |this, f| this.for_each_piece(|piece| write!(f, "{=[u8]:02x}", piece));
    Path: |this, f| if this.depth() == 0 {
        write!(f, "/");
    } else {
        (0..this.depth()).for_each(|level| match this.id(level) {
            Some(id) => write!(f, "/{=u16}", id),
            None => write!(f, "/*"),
        });
    };
    WireValue<'_>: |this, f| match this.self_typed() {
        Some(value) => value.format(f),
        None => write!(f, "untyped {}", this.opaque().ok()),
    };
    Error: |this, f| match (this.offset(), this.path()) {
        (Some(offset), Some(path)) => {
            write!(f, "{} (byte {=usize}, in {})", this.kind(), offset, path);
        }
        (Some(offset), None) => write!(f, "{} (byte {=usize})", this.kind(), offset),
        (None, Some(path)) => write!(f, "{} (in {})", this.kind(), path),
        (None, None) => write!(f, "{}", this.kind()),
    };
}
