use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
enum Mode {
    #[lwm2m(value = 0)]
    Off,
    #[lwm2m(other)]
    Other(i64),
    #[lwm2m(other)]
    Unknown(i64),
}

fn main() {}
