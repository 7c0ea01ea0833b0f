//! A small registry that is made up: an index and definitions.

use std::path::{Path, PathBuf};

use crate::support::{folder, write};

pub(crate) const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

/// The index, with one id that is only reserved.
pub(crate) const INDEX: &str = "<DDFList>
  <Item><ObjectID>33000</ObjectID><Ver>1.0</Ver><DDF>version_history/33000-1_0.xml</DDF></Item>
  <Item><ObjectID>33000</ObjectID><Ver>1.1</Ver><DDF>33000.xml</DDF></Item>
  <Item><ObjectID>33001</ObjectID><Ver>1.0</Ver><DDF>33001.xml</DDF></Item>
  <Item><ObjectID>33002</ObjectID><Ver>1.0</Ver><DDF></DDF></Item>
</DDFList>";

/// A definition with one Resource, whose type is `data_type`.
pub(crate) fn definition(id: u16, version: &str, data_type: &str) -> String {
    let urn = if version == "1.0" { String::new() } else { format!(":{version}") };
    format!(
        "<?xml version=\"1.0\"?>
<!-- a licence -->
<LWM2M>
  <Object ObjectType=\"MODefinition\">
    <Name>Tank Gauge</Name>
    <Description1>Words of somebody else.</Description1>
    <ObjectID>{id}</ObjectID>
    <ObjectURN>urn:oma:lwm2m:x:{id}{urn}</ObjectURN>
    <ObjectVersion>{version}</ObjectVersion>
    <MultipleInstances>Multiple</MultipleInstances>
    <Mandatory>Optional</Mandatory>
    <Resources>
      <Item ID=\"5\">
        <Name>Level</Name>
        <Type>{data_type}</Type>
        <Operations>R</Operations>
        <MultipleInstances>Single</MultipleInstances>
        <Mandatory>Mandatory</Mandatory>
        <Units>m</Units>
        <Description>More words.</Description>
      </Item>
    </Resources>
    <Description2></Description2>
  </Object>
</LWM2M>
"
    )
}

/// The files of the registry: name and text.
pub(crate) fn files() -> Vec<(&'static str, String)> {
    vec![
        ("DDF.xml", INDEX.to_string()),
        ("version_history/33000-1_0.xml", definition(33000, "1.0", "Integer")),
        ("33000.xml", definition(33000, "1.1", "Integer")),
        ("33001.xml", definition(33001, "1.0", "Float")),
    ]
}

/// The registry in a folder, and an empty folder for a snapshot beside it.
pub(crate) fn folders(name: &str) -> (PathBuf, PathBuf) {
    let folder = folder(name);
    let upstream = folder.join("upstream");
    for (file, text) in files() {
        write(&upstream.join(file), &text);
    }
    (upstream, folder.join("registry"))
}

/// The arguments of a pull.
pub(crate) fn pull(from: &str, registry: &Path, more: &[&str]) -> Vec<String> {
    let registry = registry.display().to_string();
    let arguments = ["pull", "--from", from, "--registry", &registry];
    arguments.iter().chain(more).map(ToString::to_string).collect()
}
