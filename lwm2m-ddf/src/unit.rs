//! Units of measure: the symbol that a definition writes, and what is known about it.
//! RFC 8428, 12.1 (primary units), RFC 8798 (more of them, and secondary units), the IANA
//! registry of both, and the one unit that OMA adds to them.

use alloc::string::String;
use core::fmt;

use crate::text::collapse;

/// The unit of a Resource's values.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The symbol as the definition writes it, trimmed: `Cel`, `/100`; empty where there is none.
    pub symbol: String,
    /// What the symbol is.
    pub class: UnitClass,
}

impl Unit {
    /// The unit that `text` names; any text is one, see [`UnitClass::Other`].
    #[must_use]
    pub fn new(text: &str) -> Self {
        let symbol = collapse(text);
        let class = UnitClass::of(&symbol);
        Self { symbol, class }
    }

    /// Whether the definition names no unit.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.class == UnitClass::None
    }

    /// The registered symbol: the one that an alias stands for, else the one that was written.
    #[must_use]
    pub fn registered(&self) -> &str {
        match self.class {
            UnitClass::Alias { of } => of,
            UnitClass::None
            | UnitClass::Oma
            | UnitClass::Other
            | UnitClass::Primary { .. }
            | UnitClass::Secondary { .. } => &self.symbol,
        }
    }
}

impl Default for Unit {
    fn default() -> Self {
        Self { symbol: String::new(), class: UnitClass::None }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.symbol)
    }
}

/// What is known about a unit's symbol.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum UnitClass {
    /// No unit: the symbol is empty.
    None,
    /// A SenML unit (RFC 8428).
    Primary {
        /// False where the registry marks the unit as not to be used by producers.
        recommended: bool,
    },
    /// A secondary unit (RFC 8798): `base = value * scale + offset`.
    Secondary {
        /// The primary unit that values convert to.
        base: &'static str,
        /// The factor.
        scale: f64,
        /// What is added after the multiplication, in the base unit.
        offset: f64,
    },
    /// Added by OMA: `Ws`, the watt second, which is one joule.
    Oma,
    /// Another spelling of a registered unit.
    Alias {
        /// The registered symbol.
        of: &'static str,
    },
    /// A symbol that nobody has registered.
    Other,
}

impl UnitClass {
    /// What `symbol` is; symbols are case-sensitive.
    #[must_use]
    pub fn of(symbol: &str) -> Self {
        if symbol.is_empty() {
            return Self::None;
        }
        if symbol == "Ws" {
            return Self::Oma;
        }
        if let Some(&(_, recommended)) = PRIMARY.iter().find(|(name, _)| *name == symbol) {
            return Self::Primary { recommended };
        }
        if let Some(&(_, base, scale, offset)) = SECONDARY.iter().find(|row| row.0 == symbol) {
            return Self::Secondary { base, scale, offset };
        }
        match ALIASES.iter().find(|(alias, _)| *alias == symbol) {
            Some(&(_, of)) => Self::Alias { of },
            None => Self::Other,
        }
    }
}

