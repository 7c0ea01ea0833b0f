use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
enum Mode {
    #[lwm2m(valeu = 0)]
    Off,
    #[lwm2m(value = 1)]
    On,
}

fn main() {}
