use lwm2m_codec::ResourceValue;

#[derive(ResourceValue)]
enum Mode<T> {
    #[lwm2m(value = 0)]
    Off,
    #[lwm2m(value = 1)]
    On(T),
}

fn main() {}
