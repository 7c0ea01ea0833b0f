use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3)]
enum Device {
    On,
}

fn main() {}
