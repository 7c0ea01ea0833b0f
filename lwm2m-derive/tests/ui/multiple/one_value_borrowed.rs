use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3)]
struct Device<'a> {
    #[lwm2m(resource = 6, multiple)]
    source: Option<&'a str>,
}

fn main() {}
