use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
enum Mode {
    #[lwm2m(value = 0)]
    Off(i64),
}

fn main() {}
