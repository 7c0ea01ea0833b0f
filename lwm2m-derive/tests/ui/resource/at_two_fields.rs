use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3)]
struct Device {
    #[lwm2m(resource = 9)]
    level: Option<u8>,
    #[lwm2m(resource = 9)]
    charge: Option<u8>,
}

fn main() {}
