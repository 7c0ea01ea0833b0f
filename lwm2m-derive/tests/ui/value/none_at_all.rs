use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
enum Mode {}

fn main() {}
