#!/usr/bin/env bash
# Installs what `cargo xtask bare-metal` needs and is absent, as root. core is built from source, so the compiler and
# the source must be the same version: Debian's rustc-web and rust-web-src.
set -euo pipefail

absent=()
for package in rustc-web rust-web-src qemu-system-arm binutils; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null \
        | grep -q '^installed$' || absent+=("$package")
done
if ((${#absent[@]})); then
    apt-get update --quiet=2
    DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends "${absent[@]}"
fi
