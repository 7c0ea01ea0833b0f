//! The pages as HTML. The search is a few lines of script in the list; without it the list is whole.

use std::fmt::Write;

use lwm2m_codec::ObjectId;

use super::super::generate;
use super::example;
use crate::definitions::{Object, Resource, range};

/// The name of an Object's page.
pub(super) fn file(id: ObjectId) -> String {
    format!("{id}.html")
}

pub(super) const STYLE: &str = "\
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
body { max-width: 72rem; margin: 0 auto; padding: 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #8884; vertical-align: top }
pre { overflow-x: auto; padding: .5rem; background: #8881 }
pre.bytes { white-space: pre-wrap; overflow-wrap: anywhere }
input { font: inherit; width: 100%; padding: .5rem; box-sizing: border-box }
.faint { opacity: .7 }
[hidden] { display: none }
";

/// The list of Objects; a row is found by the names of its Resources, too.
pub(super) fn index(objects: &[Object<'_>]) -> String {
    let mut rows = String::new();
    for object in objects {
        let resources = object.resources();
        let mut words = object.name().to_lowercase();
        for resource in &resources {
            let _ = write!(words, " {}", resource.def.name.to_lowercase());
        }
        let (id, version, count) = (object.id(), object.version(), resources.len());
        let (name, words) = (escape(object.name()), escape(&words));
        let _ = writeln!(
            rows,
            "<tr data-words=\"{id} {words}\"><td>{id}<td><a href=\"{id}.html\">{name}</a><td>{version}<td>{count}",
        );
    }
    let count = objects.len();
    let body = format!(
        "<h1>LwM2M Objects</h1>\n<p>{count} Objects, each in its newest version.\n\
         <input type=\"search\" id=\"search\" placeholder=\"temperature, 3303, battery level …\" aria-label=\"Search\" autofocus>\n\
         <table><thead><tr><th>Id<th>Name<th>Version<th>Resources</thead><tbody>\n{rows}</tbody></table>\n{SEARCH}"
    );
    page("LwM2M Objects", &body)
}

const SEARCH: &str = "\
<script>
const search = document.getElementById('search');
search.addEventListener('input', () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const row of document.querySelectorAll('tbody tr')) {
    row.hidden = !words.every(word => row.dataset.words.includes(word));
  }
});
</script>
";

/// The page of an Object.
pub(super) fn object(object: &Object<'_>, versions: &[Object<'_>]) -> String {
    let (id, name, version) = (object.id(), escape(object.name()), object.version());
    let versions: Vec<_> = versions.iter().map(|object| object.version().to_string()).collect();
    let several = if object.is_multiple() { "several Instances" } else { "one Instance" };
    let must = if object.is_mandatory() { "mandatory" } else { "optional" };
    let mut body = format!(
        "<p><a href=\"index.html\">All Objects</a>\n<h1>{id} {name}</h1>\n\
         <p><code>{}</code>, version {version} of {}; {several}, {must}.\n",
        escape(object.urn()),
        versions.join(", "),
    );
    if !object.description().is_empty() {
        let _ = writeln!(body, "<p>{}", escape(object.description()));
    }
    body.push_str(
        "<h2>Resources</h2>\n<table><thead><tr><th>Id<th>Name<th>Operations<th>Instances<th>Type<th>Range<th>Unit</thead><tbody>\n",
    );
    for resource in object.resources() {
        row(&resource, &mut body);
    }
    body.push_str("</tbody></table>\n");
    let structure = generate::structure(object.definition());
    if !structure.is_empty() {
        let structure = escape(&structure);
        let _ = writeln!(
            body,
            "<h2>Rust</h2>\n<p>As <code>lwm2m generate</code> writes it.\n<pre>{structure}</pre>"
        );
    }
    let (path, examples) = example::of(object);
    if !examples.is_empty() {
        let _ = writeln!(
            body,
            "<h2>Examples</h2>\n<p>What a Read of <code>{path}</code> may answer, with made-up values."
        );
    }
    for example in examples {
        let example::Example { name, number, length, text } = example;
        let text = escape(&text);
        let _ = writeln!(
            body,
            "<h3>{name} ({number}), {length} bytes</h3>\n<pre class=\"bytes\">{text}</pre>"
        );
        if name == "tlv" {
            let _ = writeln!(
                body,
                "<p>Explained by <code>lwm2m explain --format tlv --path {path} {text}</code>"
            );
        }
    }
    page(&format!("{id} {name}"), &body)
}

fn row(resource: &Resource<'_>, body: &mut String) {
    let def = resource.def;
    let instances = match (def.multiple, def.mandatory) {
        (false, true) => "one",
        (false, false) => "one or none",
        (true, true) => "some",
        (true, false) => "any number",
    };
    let _ = writeln!(
        body,
        "<tr id=\"r{id}\"><td>{id}<td>{name}<td>{operations}<td>{instances}<td>{data_type}<td>{range}<td>{unit}",
        id = def.id,
        name = escape(def.name),
        operations = def.operations.name(),
        data_type = def.data_type.name(),
        range = escape(&range(def.range)),
        unit = escape(def.unit),
    );
    if !resource.description.is_empty() {
        let description = escape(resource.description);
        let _ = writeln!(body, "<tr><td><td colspan=\"6\" class=\"faint\">{description}");
    }
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n<body>\n{body}</body>\n</html>\n"
    )
}

/// Text as HTML, also within quotes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}
