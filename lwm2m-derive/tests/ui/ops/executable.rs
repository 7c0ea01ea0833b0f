use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3)]
struct Device {
    #[lwm2m(resource = 4, ops = "E")]
    reboot: Option<String>,
}

fn main() {}
