//! Where upstream files come from: a folder, or an address over HTTPS.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use ureq::Agent;

use super::lock::ORIGIN;
use super::shown;
use crate::failure::Failure;

/// A place that upstream files are read from.
#[derive(Debug)]
pub(super) enum Source {
    Folder(PathBuf),
    /// The client, and the address with a slash at its end.
    Web(Agent, String),
}

impl Source {
    /// Opens `from`, or the public repository, at `commit`, or the newest of the public repository.
    pub(super) fn open(
        from: Option<&str>,
        commit: Option<String>,
    ) -> Result<(Self, String), Failure> {
        let Some(from) = from else {
            let agent = agent(true);
            let commit = match commit {
                Some(commit) => commit,
                None => newest(&agent)?,
            };
            let base = format!("https://raw.githubusercontent.com/{ORIGIN}/{commit}/");
            return Ok((Self::Web(agent, base), commit));
        };
        let commit = commit.ok_or_else(|| {
            Failure::Usage(format!("--commit is needed: which commit are the files of {from}?"))
        })?;
        let source = if let Some(secure) = secure(from)? {
            Self::Web(agent(secure), format!("{}/", from.trim_end_matches('/')))
        } else {
            Self::Folder(PathBuf::from(from))
        };
        Ok((source, commit))
    }

    /// The bytes of one file; `name` is relative, with slashes.
    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>, Failure> {
        if !is_plain(name) {
            return Err(Failure::Trouble(format!(
                "the index names {name:?}, which is no plain file"
            )));
        }
        match self {
            Self::Folder(folder) => {
                let path = folder.join(name);
                fs::read(&path).map_err(|error| Failure::with(shown(&path), error))
            }
            Self::Web(agent, base) => {
                let address = format!("{base}{name}");
                get(agent, &address, "*/*")
            }
        }
    }
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

fn agent(secure: bool) -> Agent {
    let config = Agent::config_builder()
        .https_only(secure)
        .max_redirects(3)
        .timeout_connect(Some(Duration::from_secs(15)))
        .timeout_global(Some(Duration::from_secs(60)))
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

/// The largest file that is read over the network; the index has about half a megabyte.
const MAX_FILE: u64 = 16 << 20;

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
}
