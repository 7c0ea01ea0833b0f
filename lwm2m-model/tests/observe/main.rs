//! When notifications are due: a table of what is told when, what always holds, and what is not in either.
//! OBS-01 to OBS-09, OBS-11, OBS-18; D-111 to D-119.

mod always;
mod paths;
mod simulation;
mod table;
