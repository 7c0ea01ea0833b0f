//! Links: as they stand and as what each operation makes of them; leniently as strictly, and written again.

use lwm2m_codec::link::{EncodeLinks, Links, ObjectList, ParameterValue, Registered};
use lwm2m_codec::{DeviationKind, Error, Options, Path, Report, Result};

use crate::lenient::compare;
use crate::setting::Setting;
use crate::within::assert_within;

/// Reads the bytes behind a [`Setting`] with every reader of links.
pub fn links(input: &[u8]) {
    let Some((setting, bytes)) = Setting::split(input) else { return };
    let (options, target) = (setting.options(), setting.target);
    macro_rules! both {
        ($function:ident($($argument:expr),*)) => {
            let strict = $function(options, $($argument),*);
            if let Err(error) = &strict {
                assert_within(error, bytes);
            }
            compare(bytes, strict, |report| {
                // D-007: strictly `ver1.1` is a name that nobody knows.
                let lenient = options.lenient(report).refuse(DeviationKind::MissingEquals);
                $function(lenient, $($argument),*)
            });
        };
    }
    both!(plain(bytes));
    both!(object_list(bytes));
    both!(registered(bytes));
    both!(updated(bytes));
    both!(discovery(target, bytes));
    both!(bootstrap_discovery(target, bytes));
    both!(accounts(bytes));
    plain_comes_back(options, bytes);
    list_comes_back(options, bytes);
}

/// What was read, as text: links have parts that borrow.
type Shown = Vec<String>;

fn collect<T: core::fmt::Debug>(links: impl Iterator<Item = Result<T>>) -> Result<Shown> {
    let mut links = links.fuse();
    let mut shown = Vec::new();
    for link in &mut links {
        shown.push(format!("{:?}", link?));
    }
    assert!(links.next().is_none(), "a link behind the last");
    Ok(shown)
}

fn plain<R: Report>(options: Options<'_, R>, bytes: &[u8]) -> Result<Shown> {
    let mut count = 0;
    let shown = collect(options.links(bytes)?.inspect(|link| {
        let Ok(link) = link else { return };
        count += 1 + link.parameters().count();
        let _ = link.path();
    }));
    assert!(count <= bytes.len().max(1), "more parameters than bytes");
    shown
}

fn list<R: Report>(
    list: Option<ObjectList<'_, lwm2m_codec::link::RegisteredLinks<'_, R>>>,
) -> Result<Shown> {
    let Some(list) = list else { return Ok(Vec::new()) };
    let mut shown = vec![format!("{:?}", list.root)];
    shown.extend(collect(list.objects)?);
    Ok(shown)
}

fn object_list<R: Report>(options: Options<'_, R>, bytes: &[u8]) -> Result<Shown> {
    list(Some(options.object_list(bytes)?))
}

fn registered<R: Report>(options: Options<'_, R>, bytes: &[u8]) -> Result<Shown> {
    list(options.registered_objects(bytes)?)
}

fn updated<R: Report>(options: Options<'_, R>, bytes: &[u8]) -> Result<Shown> {
    list(options.updated_objects(bytes)?)
}

fn discovery<R: Report>(options: Options<'_, R>, target: Path, bytes: &[u8]) -> Result<Shown> {
    collect(options.discovery(target, bytes)?)
}

fn bootstrap_discovery<R: Report>(
    options: Options<'_, R>,
    target: Path,
    bytes: &[u8],
) -> Result<Shown> {
    let answer = options.bootstrap_discovery(target, bytes)?;
    let mut shown = vec![format!("{:?}", answer.lwm2m)];
    shown.extend(collect(answer.links)?);
    Ok(shown)
}

fn accounts<R: Report>(options: Options<'_, R>, bytes: &[u8]) -> Result<Shown> {
    collect(options.accounts(bytes)?)
}

fn written(options: Options<'_>, links: &impl EncodeLinks) -> Result<Vec<u8>> {
    let mut bytes = vec![0; options.encoded_links_len(links)?];
    options.encode_links(links, &mut bytes)?;
    Ok(bytes)
}

/// What a link says, wherever it stands.
fn said(links: Links<'_>) -> Result<Vec<String>> {
    let say = |link: Result<lwm2m_codec::link::Link<'_>>| {
        let link = link?;
        // By its text, not by how it is spelled.
        let parameters = link.parameters().map(|p| match p.value {
            ParameterValue::Quoted(text) => format!("{} {:?}", p.name, text.to_string()),
            other => format!("{} {other:?}", p.name),
        });
        Ok(format!("{} {:?}", link.href(), parameters.collect::<Vec<_>>()))
    };
    links.map(say).collect()
}

fn plain_comes_back(options: Options<'_>, bytes: &[u8]) {
    let Ok(links) = options.links(bytes) else { return };
    let Ok(expected) = said(links.clone()) else { return };
    let once = written(options, &links).expect("it was read");
    let again = options.links(&once).expect("it is text");
    assert_eq!(said(again.clone()), Ok(expected), "{}", once.escape_ascii());
    assert_eq!(written(options, &again).as_ref(), Ok(&once));
}

/// A list of Objects that can be written is read again, and then is written as the same bytes.
fn list_comes_back(options: Options<'_>, bytes: &[u8]) {
    let all = |bytes| -> Result<_> {
        let list = options.object_list(bytes)?;
        Ok((list.root, list.objects.collect::<Result<Vec<Registered>>>()?))
    };
    let Ok((root, objects)) = all(bytes) else { return };
    let Ok(once) = written(options, &ObjectList { root, objects: objects.iter().copied() }) else {
        return;
    };
    let shown = once.escape_ascii();
    let (root, objects) = all(&once).unwrap_or_else(|error: Error| panic!("{error}: {shown}"));
    let twice = written(options, &ObjectList { root, objects: objects.iter().copied() });
    assert_eq!(twice.as_ref(), Ok(&once), "{shown}");
}
