//! Addresses as they go over the wire: the local part quoted where RFC 5321 asks for it.
//!
//! Old mobile addresses such as `a..b.@docomo.ne.jp` are no dot-atoms; `"a..b."@docomo.ne.jp` is how they go out
//! (RFC 5321 §4.1.2, RFC 5322 §3.4.1). What cannot be written safely on one line is refused here, whatever checked it before.

use std::fmt;

use lettre::Address;

/// An address in wire form: ASCII, no white space outside a quoted local part, no control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireAddress {
    local: String,
    domain: String,
}

/// Longest local part (RFC 5321 §4.5.3.1.1), in octets.
const LOCAL_MAX: usize = 64;
/// Longest domain (RFC 5321 §4.5.3.1.2), in octets.
const DOMAIN_MAX: usize = 255;

impl WireAddress {
    /// Reads `local@domain` as typed; `None` when it cannot go out safely.
    pub fn new(address: &str) -> Option<Self> {
        let (local, domain) = address.rsplit_once('@')?;
        let local_ok = (1..=LOCAL_MAX).contains(&local.len())
            && local
                .bytes()
                .all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\\'));
        let domain_ok = (1..=DOMAIN_MAX).contains(&domain.len())
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && label
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            });
        (local_ok && domain_ok).then(|| Self {
            local: if is_dot_atom(local) {
                local.to_owned()
            } else {
                format!("\"{local}\"")
            },
            domain: domain.to_owned(),
        })
    }

    /// The part after the `@`.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// For the SMTP envelope. lettre's own check refuses quoted local parts with consecutive dots, ours has been done.
    pub fn envelope(&self) -> Address {
        Address::new_dangerous(&self.local, &self.domain)
    }
}

impl fmt::Display for WireAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.local, self.domain)
    }
}

/// RFC 5322 `dot-atom-text`.
fn is_dot_atom(local: &str) -> bool {
    local.split('.').all(|atom| {
        !atom.is_empty()
            && atom
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wire(address: &str) -> Option<String> {
        WireAddress::new(address).map(|address| address.to_string())
    }

    #[test]
    fn old_mobile_addresses_are_quoted() {
        assert_eq!(
            wire("a..b.@docomo.ne.jp").as_deref(),
            Some("\"a..b.\"@docomo.ne.jp")
        );
        assert_eq!(
            wire(".x@ezweb.ne.jp").as_deref(),
            Some("\".x\"@ezweb.ne.jp")
        );
        assert_eq!(
            WireAddress::new("a..b.@docomo.ne.jp")
                .unwrap()
                .envelope()
                .to_string(),
            "\"a..b.\"@docomo.ne.jp"
        );
    }

    #[test]
    fn ordinary_addresses_stay_as_typed() {
        for address in [
            "Taro.Yamada+mail@example.jp",
            "-a@docomo.ne.jp",
            "o'brien@sub.example.jp",
        ] {
            assert_eq!(wire(address).as_deref(), Some(address));
        }
    }

    #[test]
    fn what_could_break_a_line_is_refused() {
        for address in [
            "a@example.jp\r\nRCPT TO:<b@example.jp>",
            "a\r\nBcc: b@example.jp",
            "a\nb@example.jp",
            "a b@example.jp",
            "a\0@example.jp",
            "a\"b@example.jp",
            "a\\@example.jp",
            "a@example.jp>",
            "a@exam ple.jp",
            "a@",
            "@example.jp",
            "a@.jp",
            "あ@example.jp",
            "a@例え.jp",
            "a",
            "",
        ] {
            assert_eq!(wire(address), None, "{address:?}");
        }
    }
}
