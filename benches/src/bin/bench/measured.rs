//! What a run has measured, and what is to be found fault with.

use lwm2m_benches::peer::{self, Peer};
use lwm2m_benches::rows::{self, Counts, Row, copies};
use lwm2m_benches::sizes;
use serde_json::{Map, Value, json};

use crate::Trouble;
use crate::baseline::Baseline;
use crate::counts::Counted;
use crate::times::{Time, Timed};
use crate::tools::Tools;

/// Everything that a run has measured.
pub(crate) struct Measured {
    pub(crate) tools: Tools,
    pub(crate) rows: Vec<MeasuredRow>,
    /// Large Opaques: the floor is a copy, and all that counts is time.
    pub(crate) copies: Vec<(&'static Row, Option<Times>)>,
}

/// One row.
pub(crate) struct MeasuredRow {
    pub(crate) row: &'static Row,
    pub(crate) counts: Counts,
    pub(crate) allocations: u64,
    pub(crate) times: Option<Times>,
    pub(crate) peers: Vec<MeasuredPeer>,
}

/// One crate in a row.
pub(crate) struct MeasuredPeer {
    pub(crate) peer: &'static Peer,
    pub(crate) instructions: u64,
    pub(crate) time: Option<Time>,
}

/// Nanoseconds of a row.
#[derive(Clone, Copy)]
pub(crate) struct Times {
    pub(crate) codec: Time,
    pub(crate) floor: Time,
}

/// How many more instructions than in the baseline a row may need.
pub(crate) const TOLERANCE: f64 = 1.03;

impl Measured {
    /// Counts instructions and allocations.
    pub(crate) fn count(tools: Tools) -> Result<Self, Trouble> {
        let counted = Counted::run()?;
        let rows = rows::all().enumerate().map(|(index, row)| {
            let of = |side| counted.of(side, index, row.name);
            let counts = Counts { codec: of("codec")?, floor: of("floor")? };
            let peers = peer::ALL.iter().enumerate().filter(|(_, peer)| peer.row == row.name);
            let peers = peers.map(|(index, peer)| {
                let instructions = counted.of("peer", index, peer.row)?;
                Ok(MeasuredPeer { peer, instructions, time: None })
            });
            let peers = peers.collect::<Result<_, Trouble>>()?;
            Ok(MeasuredRow { row, counts, allocations: allocations(row), times: None, peers })
        });
        let rows = rows.collect::<Result<_, Trouble>>()?;
        Ok(Self { tools, rows, copies: copies::ROWS.iter().map(|row| (row, None)).collect() })
    }

    /// Takes the times, too.
    pub(crate) fn time(&mut self) -> Result<(), Trouble> {
        let timed = Timed::run()?;
        let both = |row: &Row| -> Result<_, Trouble> {
            let (codec, floor) = (timed.of(row.name, "codec")?, timed.of(row.name, "floor")?);
            Ok(Some(Times { codec, floor }))
        };
        for measured in &mut self.rows {
            measured.times = both(measured.row)?;
            for peer in &mut measured.peers {
                peer.time = Some(timed.of(measured.row.name, peer.peer.name)?);
            }
        }
        for (row, times) in &mut self.copies {
            *times = both(row)?;
        }
        Ok(())
    }

    /// Keeps the times of the baseline, where none were taken.
    pub(crate) fn keep_times(&mut self, before: Option<&Baseline>) {
        let Some(before) = before else { return };
        for measured in &mut self.rows {
            measured.times = before.times(measured.row.name);
            for peer in &mut measured.peers {
                peer.time = before.peer_time(measured.row.name, peer.peer.name);
            }
        }
        for (row, times) in &mut self.copies {
            *times = before.times(row.name);
        }
        self.tools.machine = before.tools.machine.clone();
    }

