use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 65535, version = "1", multipel)]
struct Device {
    #[lwm2m(resource = 9, ops = "X")]
    level: u8,
    #[lwm2m(resource = 9, unit = 100)]
    charge: Option<u8>,
    #[lwm2m(resource = 65535)]
    maker: Option<String>,
    model: Option<String>,
    #[lwm2m(resource =)]
    serial: Option<String>,
}

fn main() {}
