//! Passwords at rest: hashing and verifying off the async threads, and which passwords are too common to take.
//!
//! May enter: folded passwords, the pepper, chance for salts. Must not: the database, throttling, sentences, the rule
//! of form and length (`domain::password` has it). Why it is built this way: `docs/passwords.md`.

mod argon;
mod common;
mod large_pages;
mod pool;

use std::{num::NonZero, sync::Arc, thread, time::Duration};

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use self::{
    argon::{Arena, Vault},
    pool::Pool,
};
use super::{chance::Chance, keys::Keys};
use crate::domain::password::{NewPassword, PasswordPolicy};

/// argon2id's memory in KiB: the OWASP cheat sheet's first choice, and this product's floor.
pub const MEMORY_KIB: u32 = 19_456;
/// argon2id's passes that belong to [`MEMORY_KIB`].
pub const PASSES: u32 = 2;
/// How many requests may wait for a hasher; with one core the last of them waits about two seconds.
pub const QUEUE: usize = 64;
/// A hasher without work for this long gives its memory back.
const IDLE: Duration = Duration::from_secs(10);

/// How much hashing costs, and how much of it is done at once.
#[derive(Clone, Copy, Debug)]
pub struct HasherSettings {
    /// Hashing threads; each keeps its own `memory_kib` while it works.
    pub threads: usize,
    /// Waiting requests beyond which an answer is [`Busy`].
    pub queue: usize,
    /// argon2id's memory, KiB. Hashes made with less are renewed at login.
    pub memory_kib: u32,
    /// argon2id's passes. Hashes made with fewer are renewed at login.
    pub passes: u32,
}

impl Default for HasherSettings {
    fn default() -> Self {
        Self {
            threads: thread::available_parallelism().map_or(1, NonZero::get),
            queue: QUEUE,
            memory_kib: MEMORY_KIB,
            passes: PASSES,
        }
    }
}

#[cfg(test)]
impl HasherSettings {
    /// So cheap that tests about something else need not mind; worth nothing against an attacker.
    pub(crate) fn quick() -> Self {
        Self {
            threads: 1,
            queue: QUEUE,
            memory_kib: 16,
            passes: 1,
        }
    }
}

/// All hashers have work and the queue is full: answer 503 with `Retry-After: `[`Busy::RETRY_AFTER_SECONDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

impl Busy {
    /// After so many seconds a full queue has been worked off.
    pub const RETRY_AFTER_SECONDS: u32 = 5;
}

/// What the database keeps of a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashed {
    /// PHC string: algorithm, parameters, salt, hash.
    pub hash: String,
    /// Name of the pepper that went into it.
    pub pepper_id: String,
    /// Shorter than 8 characters or guessed within a million tries: not enough alone for 医療費 and the like.
    pub weak: bool,
}

/// What comparing a password with a stored hash gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The password is the one.
    pub ok: bool,
    /// It is, and its hash is weaker than what is made today or has another pepper: hash it anew and store that.
    pub rehash: bool,
}

/// The hashing threads; cheap to clone. They end with the last clone.
#[derive(Clone)]
pub struct Hasher {
    pool: Pool,
    vault: Arc<Vault>,
    chance: Chance,
    /// How many argon2 runs there were: what tests compare instead of time.
    #[cfg(test)]
    runs: Arc<std::sync::atomic::AtomicUsize>,
}

impl Hasher {
    /// Starts the hashing threads. Their memory is taken with the first password and given back when they are idle.
    pub fn start(settings: HasherSettings, keys: &Keys, chance: &Chance) -> Self {
        Self {
            pool: Pool::start(settings.threads, settings.queue, IDLE),
            vault: Arc::new(Vault::new(keys, settings.memory_kib, settings.passes)),
            chance: chance.clone(),
            #[cfg(test)]
            runs: Arc::default(),
        }
    }

    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Arena) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        #[cfg(test)]
        let work = {
            let all = Arc::clone(&self.runs);
            move |arena: &mut Arena| {
                let before = arena.runs;
                let answer = work(arena);
                all.fetch_add(arena.runs - before, std::sync::atomic::Ordering::SeqCst);
                answer
            }
        };
        self.pool.ask(work).await
    }

    /// How many argon2 runs there were so far.
    #[cfg(test)]
    pub(crate) fn runs(&self) -> usize {
        self.runs.load(std::sync::atomic::Ordering::SeqCst)
    }

    /// Hashes a password with a fresh salt and the pepper in use.
    ///
    /// # Errors
    /// [`Busy`] when the queue is full.
    pub async fn hash(&self, password: &NewPassword) -> Result<Hashed, Busy> {
        let vault = Arc::clone(&self.vault);
        let password = Zeroizing::new(password.expose().to_owned());
        let salt = self.chance.bytes();
        self.ask(move |arena| {
            let (hash, pepper_id) = vault.seal(arena, &password, salt);
            Hashed {
                hash,
                pepper_id,
                weak: common::is_weak(&password),
            }
        })
        .await
    }

    /// Compares `password`, folded by [`nfkc`], with a stored hash. The work is the same whether it is right, wrong,
    /// or the stored hash is damaged.
    ///
    /// # Errors
    /// [`Busy`] when the queue is full.
    pub async fn verify(
        &self,
        password: &str,
        hash: &str,
        pepper_id: &str,
    ) -> Result<Verified, Busy> {
        let vault = Arc::clone(&self.vault);
        let password = Zeroizing::new(password.to_owned());
        let (hash, pepper_id) = (hash.to_owned(), pepper_id.to_owned());
        self.ask(move |arena| vault.check(arena, &password, &hash, &pepper_id))
            .await
    }

    /// The same work as [`Hasher::verify`] for an identifier nobody has, so that time does not tell which exist.
    ///
    /// # Errors
    /// [`Busy`] when the queue is full.
    pub async fn verify_nobody(&self, password: &str) -> Result<(), Busy> {
        let vault = Arc::clone(&self.vault);
        let password = Zeroizing::new(password.to_owned());
        self.ask(move |arena| vault.check_nobody(arena, &password))
            .await
    }
}

/// Whether the password is among the first that somebody would try: see `docs/passwords.md` for what is counted and
/// how many that are. Case makes no difference. Well under a millisecond for what people type, after the first call's 30.
pub fn is_common(password: &NewPassword, policy: &PasswordPolicy) -> bool {
    common::is_common(password.expose(), usize::from(policy.min_len))
}

/// Unicode's compatibility composition: full-width １２３ typed with an input method and half-width 123 become one.
pub fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

#[cfg(test)]
mod tests;
