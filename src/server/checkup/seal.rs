//! Files of members, sealed before they are kept: XChaCha20-Poly1305 under a key made from the secret key.
//!
//! May enter: bytes. Must not: where they are kept. Whose a file is, is part of the seal: in another person's row it does not open.
//! The 24 bytes of chance that make each seal its own are long enough never to meet again.

use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};

use crate::server::{chance::Chance, keys::Keys};

const PURPOSE: &str = "seal/exam-result";
const NONCE: usize = 24;

fn cipher(keys: &Keys) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&keys.mac(PURPOSE, b"").into())
}

fn bound_to(person_id: i64) -> [u8; 8] {
    person_id.to_be_bytes()
}

/// Seals a person's file: the nonce, then what was encrypted, with its proof.
pub fn seal(keys: &Keys, chance: &Chance, person_id: i64, file: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE] = chance.bytes();
    let mut sealed = file.to_vec();
    cipher(keys)
        .encrypt_in_place(&nonce.into(), &bound_to(person_id), &mut sealed)
        .expect("files are far below what the cipher can take");
    [nonce.as_slice(), &sealed].concat()
}

/// Opens a person's file; nothing where it was changed, is another person's, or was sealed under another key.
pub fn open(keys: &Keys, person_id: i64, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
    let mut file = rest.to_vec();
    cipher(keys)
        .decrypt_in_place(&(*nonce).into(), &bound_to(person_id), &mut file)
        .ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::{open, seal};
    use crate::server::{chance::Chance, keys::Keys};

    #[test]
    fn opens_for_its_owner_alone_and_only_as_it_was() {
        let (keys, chance) = (Keys::from_bytes([7; 32]), Chance::seeded(1));
        let sealed = seal(&keys, &chance, 5, b"%PDF-1.7 result");
        assert_eq!(
            open(&keys, 5, &sealed).as_deref(),
            Some(b"%PDF-1.7 result".as_slice())
        );
        assert!(!sealed.windows(4).any(|part| part == b"%PDF"));
        assert_eq!(open(&keys, 6, &sealed), None);
        assert_eq!(open(&Keys::from_bytes([8; 32]), 5, &sealed), None);
        for at in [0, 24, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(open(&keys, 5, &changed), None);
        }
        assert_eq!(open(&keys, 5, b"short"), None);
        assert_ne!(seal(&keys, &chance, 5, b"x"), seal(&keys, &chance, 5, b"x"));
    }
}
