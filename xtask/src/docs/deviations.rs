//! The table of the deviations that lenient reading takes, out of the codec's own.

use lwm2m_codec::DeviationKind;

pub(super) fn table() -> Vec<String> {
    let head = ["| deviation | what deviates | decision | own switch |", "|---|---|---|---|"];
    let rows = DeviationKind::ALL.iter().map(|kind| {
        let switch = if kind.has_own_switch() { "yes" } else { "" };
        format!("| `{kind}` | {} | {} | {switch} |", kind.meaning(), kind.decision())
    });
    head.into_iter().map(str::to_string).chain(rows).collect()
}
