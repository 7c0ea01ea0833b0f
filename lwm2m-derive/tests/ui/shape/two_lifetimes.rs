use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3)]
struct Device<'a, 'b> {
    #[lwm2m(resource = 0)]
    maker: Option<&'a str>,
    #[lwm2m(resource = 1)]
    model: Option<&'b str>,
}

fn main() {}
