use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
struct Level {
    percent: u8,
}

fn main() {}
