use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
struct Level(#[lwm2m(value = 1)] u8);

fn main() {}
