//! A guide, in the order in which one needs it. Its examples run as tests.
//!
//! | I want to | page |
//! |---|---|
//! | read what a device has sent | [decode a payload](step_01_decode) |
//! | write what a server has asked for | [encode an object](step_02_encode) |
//! | have types of my own | [my own object](step_03_own_object) |
//! | read Objects that I was not built for | [a server without types](step_04_server) |
//! | run on 32 KiB of RAM | [a device without a heap](step_05_no_heap) |
//! | live with what is in the field | [lenient reading](step_06_lenient) |
//! | speak CoAP, HTTP or MQTT | [operations](step_07_operations) |
//! | extend the codec | [adding a format](step_08_adding_a_format) |
//! | follow the registry | [updating the registry](step_09_updating_the_registry) |
//! | know what it saves | [beside what one writes by hand](step_10_by_hand) |

/// One module a page.
macro_rules! pages {
    ($($page:ident $file:literal;)*) => {$(
        #[doc = include_str!(concat!("../guide/", $file))]
        pub mod $page {}
    )*};
}

pages! {
    step_01_decode "01-decode.md";
    step_02_encode "02-encode.md";
    step_03_own_object "03-own-object.md";
    step_04_server "04-server.md";
    step_05_no_heap "05-no-heap.md";
    step_06_lenient "06-lenient.md";
    step_07_operations "07-operations.md";
    step_08_adding_a_format "08-adding-a-format.md";
    step_09_updating_the_registry "09-updating-the-registry.md";
    step_10_by_hand "10-by-hand.md";
}
