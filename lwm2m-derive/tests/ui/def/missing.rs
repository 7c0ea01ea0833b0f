use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3, def = DEF)]
struct Device {
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

fn main() {}
