use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
enum Mode {
    #[lwm2m(value = "off")]
    Off,
}

fn main() {}