    /// What is wrong, each in a sentence; with a baseline, also against it.
    pub(crate) fn findings(&self, baseline: Option<&Baseline>) -> Vec<String> {
        let mut findings = Vec::new();
        for MeasuredRow { row, counts, allocations, .. } in &self.rows {
            if !row.has_floor(*counts) {
                findings.push(format!("{}: not a floor", row.name));
            }
            if *allocations > 0 {
                findings.push(format!("{}: {allocations} allocations", row.name));
            }
        }
        for size in sizes::all() {
            if size.bytes() > sizes::MOST {
                findings.push(format!("{}: {} bytes beside a block", size.format, size.bytes()));
            }
        }
        let Some(baseline) = baseline else { return findings };
        for measured in &self.rows {
            match measured.change(baseline) {
                None => {
                    findings.push(format!("{}: no baseline; --save makes one", measured.row.name))
                }
                Some(change) if change > TOLERANCE && baseline.tools.count_as(&self.tools) => {
                    let more = (change - 1.0) * 100.0;
                    findings.push(format!("{}: {more:.1} % more instructions", measured.row.name));
                }
                Some(_) => {}
            }
        }
        let is_gone = |name: &&str| !self.rows.iter().any(|measured| measured.row.name == *name);
        let gone = baseline.names().filter(is_gone);
        findings.extend(gone.map(|name| format!("{name}: in the baseline, but not measured")));
        findings
    }

    /// The baseline that this run is.
    pub(crate) fn to_json(&self) -> Value {
        let Tools { rustc, valgrind, machine } = &self.tools;
        let copies = self.copies.iter().map(|(row, times)| {
            let mut copy = json!({ "row": row.name, "must": row.must });
            with_times(&mut copy, *times);
            copy
        });
        let sizes = sizes::all()
            .map(|s| json!({ "format": s.format, "writer": s.writer, "output": s.output }));
        json!({
            "rustc": rustc,
            "valgrind": valgrind,
            "machine": machine,
            "rows": self.rows.iter().map(MeasuredRow::to_json).collect::<Vec<_>>(),
            "copies": copies.collect::<Vec<_>>(),
            "sizes": sizes.collect::<Vec<_>>(),
        })
    }

    /// The same with what was found.
    pub(crate) fn json(&self, findings: &[String]) -> Value {
        let mut json = self.to_json();
        if let Value::Object(members) = &mut json {
            members.insert("findings".into(), json!(findings));
        }
        json
    }
}

impl MeasuredRow {
    /// The codec's instructions as a multiple of those in the baseline.
    pub(crate) fn change(&self, baseline: &Baseline) -> Option<f64> {
        let before = baseline.instructions(self.row.name)?;
        Some(Counts { codec: self.counts.codec, floor: before }.ratio())
    }

    fn to_json(&self) -> Value {
        let Self { row, counts, allocations, times, peers } = self;
        let mut json = json!({
            "row": row.name,
            "ours": counts.codec,
            "floor": counts.floor,
            "recorded_floor": row.recorded_floor,
            "must": row.must,
            "allocations": allocations,
        });
        with_times(&mut json, *times);
        let peers: Vec<_> = peers.iter().map(MeasuredPeer::to_json).collect();
        if let Value::Object(members) = &mut json
            && !peers.is_empty()
        {
            members.insert("peers".into(), peers.into());
        }
        json
    }
}

impl MeasuredPeer {
    fn to_json(&self) -> Value {
        let mut json = json!({ "crate": self.peer.name, "instructions": self.instructions });
        if let (Value::Object(members), Some(time)) = (&mut json, self.time) {
            insert_time(members, "ns", time);
        }
        json
    }
}

fn with_times(json: &mut Value, times: Option<Times>) {
    if let (Value::Object(members), Some(times)) = (json, times) {
        insert_time(members, "ns", times.codec);
        insert_time(members, "floor_ns", times.floor);
    }
}

/// Three digits of a time are more than it has.
fn insert_time(members: &mut Map<String, Value>, key: &str, time: Time) {
    let tenth = |number: f64| (number * 10.0).round() / 10.0;
    members.insert(key.into(), json!(tenth(time.median)));
    members.insert(format!("{key}_spread"), json!((time.spread * 100.0).round() / 100.0));
}

/// How often one call of the codec allocates.
fn allocations(row: &Row) -> u64 {
    let mut codec = (row.codec)();
    allocation_counter::measure(|| {
        codec();
    })
    .count_total
}
