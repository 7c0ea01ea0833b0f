use lwm2m_codec::Object;

#[derive(Object)]
struct Device {
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

fn main() {}