impl From<&str> for Unit {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// Primary units, in the registry's order: symbol, and whether its use is recommended.
const PRIMARY: &[(&str, bool)] = &[
    ("m", true),
    ("kg", true),
    ("g", false),
    ("s", true),
    ("A", true),
    ("K", true),
    ("cd", true),
    ("mol", true),
    ("Hz", true),
    ("rad", true),
    ("sr", true),
    ("N", true),
    ("Pa", true),
    ("J", true),
    ("W", true),
    ("C", true),
    ("V", true),
    ("F", true),
    ("Ohm", true),
    ("S", true),
    ("Wb", true),
    ("T", true),
    ("H", true),
    ("Cel", true),
    ("lm", true),
    ("lx", true),
    ("Bq", true),
    ("Gy", true),
    ("Sv", true),
    ("kat", true),
    ("m2", true),
    ("m3", true),
    ("l", false),
    ("m/s", true),
    ("m/s2", true),
    ("m3/s", true),
    ("l/s", false),
    ("W/m2", true),
    ("cd/m2", true),
    ("bit", true),
    ("bit/s", true),
    ("lat", true),
    ("lon", true),
    ("pH", true),
    ("dB", true),
    ("dBW", true),
    ("Bspl", false),
    ("count", true),
    ("/", true),
    ("%", false),
    ("%RH", true),
    ("%EL", true),
    ("EL", true),
    ("1/s", true),
    ("1/min", false),
    ("beat/min", false),
    ("beats", false),
    ("S/m", true),
    // RFC 8798, 2.
    ("B", true),
    ("VA", true),
    ("VAs", true),
    ("var", true),
    ("vars", true),
    ("J/m", true),
    ("kg/m3", true),
    ("deg", false),
    // Registered later.
    ("NTU", true),
];

/// Secondary units, in the registry's order: symbol, base unit, scale, offset.
const SECONDARY: &[(&str, &str, f64, f64)] = &[
    ("ms", "s", 1e-3, 0.0),
    ("min", "s", 60.0, 0.0),
    ("h", "s", 3600.0, 0.0),
    ("MHz", "Hz", 1e6, 0.0),
    ("kW", "W", 1e3, 0.0),
    ("kVA", "VA", 1e3, 0.0),
    ("kvar", "var", 1e3, 0.0),
    ("Ah", "C", 3600.0, 0.0),
    ("Wh", "J", 3600.0, 0.0),
    ("kWh", "J", 3.6e6, 0.0),
    ("varh", "vars", 3600.0, 0.0),
    ("kvarh", "vars", 3.6e6, 0.0),
    ("kVAh", "VAs", 3.6e6, 0.0),
    ("Wh/km", "J/m", 3.6, 0.0),
    ("KiB", "B", 1024.0, 0.0),
    ("GB", "B", 1e9, 0.0),
    ("Mbit/s", "bit/s", 1e6, 0.0),
    ("B/s", "bit/s", 8.0, 0.0),
    ("MB/s", "bit/s", 8e6, 0.0),
    ("mV", "V", 1e-3, 0.0),
    ("mA", "A", 1e-3, 0.0),
    ("dBm", "dBW", 1.0, -30.0),
    ("ug/m3", "kg/m3", 1e-9, 0.0),
    ("mm/h", "m/s", 1.0 / 3.6e6, 0.0),
    ("m/h", "m/s", 1.0 / 3600.0, 0.0),
    ("ppm", "/", 1e-6, 0.0),
    ("/100", "/", 1e-2, 0.0),
    ("/1000", "/", 1e-3, 0.0),
    ("hPa", "Pa", 100.0, 0.0),
    ("mm", "m", 1e-3, 0.0),
    ("cm", "m", 1e-2, 0.0),
    ("km", "m", 1e3, 0.0),
    ("km/h", "m/s", 1.0 / 3.6, 0.0),
    // Registered later.
    ("ppb", "/", 1e-9, 0.0),
    ("ppt", "/", 1e-12, 0.0),
    ("VAh", "VAs", 3600.0, 0.0),
    ("mg/l", "kg/m3", 1e-3, 0.0),
    ("ug/l", "kg/m3", 1e-6, 0.0),
    ("g/l", "kg/m3", 1.0, 0.0),
];

/// Other spellings, and the symbol that each stands for.
const ALIASES: &[(&str, &str)] = &[
    ("KB", "KiB"),
    ("°C", "Cel"),
    ("℃", "Cel"),
    ("degC", "Cel"),
    ("Celsius", "Cel"),
    ("°", "deg"),
    ("Ω", "Ohm"),
    ("ohm", "Ohm"),
    // Written with the micro sign and with the Greek letter.
    ("µg/m3", "ug/m3"),
    ("μg/m3", "ug/m3"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_classed() {
        for (text, expected) in [
            ("", UnitClass::None),
            (" \n", UnitClass::None),
            (" Cel\n", UnitClass::Primary { recommended: true }),
            ("%", UnitClass::Primary { recommended: false }),
            ("dBm", UnitClass::Secondary { base: "dBW", scale: 1.0, offset: -30.0 }),
            ("Ws", UnitClass::Oma),
            ("KB", UnitClass::Alias { of: "KiB" }),
            ("°C", UnitClass::Alias { of: "Cel" }),
            ("cel", UnitClass::Other),
        ] {
            assert_eq!(Unit::new(text).class, expected, "{text:?}");
        }
    }

    #[test]
    fn every_base_is_primary_and_every_alias_is_registered() {
        for (symbol, base, ..) in SECONDARY {
            assert!(matches!(UnitClass::of(base), UnitClass::Primary { .. }), "{symbol}");
        }
        for (alias, of) in ALIASES {
            let class = UnitClass::of(of);
            assert!(!matches!(class, UnitClass::Other | UnitClass::Alias { .. }), "{alias}");
        }
    }
}
