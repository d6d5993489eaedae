//! The second factor of staff: secrets for authenticator apps, sealed in the database, and the codes they make.
//!
//! May enter: keys, chance, ring. Must not: the database (the use case decides whether a code is still unused).

use qrcode::{Color, EcLevel, QrCode};
use ring::hmac;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{chance::Chance, keys::Keys};
use crate::domain::{
    code::ConfirmCode,
    totp::{self, SECRET_BYTES},
};

/// What secrets are sealed for.
const PURPOSE: &str = "staff-totp";
/// Modules of white around a QR code (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// An authenticator's secret.
pub struct TotpSecret {
    bytes: Zeroizing<Vec<u8>>,
    /// Whether it is sealed under a retired key.
    pub retired: bool,
}

impl TotpSecret {
    /// A fresh one.
    pub fn random(chance: &Chance) -> Self {
        Self {
            bytes: Zeroizing::new(chance.bytes::<SECRET_BYTES>().to_vec()),
            retired: false,
        }
    }

    /// For the database: sealed to the person's row.
    pub fn seal(&self, keys: &Keys, staff_id: i64, chance: &Chance) -> String {
        keys.seal(PURPOSE, &staff_id.to_string(), &self.bytes, chance)
    }

    /// From the database; `None` if it was damaged or belongs to another row or key.
    pub fn unseal(keys: &Keys, staff_id: i64, sealed: &str) -> Option<Self> {
        let unsealed = keys.unseal(PURPOSE, &staff_id.to_string(), sealed)?;
        Some(Self {
            bytes: unsealed.bytes,
            retired: unsealed.retired,
        })
    }

    /// In base 32, as it is typed into an app.
    pub fn base32(&self) -> String {
        totp::base32(&self.bytes)
    }

    /// The time step whose code was typed, if it is one of now.
    pub fn matching(&self, typed: &ConfirmCode, now_ms: i64) -> Option<i64> {
        let same = |a: &[u8], b: &[u8]| bool::from(a.ct_eq(b));
        totp::matching(typed, now_ms, &|message| self.hmac(message), &same)
    }

    /// The code an app shows at a moment.
    #[cfg(test)]
    pub(crate) fn code_at(&self, now_ms: i64) -> ConfirmCode {
        totp::code(totp::step_of(now_ms), &|message| self.hmac(message))
    }

    /// From its base-32 form, as an app would read it.
    #[cfg(test)]
    pub(crate) fn from_base32(text: &str) -> Self {
        let value = |c: u8| match c {
            b'A'..=b'Z' => c - b'A',
            b'2'..=b'7' => c - b'2' + 26,
            other => panic!("{other} is no base 32"),
        };
        let bits = text.bytes().filter(|c| *c != b' ').flat_map(|c| {
            let value = value(c);
            (0..5).rev().map(move |bit| (value >> bit) & 1)
        });
        let bits: Vec<u8> = bits.collect();
        let bytes = bits.chunks_exact(8);
        let bytes = bytes.map(|bits| bits.iter().fold(0, |byte, bit| (byte << 1) | bit));
        Self {
            bytes: Zeroizing::new(bytes.collect()),
            retired: false,
        }
    }

    fn hmac(&self, message: &[u8]) -> [u8; 20] {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.bytes);
        let tag = hmac::sign(&key, message);
        tag.as_ref().try_into().expect("SHA-1 makes 20 bytes")
    }
}

/// A QR code as an SVG path of unit squares, and how many units it is wide and high; `None` if the text is too long for one.
pub fn qr(text: &str) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            let (x, y) = (at % width + QUIET, at / width + QUIET);
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    Some((width + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret of its SHA-1 rows.
    fn of_the_rfc() -> TotpSecret {
        TotpSecret {
            bytes: Zeroizing::new(b"12345678901234567890".to_vec()),
            retired: false,
        }
    }

    fn typed(digits: u32) -> ConfirmCode {
        ConfirmCode::from_number(digits)
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        for (seconds, code) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            let shown = of_the_rfc().code_at(seconds * 1000);
            assert_eq!(shown, typed(code), "{seconds}");
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off() {
        let (secret, now) = (of_the_rfc(), 1_111_111_111_000);
        let step = totp::step_of(now);
        for (off, found) in [
            (-2, None),
            (-1, Some(-1)),
            (0, Some(0)),
            (1, Some(1)),
            (2, None),
        ] {
            let shown = secret.code_at(now + off * totp::STEP_MS);
            let expected = found.map(|at: i64| step + at);
            assert_eq!(secret.matching(&shown, now), expected, "{off}");
        }
    }

    #[test]
    fn a_secret_survives_sealing_and_typing_off() {
        let (keys, chance) = (Keys::from_bytes([1; 32]), Chance::seeded(1));
        let secret = TotpSecret::random(&chance);
        let sealed = secret.seal(&keys, 7, &chance);
        let opened = TotpSecret::unseal(&keys, 7, &sealed).unwrap();
        assert_eq!(opened.base32(), secret.base32());
        assert!(TotpSecret::unseal(&keys, 8, &sealed).is_none());
        let retyped = TotpSecret::from_base32(&totp::grouped(&secret.base32()));
        assert_eq!(retyped.code_at(0), secret.code_at(0));
    }

    #[test]
    fn an_address_becomes_a_picture() {
        let text = totp::otpauth("空色健康保険組合", "sorano", &of_the_rfc().base32());
        let (size, path) = qr(&text).unwrap();
        assert!((40..90).contains(&size), "{size}");
        assert!(path.starts_with("M4 4h1v1h-1z"), "the finder's corner");
        assert!(qr(&"x".repeat(5000)).is_none());
    }
}
