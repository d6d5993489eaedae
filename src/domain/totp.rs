//! One-time codes of authenticator apps: TOTP (RFC 6238) with HMAC-SHA-1, six digits, 30 seconds, what every such app can.
//!
//! Pure: the caller brings the time and the HMAC, as it brings the Unicode tables elsewhere (a browser needs neither).

use super::code::ConfirmCode;

/// Bytes of a secret: as long as SHA-1's output (RFC 4226 §4 R6 recommends 160 bits).
pub const SECRET_BYTES: usize = 20;
/// How long one code is shown, ms.
pub const STEP_MS: i64 = 30_000;
/// How many steps early or late a code may be: clocks differ, and typing takes time (RFC 6238 §5.2).
pub const DRIFT: i64 = 1;

/// HMAC-SHA-1 of a message under the secret.
pub type Hmac<'a> = &'a dyn Fn(&[u8]) -> [u8; 20];

/// The time step of a moment in ms since 1970.
pub fn step_of(now_ms: i64) -> i64 {
    now_ms.div_euclid(STEP_MS)
}

/// The code of a time step (RFC 4226 §5.3: dynamic truncation).
pub fn code(step: i64, hmac: Hmac<'_>) -> ConfirmCode {
    let digest = hmac(&step.to_be_bytes());
    let at = usize::from(digest[19] & 0x0F);
    let number = u32::from_be_bytes([digest[at], digest[at + 1], digest[at + 2], digest[at + 3]]);
    ConfirmCode::from_number(number & 0x7FFF_FFFF)
}

/// The step whose code was typed, within [`DRIFT`] of now; the latest, should two steps share a code. Each candidate costs the same
/// work, whether one before it fits or not.
pub fn matching(
    typed: &ConfirmCode,
    now_ms: i64,
    hmac: Hmac<'_>,
    same: &dyn Fn(&[u8], &[u8]) -> bool,
) -> Option<i64> {
    let now = step_of(now_ms);
    let mut found = None;
    for step in now - DRIFT..=now + DRIFT {
        let expected = code(step, hmac);
        if same(expected.as_str().as_bytes(), typed.as_str().as_bytes()) {
            found = Some(step);
        }
    }
    found
}

/// Base 32 without padding (RFC 4648 §6), as apps take a secret.
pub fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::with_capacity((bytes.len() * 8).div_ceil(5));
    let (mut buffer, mut bits) = (0_u32, 0);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(ALPHABET[(buffer >> bits) as usize & 31]));
        }
        buffer &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(char::from(ALPHABET[(buffer << (5 - bits)) as usize & 31]));
    }
    text
}

/// A secret in groups of four, for typing it off.
pub fn grouped(base32: &str) -> String {
    let groups: Vec<&str> = (0..base32.len())
        .step_by(4)
        .map(|at| &base32[at..base32.len().min(at + 4)])
        .collect();
    groups.join(" ")
}

/// The address an app reads from a QR code (the `otpauth` scheme of Google Authenticator, understood by all).
pub fn otpauth(issuer: &str, account: &str, base32: &str) -> String {
    let (issuer, account) = (percent(issuer), percent(account));
    format!(
        "otpauth://totp/{issuer}:{account}?secret={base32}&issuer={issuer}&algorithm=SHA1&digits=6&period=30"
    )
}

fn percent(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_that_of_the_rfc() {
        for (text, encoded) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(text.as_bytes()), encoded);
        }
        assert_eq!(grouped("MZXW6YTBOI"), "MZXW 6YTB OI");
        assert_eq!(base32(&[0xFF; SECRET_BYTES]).len(), 32);
    }

    #[test]
    fn an_app_reads_the_address() {
        assert_eq!(
            otpauth("空色 健保", "sorano", "MZXW"),
            "otpauth://totp/%E7%A9%BA%E8%89%B2%20%E5%81%A5%E4%BF%9D:sorano?secret=MZXW\
             &issuer=%E7%A9%BA%E8%89%B2%20%E5%81%A5%E4%BF%9D&algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn steps_are_half_minutes() {
        assert_eq!(step_of(29_999), 0);
        assert_eq!(step_of(30_000), 1);
        assert_eq!(step_of(-1), -1);
    }
}
