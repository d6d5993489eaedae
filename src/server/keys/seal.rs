//! Sealing: what the database keeps and nobody may read from a stolen copy of it (ChaCha20-Poly1305, RFC 8439).
//!
//! A sealed value is bound to its purpose and to the row it belongs to: put elsewhere, it does not open.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use super::{Keys, Secret, sub_key};
use crate::server::chance::Chance;

/// What was sealed.
pub struct Unsealed {
    /// The bytes.
    pub bytes: Zeroizing<Vec<u8>>,
    /// Whether a retired key had to open it: seal it anew.
    pub retired: bool,
}

impl Keys {
    /// Seals `bytes` for `purpose` and `row` under the key in use: base64url of what [`Self::seal_bytes`] makes.
    pub fn seal(&self, purpose: &str, row: &str, bytes: &[u8], chance: &Chance) -> String {
        URL_SAFE_NO_PAD.encode(self.seal_bytes(purpose, row, bytes, chance))
    }

    /// Seals `bytes` for `purpose` and `row` under the key in use: nonce, ciphertext and tag.
    pub fn seal_bytes(&self, purpose: &str, row: &str, bytes: &[u8], chance: &Chance) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = chance.bytes();
        let mut content = bytes.to_vec();
        sealing_key(&self.0.root, purpose)
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(row.as_bytes()),
                &mut content,
            )
            .expect("what is kept in a database is not too long");
        [nonce.as_slice(), &content].concat()
    }

    /// What [`Self::seal`] sealed for `purpose` and `row` under the key in use or a retired one; `None` if it was damaged or sealed
    /// otherwise.
    pub fn unseal(&self, purpose: &str, row: &str, sealed: &str) -> Option<Unsealed> {
        self.unseal_bytes(purpose, row, &URL_SAFE_NO_PAD.decode(sealed).ok()?)
    }

    /// What [`Self::seal_bytes`] sealed; `None` as for [`Self::unseal`].
    pub fn unseal_bytes(&self, purpose: &str, row: &str, sealed: &[u8]) -> Option<Unsealed> {
        let (nonce, content) = sealed.split_at_checked(NONCE_LEN)?;
        let roots = std::iter::once(&self.0.root).chain(&self.0.retired);
        roots.enumerate().find_map(|(at, root)| {
            let mut content = Zeroizing::new(content.to_vec());
            let length = sealing_key(root, purpose)
                .open_in_place(
                    Nonce::try_assume_unique_for_key(nonce).ok()?,
                    Aad::from(row.as_bytes()),
                    &mut content,
                )
                .ok()?
                .len();
            content.truncate(length);
            Some(Unsealed {
                bytes: content,
                retired: at > 0,
            })
        })
    }
}

fn sealing_key(root: &Secret, purpose: &str) -> LessSafeKey {
    let key = sub_key(root, &["seal/", purpose].concat());
    let key = UnboundKey::new(&CHACHA20_POLY1305, &*key).expect("the key has the cipher's length");
    LessSafeKey::new(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(keys: &Keys, purpose: &str, row: &str, sealed: &str) -> Option<Vec<u8>> {
        let unsealed = keys.unseal(purpose, row, sealed)?;
        Some(unsealed.bytes.to_vec())
    }

    #[test]
    fn only_the_same_key_purpose_and_row_open() {
        let chance = Chance::seeded(1);
        let keys = Keys::from_bytes([1; 32]);
        let sealed = keys.seal("totp", "7", b"secret", &chance);
        assert_eq!(
            opened(&keys, "totp", "7", &sealed).as_deref(),
            Some(&b"secret"[..])
        );
        assert_eq!(opened(&keys, "totp", "8", &sealed), None);
        assert_eq!(opened(&keys, "other", "7", &sealed), None);
        assert_eq!(
            opened(&Keys::from_bytes([2; 32]), "totp", "7", &sealed),
            None
        );
        assert_ne!(keys.seal("totp", "7", b"secret", &chance), sealed);
    }

    #[test]
    fn a_changed_character_does_not_open() {
        let keys = Keys::from_bytes([1; 32]);
        let sealed = keys.seal("totp", "7", b"secret", &Chance::seeded(1));
        for at in 0..sealed.len() {
            let mut damaged = sealed.clone().into_bytes();
            damaged[at] = if damaged[at] == b'A' { b'B' } else { b'A' };
            let damaged = String::from_utf8(damaged).unwrap();
            assert_eq!(opened(&keys, "totp", "7", &damaged), None, "{at}");
        }
        for short in ["", "AAAA", &sealed[..sealed.len() - 4]] {
            assert_eq!(opened(&keys, "totp", "7", short), None);
        }
    }

    #[test]
    fn a_retired_key_opens_and_says_so() {
        let old = Keys::from_bytes([1; 32]);
        let sealed = old.seal("totp", "7", b"secret", &Chance::seeded(1));
        assert!(!old.unseal("totp", "7", &sealed).unwrap().retired);
        let new = Keys::with_retired([2; 32], [1; 32]);
        assert!(new.unseal("totp", "7", &sealed).unwrap().retired);
    }
}
