#!/usr/bin/env bash
# Builds the firmware for bare Cortex-M targets, runs it under QEMU and prints the size of its code: whole, without
# any format, and with one format at a time. Exits with non-zero where a build or a run fails.
#
# core is built from source, so the compiler and the source must be the same version: Debian's rustc-web and
# rust-web-src. They are installed only where they are absent.
set -euo pipefail
cd "$(dirname "$0")"

install_absent() {
    local absent=()
    for package in "$@"; do
        dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null \
            | grep -q '^installed$' || absent+=("$package")
    done
    if ((${#absent[@]})); then
        apt-get update --quiet=2
        DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes \
            --no-install-recommends "${absent[@]}"
    fi
}

# build TARGET FEATURES...: builds with these formats, into the target's folder.
build() {
    local target=$1 linker_key
    shift
    linker_key=CARGO_TARGET_$(tr 'a-z-' 'A-Z_' <<<"$target")_LINKER
    env RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS='-C link-arg=-Tlink.x' \
        "$linker_key=$linker" \
        cargo build --quiet --release -Zbuild-std=core --target "$target" \
        --no-default-features --features "$*"
}

# section TARGET SECTION: its size in bytes.
section() {
    size --format=sysv "target/$1/release/lwm2m-firmware" | awk -v name="$2" '$1 == name { print $2 }'
}

# weigh TARGET FEATURES...: builds, and prints what these formats add to the firmware without any.
weigh() {
    local target=$1
    shift
    build "$target" "$@"
    printf '%-22s %-32s %6d bytes of .text more, %6d of .rodata\n' "$target" "$*" \
        $(($(section "$target" .text) - base_text)) $(($(section "$target" .rodata) - base_rodata))
}

run() {
    local target=$1 machine=$2 base_text base_rodata
    build "$target" ""
    base_text=$(section "$target" .text)
    base_rodata=$(section "$target" .rodata)
    printf '%-22s %-32s %6d bytes of .text,      %6d of .rodata\n' \
        "$target" "no format" "$base_text" "$base_rodata"
    weigh "$target" tlv
    weigh "$target" senml-cbor
    weigh "$target" lwm2m-cbor
    weigh "$target" tlv senml-cbor lwm2m-cbor
    timeout 60 qemu-system-arm -machine "$machine" -nographic \
        -semihosting-config enable=on,target=native \
        -kernel "target/$target/release/lwm2m-firmware"
    printf '%-22s the run was right\n' "$target"
}

install_absent rustc-web rust-web-src qemu-system-arm binutils
# rust-lld comes with the compiler that builds the rest of the project.
linker=$(rustc --print sysroot)/lib/rustlib/$(rustc --version --verbose | sed -n 's/^host: //p')/bin/rust-lld
run thumbv7em-none-eabi mps2-an386
run thumbv6m-none-eabi mps2-an385
