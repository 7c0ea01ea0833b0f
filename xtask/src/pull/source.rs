//! Where upstream files come from: a folder, or an address over HTTPS.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ureq::Agent;

use super::lock::ORIGIN;
use super::shown;
use crate::failure::Failure;

/// Upstream files, and how much more of them is taken.
#[derive(Debug)]
pub(super) struct Source {
    files: Files,
    left: u64,
}

#[derive(Debug)]
enum Files {
    Folder(PathBuf),
    /// The client, and the address with a slash at its end.
    Web(Agent, String),
}

impl Source {
    /// Opens `from`, or the public repository, at `commit`, or the newest of the public repository.
    pub(super) fn open(
        from: Option<&str>,
        commit: Option<String>,
        timeout: Duration,
    ) -> Result<(Self, String), Failure> {
        let opened = |files| Self { files, left: MAX_TOTAL };
        let Some(from) = from else {
            let agent = agent(true, timeout);
            let commit = match commit {
                Some(commit) => commit,
                None => newest(&agent)?,
            };
            let base = format!("https://raw.githubusercontent.com/{ORIGIN}/{commit}/");
            return Ok((opened(Files::Web(agent, base)), commit));
        };
        let commit = commit.ok_or_else(|| {
            Failure::Usage(format!("--commit is needed: which commit are the files of {from}?"))
        })?;
        let files = if let Some(secure) = secure(from)? {
            Files::Web(agent(secure, timeout), format!("{}/", from.trim_end_matches('/')))
        } else {
            Files::Folder(PathBuf::from(from))
        };
        Ok((opened(files), commit))
    }

    /// The bytes of one file; `name` is relative, with slashes.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, Failure> {
        if !is_plain(name) {
            return Err(Failure::Trouble(format!(
                "the index names {name:?}, which is no plain file"
            )));
        }
        let bytes = match &self.files {
            Files::Folder(folder) => read(&folder.join(name))?,
            Files::Web(agent, base) => get(agent, &format!("{base}{name}"), "*/*")?,
        };
        let left = u64::try_from(bytes.len()).ok().and_then(|length| self.left.checked_sub(length));
        self.left = left.ok_or_else(|| {
            Failure::with(name, format!("expected at most {MAX_TOTAL} bytes in all, found more"))
        })?;
        Ok(bytes)
    }
}

/// How long one file may take, by the value of the option.
pub(super) fn timeout(seconds: Option<&str>) -> Result<Duration, Failure> {
    let Some(text) = seconds else { return Ok(TIMEOUT) };
    let seconds = text.parse().ok().filter(|seconds| (1..=3600).contains(seconds));
    let wrong = || Failure::Usage(format!("--timeout takes 1 to 3600 seconds, unlike {text:?}"));
    seconds.map(Duration::from_secs).ok_or_else(wrong)
}

/// Whether `from` is an address, and if so whether over HTTPS. Plain HTTP is for this machine only.
fn secure(from: &str) -> Result<Option<bool>, Failure> {
    if from.starts_with("https://") {
        return Ok(Some(true));
    }
    let Some(rest) = from.strip_prefix("http://") else { return Ok(None) };
    let host = rest.split(['/', ':']).next().unwrap_or("");
    if matches!(host, "127.0.0.1" | "localhost") {
        Ok(Some(false))
    } else {
        Err(Failure::Usage(format!("{from}: over the network only https:// is read")))
    }
}

/// Whether a name from the index stays below the source and needs no escapes, in addresses or TOML.
fn is_plain(name: &str) -> bool {
    name.split('/').all(|part| {
        let letters = part.bytes().all(|c| c.is_ascii_alphanumeric() || b"._-".contains(&c));
        letters && !part.starts_with('.') && !part.is_empty()
    })
}

/// A client that takes what the address itself answers, or nothing: a redirection may lead anywhere.
fn agent(secure: bool, timeout: Duration) -> Agent {
    let config = Agent::config_builder()
        .https_only(secure)
        .max_redirects(0)
        .timeout_global(Some(timeout))
        .user_agent(concat!("lwm2m-xtask/", env!("CARGO_PKG_VERSION")));
    config.build().new_agent()
}

/// The commit at the head of the public repository's branch.
fn newest(agent: &Agent) -> Result<String, Failure> {
    let address = format!("https://api.github.com/repos/{ORIGIN}/commits/prod");
    let answer = get(agent, &address, "application/vnd.github.sha")?;
    let text = String::from_utf8_lossy(&answer).trim().to_string();
    super::lock::commit(&text)
        .map_err(|_| Failure::Trouble(format!("{address}: expected a commit, found {text:?}")))
}

fn get(agent: &Agent, address: &str, accept: &str) -> Result<Vec<u8>, Failure> {
    let answer = agent.get(address).header("Accept", accept).call();
    let mut answer = answer.map_err(|error| Failure::with(address, error))?;
    if answer.status().is_redirection() {
        let to = answer.headers().get("Location").and_then(|to| to.to_str().ok());
        let to = to.unwrap_or("nowhere");
        let why =
            format!("expected the file, found a redirection to {to:?}, which is not followed");
        return Err(Failure::with(address, why));
    }
    if answer.body().mime_type() == Some("text/html") {
        return Err(Failure::with(address, "expected the file, found a page (text/html)"));
    }
    let expected = answer.body().content_length();
    let bytes = answer.body_mut().with_config().limit(MAX_FILE).read_to_vec();
    let bytes = bytes.map_err(|error| Failure::with(address, error))?;
    // The client fails on an answer that ends early; this holds whichever client it is.
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    match expected {
        Some(expected) if expected != length => {
            let found = format!("expected {expected} bytes, found {length}");
            Err(Failure::with(address, found))
        }
        Some(_) | None => Ok(bytes),
    }
}

/// Reads a file, also one that has no end.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::with(shown(path), error);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_FILE) {
        Ok(bytes)
    } else {
        Err(Failure::with(shown(path), format!("expected at most {MAX_FILE} bytes, found more")))
    }
}

/// The largest file that is taken; the index has a quarter of a megabyte.
const MAX_FILE: u64 = 4 << 20;

/// The most that is taken of all files; the registry has eight megabytes.
const MAX_TOTAL: u64 = 64 << 20;

/// How long one file may take, from looking its host up to its last byte.
const TIMEOUT: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_below_the_source() {
        for (name, plain) in [
            ("3.xml", true),
            ("version_history/3-1_0.xml", true),
            ("../3.xml", false),
            ("/etc/passwd", false),
            ("a//b.xml", false),
            ("a/./b.xml", false),
            ("C:\\3.xml", false),
            ("a\"b.xml", false),
            ("3.xml?x", false),
            ("", false),
        ] {
            assert_eq!(is_plain(name), plain, "{name:?}");
        }
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        assert!(matches!(secure("https://example.org/a"), Ok(Some(true))));
        assert!(matches!(secure("http://127.0.0.1:80/a"), Ok(Some(false))));
        assert!(matches!(secure("folder/http"), Ok(None)));
        for from in ["http://example.org", "http://127.0.0.1.example.org/"] {
            assert!(matches!(secure(from), Err(Failure::Usage(_))), "{from}");
        }
    }

    #[test]
    fn a_timeout_is_a_number_of_seconds() {
        assert!(matches!(timeout(None), Ok(TIMEOUT)));
        assert!(matches!(timeout(Some("3600")), Ok(limit) if limit.as_secs() == 3600));
        for text in ["0", "3601", "-1", "1s", ""] {
            assert!(matches!(timeout(Some(text)), Err(Failure::Usage(_))), "{text:?}");
        }
    }
}
