use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3, version = 1.2, lwm2m_version = "1")]
struct Device {
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

fn main() {}
