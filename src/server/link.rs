//! Secrets that travel: mailed links and their codes, cookies' tokens.
//!
//! May enter: keys and chance. Must not: the database, the wording of a mail, the lifetime of a link (use cases have it).
//! The database holds only a link's seed; what the mail carries can be made from it with the key alone, at the moment
//! of sending. So neither a stolen database nor an outbox row opens anything.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::{
    chance::Chance,
    keys::{Keys, hex},
};
use crate::domain::{code::ConfirmCode, link::Purpose};

/// Bytes of a seed: 128 bits of chance (ASVS 11.5.1).
const SEED_BYTES: usize = 16;
/// Bytes of the proof that follows the seed in a token.
const PROOF_BYTES: usize = 16;
/// Bytes of a cookie's token: 256 bits of chance.
const PLAIN_BYTES: usize = 32;

/// What a mailed link is made from. Kept in the database; worthless without the key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Seed {
    bytes: [u8; SEED_BYTES],
    text: String,
}

impl Seed {
    /// A fresh seed.
    pub fn random(chance: &Chance) -> Self {
        Self::new(chance.bytes())
    }

    fn new(bytes: [u8; SEED_BYTES]) -> Self {
        Self {
            bytes,
            text: URL_SAFE_NO_PAD.encode(bytes),
        }
    }

    /// As the database keeps it: 22 characters of base64url.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// A seed as it was stored; `None` if this is none.
    pub fn from_stored(text: &str) -> Option<Self> {
        decode::<SEED_BYTES>(text).map(Self::new)
    }
}

