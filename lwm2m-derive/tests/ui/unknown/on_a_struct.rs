use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(objekt = 3, object = 3)]
struct Device {
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

fn main() {}
