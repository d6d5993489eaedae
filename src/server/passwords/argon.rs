//! argon2id with a pepper: making hashes and comparing with them, in memory that is used again.
//!
//! The pepper is argon2's own secret parameter K (RFC 9106 §3.1): it enters the first digest together with the
//! password, so nothing has to be invented, and any argon2 library verifies the stored string given the key.

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Verified, large_pages};
use crate::server::keys::Keys;

/// Bytes of a salt (RFC 9106 §4: 16 are recommended).
pub(super) const SALT_BYTES: usize = 16;
/// Bytes of a hash.
const HASH_BYTES: usize = 32;
/// A stored hash that asks for more than this (1 GiB, 100 passes) is damaged, not strong.
const MOST: (u32, u32) = (1 << 20, 100);

/// The memory of one hashing thread. Fresh memory for each hash costs more than hashing (page faults).
#[derive(Default)]
pub(super) struct Arena {
    blocks: Vec<Block>,
    /// How many hashes were made: what tests compare instead of time.
    #[cfg(test)]
    pub(super) runs: usize,
}

impl Arena {
    /// Gives the memory back.
    pub(super) fn release(&mut self) {
        self.blocks = Vec::new();
    }

    /// Whether there is no memory to give back.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// One argon2id run; `None` if argon2 refuses the lengths.
    fn derive(
        &mut self,
        params: &Params,
        pepper: Option<&[u8]>,
        password: &str,
        salt: &[u8],
        out: &mut [u8],
    ) -> Option<()> {
        #[cfg(test)]
        {
            self.runs += 1;
        }
        let wanted = params.block_count();
        if self.blocks.len() < wanted {
            self.blocks.clear();
            self.blocks.reserve_exact(wanted);
            large_pages::ask_for(self.blocks.spare_capacity_mut());
            self.blocks.resize(wanted, Block::new());
        }
        let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
        let argon = match pepper {
            Some(pepper) => {
                Argon2::new_with_secret(pepper, algorithm, version, params.clone()).ok()?
            }
            None => Argon2::new(algorithm, version, params.clone()),
        };
        argon
            .hash_password_into_with_memory(password.as_bytes(), salt, out, &mut self.blocks)
            .ok()
    }
}

/// A stored hash, taken apart.
struct Stored {
    params: Params,
    salt: Salt,
    hash: Output,
}

impl Stored {
    /// `None` if the string is not an argon2id hash of today's version within reason.
    fn parse(text: &str) -> Option<Self> {
        let phc = PasswordHash::new(text).ok()?;
        let ours = phc.algorithm == Algorithm::Argon2id.ident()
            && phc.version == Some(Version::V0x13.into());
        if !ours {
            return None;
        }
        let params = Params::try_from(&phc).ok()?;
        if params.m_cost() > MOST.0 || params.t_cost() > MOST.1 {
            return None;
        }
        Some(Self {
            params,
            salt: phc.salt?,
            hash: phc.hash?,
        })
    }
}

/// The parameters of today and the keys.
pub(super) struct Vault {
    keys: Keys,
    params: Params,
    /// A hash that no password is known for, with today's parameters.
    nobody: Stored,
}

impl Vault {
    /// Parameters below what argon2 can do at all are raised to that.
    pub(super) fn new(keys: &Keys, memory_kib: u32, passes: u32) -> Self {
        let params = Params::new(
            memory_kib.max(Params::MIN_M_COST),
            passes.max(Params::MIN_T_COST),
            1,
            Some(HASH_BYTES),
        )
        .expect("both are at least the least");
        let nobody = Stored {
            params: params.clone(),
            salt: Salt::new(&[0; SALT_BYTES]).expect("16 bytes are a salt"),
            hash: Output::new(&[0; HASH_BYTES]).expect("32 bytes are an output"),
        };
        Self {
            keys: keys.clone(),
            params,
            nobody,
        }
    }

    /// The PHC string of a password, and the name of the pepper in it.
    pub(super) fn seal(
        &self,
        arena: &mut Arena,
        password: &str,
        salt: [u8; SALT_BYTES],
    ) -> (String, String) {
        let mut out = Zeroizing::new([0; HASH_BYTES]);
        arena
            .derive(
                &self.params,
                Some(self.keys.pepper()),
                password,
                &salt,
                &mut *out,
            )
            .expect("a password of a form, 16 bytes salt and 32 bytes output are within argon2's limits");
        let phc = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&self.params).expect("three numbers fit"),
            salt: Some(Salt::new(&salt).expect("16 bytes are a salt")),
            hash: Some(Output::new(&*out).expect("32 bytes are an output")),
        };
        (phc.to_string(), self.keys.pepper_id())
    }

    /// Compares with a stored hash. `pepper_id` is empty for a hash made without pepper (taken over from elsewhere).
    /// Where nothing can be compared (damaged hash, lost pepper) the same work is done and the answer is no.
    pub(super) fn check(
        &self,
        arena: &mut Arena,
        password: &str,
        hash: &str,
        pepper_id: &str,
    ) -> Verified {
        let pepper = match pepper_id {
            "" => Some(None),
            id => self.keys.pepper_named(id).map(|pepper| Some(&pepper[..])),
        };
        let stored = Stored::parse(hash);
        let (Some(stored), Some(pepper)) = (&stored, pepper) else {
            tracing::error!(
                damaged = stored.is_none(),
                pepper_lost = pepper.is_none(),
                "a stored password hash cannot be compared with; that member has to set a new password"
            );
            self.check_nobody(arena, password);
            return Verified {
                ok: false,
                rehash: false,
            };
        };
        let ok = self.same(arena, password, stored, pepper);
        let rehash = ok && (self.is_weaker(stored) || pepper_id != self.keys.pepper_id());
        Verified { ok, rehash }
    }

    /// The work of a comparison, without an answer.
    pub(super) fn check_nobody(&self, arena: &mut Arena, password: &str) {
        self.same(arena, password, &self.nobody, Some(self.keys.pepper()));
    }

    fn same(
        &self,
        arena: &mut Arena,
        password: &str,
        stored: &Stored,
        pepper: Option<&[u8]>,
    ) -> bool {
        let mut out = Zeroizing::new(vec![0; stored.hash.len()]);
        arena
            .derive(&stored.params, pepper, password, &stored.salt, &mut out)
            .is_some_and(|()| out.ct_eq(stored.hash.as_bytes()).into())
    }

    /// Whether comparing with nobody's hash costs what comparing with `hash` does.
    #[cfg(test)]
    pub(super) fn nobody_is_like(&self, hash: &str) -> bool {
        let stored = Stored::parse(hash).expect("a hash");
        stored.params == self.nobody.params
            && stored.salt.len() == self.nobody.salt.len()
            && stored.hash.len() == self.nobody.hash.len()
    }

    fn is_weaker(&self, stored: &Stored) -> bool {
        stored.params.m_cost() < self.params.m_cost()
            || stored.params.t_cost() < self.params.t_cost()
            || stored.salt.len() < SALT_BYTES
            || stored.hash.len() < HASH_BYTES
    }
}
