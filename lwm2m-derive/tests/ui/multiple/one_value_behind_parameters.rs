use lwm2m_codec::Object;

#[derive(Object)]
#[lwm2m(object = 3)]
struct Device<'a, const N: usize = 4> {
    #[lwm2m(resource = 6, multiple)]
    sources: Option<lwm2m_codec::Instances<&'a str, N>>,
    #[lwm2m(resource = 7, multiple)]
    voltage: Option<i64>,
}

fn main() {}
