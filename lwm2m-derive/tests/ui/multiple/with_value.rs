use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3, multiple = true)]
struct Device {
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

fn main() {}
