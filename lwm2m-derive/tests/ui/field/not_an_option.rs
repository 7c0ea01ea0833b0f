use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3)]
struct Device {
    #[lwm2m(resource = 9)]
    level: u8,
    #[lwm2m(resource = 6)]
    sources: Vec<(u16, u8)>,
}

fn main() {}