impl Keys {
    /// The token in a mailed URL: 43 characters of base64url, 16 bytes seed and 16 bytes proof that this key made it
    /// for this purpose.
    pub fn token(&self, purpose: Purpose, seed: &Seed) -> String {
        let mut bytes = [0; SEED_BYTES + PROOF_BYTES];
        bytes[..SEED_BYTES].copy_from_slice(&seed.bytes);
        bytes[SEED_BYTES..].copy_from_slice(&self.proof(purpose, seed));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The seed of a token made for `purpose`; `None` if it was cut, mistyped, forged or made for something else.
    /// The proof is compared in constant time.
    pub fn read_token(&self, purpose: Purpose, token: &str) -> Option<Seed> {
        let bytes = decode::<{ SEED_BYTES + PROOF_BYTES }>(token)?;
        let (seed, proof) = bytes.split_at(SEED_BYTES);
        let seed = Seed::new(seed.try_into().expect("the seed's length"));
        bool::from(self.proof(purpose, &seed).ct_eq(proof)).then_some(seed)
    }

    /// The six-digit code that does the same as the link, for people whose mail opens elsewhere. Guesses are counted
    /// by the use case.
    pub fn confirm_code(&self, purpose: Purpose, seed: &Seed) -> ConfirmCode {
        let mac = self.mac(&format!("confirm-code/{}", purpose.code()), &seed.bytes);
        let number = u64::from_be_bytes(mac[..8].try_into().expect("eight of 32 bytes"));
        let digits = u32::try_from(number % 1_000_000).expect("below a million");
        ConfirmCode::from_number(digits)
    }

    fn proof(&self, purpose: Purpose, seed: &Seed) -> [u8; PROOF_BYTES] {
        let mac = self.mac(&format!("link/{}", purpose.code()), &seed.bytes);
        mac[..PROOF_BYTES].try_into().expect("16 of 32 bytes")
    }
}

/// A token for a cookie: 256 bits of chance, 43 characters of base64url. The database holds its [`token_digest`].
pub fn plain_token(chance: &Chance) -> String {
    URL_SAFE_NO_PAD.encode(chance.bytes::<PLAIN_BYTES>())
}

/// SHA-256 of a cookie's token as 64 hex digits. No key is needed: 256 bits cannot be tried out (ASVS 6.5.2).
pub fn token_digest(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// A nonce for the scripts and styles of one answer: 128 bits of chance.
pub fn page_nonce() -> String {
    leptos::nonce::Nonce::new().to_string()
}

/// Exactly `N` bytes of canonical base64url without padding.
fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    // A length check first: nobody's megabyte is decoded.
    if text.len() != (N * 4).div_ceil(3) {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const PURPOSES: [Purpose; 5] = [
        Purpose::Registration,
        Purpose::Approval,
        Purpose::PasswordReset,
        Purpose::EmailChange,
        Purpose::DailyList,
    ];

    fn keys() -> Keys {
        Keys::from_bytes([9; 32])
    }

    #[test]
    fn a_token_gives_its_seed_back_for_its_purpose_alone() {
        let chance = Chance::seeded(1);
        for purpose in PURPOSES {
            let seed = Seed::random(&chance);
            let token = keys().token(purpose, &seed);
            assert_eq!(token.len(), 43);
            assert_eq!(keys().read_token(purpose, &token), Some(seed));
            for other in PURPOSES.into_iter().filter(|other| *other != purpose) {
                assert_eq!(keys().read_token(other, &token), None);
            }
            let stranger = Keys::from_bytes([8; 32]);
            assert_eq!(stranger.read_token(purpose, &token), None);
        }
    }

    #[test]
    fn every_single_damaged_character_is_noticed() {
        const ALPHABET: &[u8] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \0";
        let seed = Seed::random(&Chance::seeded(2));
        let token = keys().token(Purpose::Registration, &seed);
        let mut tried = 0;
        for place in 0..token.len() {
            for &letter in ALPHABET {
                let mut damaged = token.clone().into_bytes();
                if damaged[place] == letter {
                    continue;
                }
                damaged[place] = letter;
                let damaged = String::from_utf8(damaged).unwrap();
                assert_eq!(keys().read_token(Purpose::Registration, &damaged), None);
                tried += 1;
            }
            let mut cut = token.clone();
            cut.remove(place);
            assert_eq!(keys().read_token(Purpose::Registration, &cut), None);
        }
        assert_eq!(tried, 43 * (ALPHABET.len() - 1));
        for text in [
            "",
            "=",
            "あ",
            &format!("{token}="),
            &format!("{token}A"),
            &format!("{token}\n"),
            &"A".repeat(1 << 20),
        ] {
            assert_eq!(keys().read_token(Purpose::Registration, text), None);
        }
    }

    #[test]
    fn a_seed_survives_the_database() {
        let chance = Chance::seeded(3);
        for _ in 0..100 {
            let seed = Seed::random(&chance);
            assert_eq!(seed.as_str().len(), 22);
            assert_eq!(Seed::from_stored(seed.as_str()), Some(seed));
        }
        assert_eq!(Seed::from_stored("too short"), None);
    }

    #[test]
    fn the_token_cannot_be_made_from_the_seed_without_the_key() {
        let seed = Seed::random(&Chance::seeded(4));
        let token = keys().token(Purpose::Registration, &seed);
        let proof = &URL_SAFE_NO_PAD.decode(token).unwrap()[SEED_BYTES..];
        assert_ne!(proof, &Sha256::digest(seed.bytes)[..PROOF_BYTES]);
        assert_ne!(
            proof,
            Keys::from_bytes([0; 32]).proof(Purpose::Registration, &seed)
        );
    }

    #[test]
    fn codes_are_six_digits_spread_out_and_bound_to_purpose_and_key() {
        let chance = Chance::seeded(5);
        let seeds: Vec<Seed> = (0..200).map(|_| Seed::random(&chance)).collect();
        let codes = |keys: &Keys, purpose| -> Vec<String> {
            seeds
                .iter()
                .map(|seed| keys.confirm_code(purpose, seed).as_str().to_owned())
                .collect()
        };
        let ours = codes(&keys(), Purpose::Registration);
        assert!(
            ours.iter()
                .all(|code| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()))
        );
        assert!(ours.iter().collect::<HashSet<_>>().len() > 195);
        assert!(
            ours.iter().any(|code| code.starts_with('0')),
            "leading zeros stay"
        );
        assert_eq!(ours, codes(&keys(), Purpose::Registration));
        assert_ne!(ours, codes(&keys(), Purpose::EmailChange));
        assert_ne!(
            ours,
            codes(&Keys::from_bytes([1; 32]), Purpose::Registration)
        );
    }

    #[test]
    fn cookie_tokens_differ_and_digest_like_sha_256() {
        let chance = Chance::seeded(6);
        let tokens: HashSet<String> = (0..1000).map(|_| plain_token(&chance)).collect();
        assert_eq!(tokens.len(), 1000);
        assert!(tokens.iter().all(|token| token.len() == 43));
        assert_eq!(
            token_digest("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
