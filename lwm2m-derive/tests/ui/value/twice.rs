use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
enum Mode {
    #[lwm2m(value = 0)]
    Off,
    #[lwm2m(value = 0x0)]
    On,
}

fn main() {}
