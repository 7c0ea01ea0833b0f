//! Write in its two forms, Bootstrap-Write and Create: one shape, a path and a body.
//! LwM2M Core 1.2.2, 6.1.7.5, 6.3.3 and 6.3.6; D-133, D-138, D-139, D-144 to D-146.

use super::reading::{Reading, broken};
use super::rule::Rule;
use super::{Ask, Body, Operation, check};
use crate::deviation::Report;
use crate::error::Result;
use crate::id::ObjectInstanceId;
use crate::message::{Method, Request};
use crate::options::{Options, Version};
use crate::path::Path;
use crate::permitted::Permitted;
use crate::schema::ObjectDef;
use crate::update::Update;

/// A request that brings values for a path.
macro_rules! writes {
    ($($(#[$doc:meta])* $operation:ident $method:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub struct $operation<'a> {
            /// Where to.
            pub path: Path,
            /// The values.
            pub body: Body<'a>,
        }

        impl<'a> Ask<'a> for $operation<'a> {
            const OPERATION: Operation = Operation::$operation;

            fn fill(&self, _: Version) -> Request<'a> {
                let mut request = Request::new(Method::$method, self.path.into());
                request.content_format = Some(self.body.format);
                request.payload = self.body.payload;
                request
            }

            fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
                check::no_query_beside_body(request, reading)?;
                let body = check::body(Self::OPERATION, request, reading)?;
                let body = body.ok_or_else(|| broken(Rule::MissingContentFormat))?;
                Ok(Self { path: check::path(request), body })
            }
        }
    )*};
}

writes! {
    /// `PUT` with a body: the values take the place of what was there.
    Write Put;
    /// `POST` with a body: the values are added to what was there, or overwrite it.
    WritePartialUpdate Post;
    /// `PUT` with a body by a Bootstrap-Server: the values are written, whatever their access.
    BootstrapWrite Put;
    /// `POST` of an Object with a body: a new Object Instance.
    Create Post;
}

impl Write<'_> {
    /// Replaces what lies at the path of a live value, all of it or nothing; what the definition does not let a
    /// server write is refused, what only the client sets stays (D-144, D-145).
    ///
    /// `at` is where the live value lives, `def` the definition of its Object.
    ///
    /// # Errors
    /// As [`Options::replace`]; [`ErrorKind::NotPermitted`](crate::ErrorKind::NotPermitted).
    pub fn apply<U: Update + ?Sized>(
        &self,
        options: Options<'_, impl Report>,
        live: &mut U,
        at: Path,
        def: &ObjectDef<'_>,
    ) -> Result<()> {
        let mut permitted = Permitted::write(live, at, def);
        options.replace(&mut permitted, at, self.body.format, self.path, self.body.payload)
    }
}

impl WritePartialUpdate<'_> {
    /// Adds to what lies at the path of a live value, all of it or nothing, as [`Write::apply`].
    ///
    /// # Errors
    /// As [`Write::apply`].
    pub fn apply<U: Update + ?Sized>(
        &self,
        options: Options<'_, impl Report>,
        live: &mut U,
        at: Path,
        def: &ObjectDef<'_>,
    ) -> Result<()> {
        let mut permitted = Permitted::write(live, at, def);
        options.update(&mut permitted, at, self.body.format, self.path, self.body.payload)
    }
}

impl BootstrapWrite<'_> {
    /// Replaces what lies at the path of a live value, whatever its access: a Bootstrap-Server writes secrets too.
    ///
    /// # Errors
    /// As [`Options::replace`].
    pub fn apply(
        &self,
        options: Options<'_, impl Report>,
        live: &mut dyn Update,
        at: Path,
    ) -> Result<()> {
        options.replace(live, at, self.body.format, self.path, self.body.payload)
    }
}

impl Create<'_> {
    /// Fills a new Object Instance; what only the client sets is ignored (D-144).
    ///
    /// `instance` is the id that it gets where the body does not name one: a body may name another, which is then
    /// [`ErrorKind::OutsideTarget`](crate::ErrorKind::OutsideTarget); [`Create::instance`] tells it.
    ///
    /// # Errors
    /// As [`Options::update`].
    pub fn apply<U: Update + ?Sized>(
        &self,
        options: Options<'_, impl Report>,
        live: &mut U,
        instance: ObjectInstanceId,
        def: &ObjectDef<'_>,
    ) -> Result<()> {
        let at = self.path.child(instance.get()).unwrap_or(self.path);
        let mut permitted = Permitted::create(live, at, def);
        let (options, report) = options.split();
        let options = options.new_instance(instance).reporting(report);
        options.update(&mut permitted, at, self.body.format, self.path, self.body.payload)
    }

    /// The id that the body names; `None` where it leaves it to the client (D-056, D-057).
    ///
    /// # Errors
    /// Those of reading the first record.
    pub fn instance(&self, options: Options<'_>) -> Result<Option<ObjectInstanceId>> {
        let mut records = options.records(self.body.format, self.path, self.body.payload)?;
        match records.next() {
            Some(record) => Ok(record?.path.instance_id()),
            None => Ok(None),
        }
    }
}
