#!/usr/bin/env bash
# The device and the server of this folder talk to aiocoap, a CoAP library that nobody here wrote. Needs Python 3;
# installs aiocoap and cbor2, at fixed versions, beside what cargo builds.
set -euo pipefail
cd "$(dirname "$0")/../../.."
cargo build --quiet --package lwm2m-talk --bins
python=target/interop/bin/python
if ! "$python" -c 'import aiocoap, cbor2' 2>/dev/null; then
    python3 -m venv target/interop
    "$python" -m pip install --quiet --disable-pip-version-check aiocoap==0.4.14 cbor2==6.2.1
fi
timeout 120 "$python" examples/talk/interop/device.py target/debug/device
timeout 120 "$python" examples/talk/interop/server.py target/debug/server
