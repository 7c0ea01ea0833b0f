use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3)]
struct Device(Option<u8>);

fn main() {}
