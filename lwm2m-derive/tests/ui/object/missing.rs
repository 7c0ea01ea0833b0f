use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(version = "1.2")]
struct Device {
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

fn main() {}
