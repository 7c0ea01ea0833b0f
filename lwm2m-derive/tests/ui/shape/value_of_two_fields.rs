use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
struct Level(u8, u8);

fn main() {}
