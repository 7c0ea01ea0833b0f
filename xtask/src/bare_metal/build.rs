//! Building the firmware: for a target, a setting, a direction and a set of formats.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::workspace::root;

/// Every format, as the features of the firmware.
pub(super) const FORMATS: &[&str] =
    &["text", "opaque", "cbor", "tlv", "senml-cbor", "lwm2m-cbor", "senml-json", "lwm2m-json"];

/// Those that a device of LwM2M 1.2 without JSON has.
pub(super) const SIX: &[&str] = &["text", "opaque", "cbor", "tlv", "senml-cbor", "lwm2m-cbor"];

/// A bare target and the board that is emulated for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Target {
    pub(super) name: &'static str,
    triple: &'static str,
    pub(super) machine: &'static str,
}

impl Target {
    /// Cortex-M4 without its floating-point unit.
    pub(super) const V7EM: Self =
        Self { name: "thumbv7em", triple: "thumbv7em-none-eabi", machine: "mps2-an386" };
    /// Cortex-M0.
    pub(super) const V6M: Self =
        Self { name: "thumbv6m", triple: "thumbv6m-none-eabi", machine: "mps2-an385" };

    /// The firmware that was built last.
    pub(super) fn firmware(self) -> PathBuf {
        folder().join("target").join(self.triple).join("release/lwm2m-firmware")
    }
}

/// Which setting of the codec.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mode {
    /// Feature `compact`.
    Compact,
    /// Without it.
    Default,
}

impl Mode {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Default => "default",
        }
    }
}

/// What the firmware does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Direction {
    pub(super) name: &'static str,
    features: &'static [&'static str],
}

impl Direction {
    pub(super) const DECODE: Self = Self { name: "decode", features: &["decode"] };
    pub(super) const ENCODE: Self = Self { name: "encode", features: &["encode"] };
    pub(super) const BOTH: Self = Self { name: "both", features: &["decode", "encode"] };
}

pub(super) const EVERY_DIRECTION: [Direction; 3] =
    [Direction::DECODE, Direction::ENCODE, Direction::BOTH];

/// One firmware.
#[derive(Clone, Copy, Debug)]
pub(super) struct Build<'f> {
    pub(super) target: Target,
    pub(super) mode: Mode,
    pub(super) direction: Direction,
    pub(super) formats: &'f [&'f str],
    pub(super) extra: &'f [&'f str],
}

impl Build<'_> {
    /// Builds it for size.
    pub(super) fn run(&self) -> Result<(), Failure> {
        let output = self.command()?.output().map_err(|e| Failure::with("cargo", e))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(Failure::with(format!("the firmware with {:?}", self.features()), said))
    }

    /// Whether it links, at a level of optimization; other trouble than with the one symbol is trouble.
    pub(super) fn links(&self, level: &str, symbol: &str) -> Result<bool, Failure> {
        let mut command = self.command()?;
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level);
        let output = command.output().map_err(|e| Failure::with("cargo", e))?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.success() {
            true => Ok(true),
            false if said.contains(&format!("undefined symbol: {symbol}")) => Ok(false),
            false => Err(Failure::with(format!("the firmware with {:?}", self.features()), said)),
        }
    }

    fn features(&self) -> String {
        let mut features = self.direction.features.to_vec();
        if self.mode == Mode::Compact {
            features.push("compact");
        }
        features.extend(self.formats);
        features.extend(self.extra);
        features.join(",")
    }

    fn command(&self) -> Result<Command, Failure> {
        let triple = self.target.triple;
        let linker = format!("CARGO_TARGET_{}_LINKER", triple.to_uppercase().replace('-', "_"));
        let mut command = Command::new("cargo");
        command
            .current_dir(folder())
            .args(["build", "--quiet", "--locked", "--release", "-Zbuild-std=core"])
            .args(["--target", triple, "--no-default-features", "--features", &self.features()])
            // Debian's compiler is a stable one; building core is not.
            .env("RUSTC", "/usr/bin/rustc")
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-C link-arg=-Tlink.x")
            .env("CARGO_TARGET_DIR", folder().join("target"))
            .env(linker, self::linker()?);
        Ok(command)
    }
}

/// The firmware's folder: a workspace of its own.
pub(super) fn folder() -> PathBuf {
    root().join("benches/firmware")
}

/// Installs the packages that are absent.
pub(super) fn install() -> Result<(), Failure> {
    let script = folder().join("install.sh");
    let status = Command::new("bash").arg(&script).status();
    match status.map_err(|e| Failure::with(script.display(), e))?.success() {
        true => Ok(()),
        false => Err(Failure::Trouble("the packages that are absent cannot be installed".into())),
    }
}

/// `rust-lld`, which comes with the compiler that builds the rest of the project.
fn linker() -> Result<PathBuf, Failure> {
    let ask = |arguments: &[&str]| {
        let output = Command::new("rustc").args(arguments).current_dir(root()).output();
        let output = output.map_err(|e| Failure::with("rustc", e))?;
        Ok::<_, Failure>(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let sysroot = ask(&["--print", "sysroot"])?;
    let version = ask(&["--version", "--verbose"])?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    Ok(PathBuf::from(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld"))
}
