use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
enum Mode {
    #[lwm2m(value = 0)]
    Off,
    #[lwm2m(value = 9223372036854775808)]
    On,
}

fn main() {}
