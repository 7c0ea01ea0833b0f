//! One registry for many readers, replaced as a whole while they read.

use alloc::sync::Arc;
use std::sync::{Mutex, PoisonError, RwLock};

use super::Registry;

/// A registry that is replaced while others read it.
///
/// A reader takes the [`current`](Self::current) one and keeps it as long as it likes: what it holds never changes.
/// Loading happens outside of any lock that readers take, so they wait for the exchange of one pointer at most, and
/// see either all of the old registry or all of the new one.
///
/// ```
/// use lwm2m_codec::{ObjectId, ObjectVersion};
/// use lwm2m_ddf::registry::{Registry, Shared};
///
/// let shared = Shared::new(Registry::new());
/// let before = shared.current();
/// # let xml = std::fs::read("../registry/objects/3-1_2.xml")?;
/// # let device = lwm2m_ddf::Document::read(&xml, &lwm2m_ddf::Schema::v1_1(), lwm2m_ddf::Mode::Strict).objects;
/// shared.replace(device.into_iter().collect());
/// assert!(before.is_empty());
/// assert!(shared.current().find(ObjectId::new(3), ObjectVersion::new(1, 2)).is_some());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Shared {
    current: RwLock<Arc<Registry>>,
    /// Held by whoever makes the next registry.
    writing: Mutex<()>,
}

impl Shared {
    /// Shares a registry.
    #[must_use]
    pub fn new(registry: Registry) -> Self {
        Self { current: RwLock::new(Arc::new(registry)), writing: Mutex::new(()) }
    }

    /// The registry as it is now.
    #[must_use]
    pub fn current(&self) -> Arc<Registry> {
        // A pointer is never half written, whoever panicked.
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another registry in place, and returns the one before.
    pub fn replace(&self, registry: Registry) -> Arc<Registry> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.exchange(registry)
    }

    /// Makes the next registry from the current one; where that fails, all stays as it is.
    ///
    /// Updates come one after the other, so that none is lost. `next` must not update or replace.
    ///
    /// # Errors
    /// What `next` says.
    pub fn update<E>(
        &self,
        next: impl FnOnce(&Registry) -> Result<Registry, E>,
    ) -> Result<Arc<Registry>, E> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let registry = next(&self.current())?;
        Ok(self.exchange(registry))
    }

    fn exchange(&self, registry: Registry) -> Arc<Registry> {
        let registry = Arc::new(registry);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        core::mem::replace(&mut *current, registry)
    }
}
