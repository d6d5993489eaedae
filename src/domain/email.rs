//! メールアドレス: what is accepted, how it is compared, and how it goes over SMTP.
//!
//! May enter: the syntax and the carriers' exceptions. Must not: whether somebody uses it, whether it
//! can be reached, the mail library's types.

use super::field::FieldError;
use super::text::{Nfkc, as_stored, fold_ascii, has_control, is_hyphen};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// Most characters of a whole address (RFC 5321 §4.5.3.1.3: a path has 256 with its brackets).
pub const MAX_CHARS: u16 = 254;
/// Most characters left of the `@` (RFC 5321 §4.5.3.1.1).
pub const MAX_LOCAL: usize = 64;

/// Carriers that gave out addresses such as `a..b.@docomo.ne.jp` until 2009, against RFC 5321; many are
/// still used.
const CARRIERS: [&str; 3] = ["docomo.ne.jp", "ezweb.ne.jp", "au.com"];

/// A mail address: ASCII, without quotes, comments or control characters.
///
/// Equality is that of the letters as stored; two people's addresses are compared by [`Email::key`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email {
    address: String,
    at: usize,
}

impl Email {
    /// Reads a typed address: full-width letters and `＠` are folded, spaces dropped, `。` read as a dot
    /// (input methods write it), the domain lower-cased. The local part keeps its case, for it is
    /// the receiving server's to judge.
    ///
    /// # Errors
    /// `Empty`, `TooLong` (over [`MAX_CHARS`]), `NotAnAddress`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        if has_control(raw.trim()) {
            return Err(FieldError::NotAnAddress);
        }
        let mut address: String = fold_ascii(raw, nfkc)
            .chars()
            .filter(|c| *c != ' ')
            .map(typed)
            .collect();
        if address.is_empty() {
            return Err(FieldError::Empty);
        }
        if address.chars().nth(usize::from(MAX_CHARS)).is_some() {
            return Err(FieldError::TooLong { max: MAX_CHARS });
        }
        let at = address.find('@').ok_or(FieldError::NotAnAddress)?;
        address[at..].make_ascii_lowercase();
        let email = Self { address, at };
        if is_domain(email.domain()) && email.has_good_local() {
            Ok(email)
        } else {
            Err(FieldError::NotAnAddress)
        }
    }

    /// An address that was parsed before it was stored.
    ///
    /// # Errors
    /// As [`Email::parse`], when the stored text was not written by this type.
    pub fn from_stored(text: &str) -> Result<Self, FieldError> {
        Self::parse(text, &as_stored)
    }

    /// The address as it is shown and stored.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// What addresses are compared by: all lower case. Providers treat the local part so, whatever the
    /// RFC allows, and people's keyboards write the first letter large.
    pub fn key(&self) -> String {
        self.address.to_ascii_lowercase()
    }

    /// The part left of the `@`.
    pub fn local(&self) -> &str {
        &self.address[..self.at]
    }

    /// The part right of the `@`, in lower case.
    pub fn domain(&self) -> &str {
        &self.address[self.at + 1..]
    }

    /// Whether the domain is one of the carriers whose old addresses break the rules.
    pub fn is_carrier(&self) -> bool {
        let domain = self.domain();
        CARRIERS.contains(&domain) || domain.ends_with(".ezweb.ne.jp")
    }

    /// Whether the local part is only legal in quotes: a dot in front, at the end, or two in a row.
    pub fn needs_quoting(&self) -> bool {
        !is_dot_atom(self.local())
    }

    /// The address as SMTP and a mail's header want it: `"a..b."@docomo.ne.jp` (RFC 5321 §4.1.2), else
    /// unchanged. Never holds a line break, a bracket, a quote inside quotes or a backslash.
    pub fn smtp(&self) -> String {
        if !self.needs_quoting() {
            return self.address.clone();
        }
        let mut out = String::with_capacity(self.address.len() + 2);
        out.push('"');
        out.push_str(self.local());
        out.push_str("\"@");
        out.push_str(self.domain());
        out
    }

    /// The address for eyes that need not see it whole: `t***@example.jp`.
    pub fn masked(&self) -> String {
        let mut out = String::with_capacity(self.address.len());
        out.push_str(&self.local()[..1]);
        out.push_str("***");
        out.push_str(&self.address[self.at..]);
        out
    }

    fn has_good_local(&self) -> bool {
        let local = self.local();
        local.len() <= MAX_LOCAL
            && local.bytes().all(|b| b == b'.' || is_atext(b))
            && (is_dot_atom(local) || (self.is_carrier() && local.bytes().any(is_atext)))
    }
}

/// Look-alikes that input methods put into addresses.
fn typed(c: char) -> char {
    match c {
        '。' => '.',
        c if is_hyphen(c) => '-',
        c => c,
    }
}

/// The characters of an atom (RFC 5322 §3.2.3).
fn is_atext(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b)
}

/// Whether dots stand only between other characters.
fn is_dot_atom(local: &str) -> bool {
    local.split('.').all(|part| !part.is_empty())
}

/// At least two labels of letters, digits and inner hyphens (RFC 1035 §2.3.1); the last one not a number,
/// which would be a network address.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let Some((_, last)) = domain.rsplit_once('.') else {
        return false;
    };
    domain.split('.').all(is_label) && !last.bytes().all(|b| b.is_ascii_digit())
}

impl Display for Email {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.address)
    }
}

impl TryFrom<String> for Email {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::from_stored(&text).map_err(|_| "not a mail address")
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.address
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    fn email(raw: &str) -> Result<String, FieldError> {
        Email::parse(raw, &nfkc).map(|email| email.to_string())
    }

    #[test]
    fn folds_what_phones_and_input_methods_write() {
        for raw in [
            "taro@example.jp",
            " taro@example.jp　",
            "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ",
            "taro @ example.jp",
            "taro@EXAMPLE.JP",
            "\u{feff}taro@example.jp\u{200b}",
            "taro＠example。jp",
            "taro@example.jp\r\n",
            "\ttaro@example.jp",
        ] {
            assert_eq!(email(raw).as_deref(), Ok("taro@example.jp"), "{raw}");
        }
        assert_eq!(
            email("Taro.Y+mail@Example.JP").as_deref(),
            Ok("Taro.Y+mail@example.jp")
        );
        assert_eq!(
            email("taro‐y@mail−x.example.jp").as_deref(),
            Ok("taro-y@mail-x.example.jp")
        );
    }

    #[test]
    fn compares_without_case() {
        let a = Email::parse("Taro@Example.jp", &nfkc).unwrap();
        let b = Email::parse("tARO@example.JP", &nfkc).unwrap();
        assert_eq!(a.key(), b.key());
        assert_ne!(a, b);
    }

    #[test]
    fn accepts_the_carriers_old_addresses_and_nobody_elses() {
        for local in ["a..b", "a.", ".a", "-a", "a..b.", "-..a.."] {
            for domain in ["docomo.ne.jp", "ezweb.ne.jp", "ab.ezweb.ne.jp", "au.com"] {
                let email = Email::parse(&format!("{local}@{domain}"), &nfkc).unwrap();
                assert!(email.is_carrier());
                let quoted = format!("\"{local}\"@{domain}");
                assert_eq!(
                    email.smtp(),
                    if local == "-a" {
                        format!("-a@{domain}")
                    } else {
                        quoted
                    }
                );
            }
            if local != "-a" {
                for domain in [
                    "example.jp",
                    "notdocomo.ne.jp",
                    "docomo.ne.jp.example.jp",
                    "x.docomo.ne.jp",
                    "xau.com",
                ] {
                    assert_eq!(
                        email(&format!("{local}@{domain}")),
                        Err(FieldError::NotAnAddress)
                    );
                }
            }
        }
        assert_eq!(email("..@docomo.ne.jp"), Err(FieldError::NotAnAddress));
        assert_eq!(email("@docomo.ne.jp"), Err(FieldError::NotAnAddress));
    }

    #[test]
    fn refuses_what_is_no_address() {
        for raw in [
            "taro",
            "taro@",
            "@example.jp",
            "taro@example",
            "taro@@example.jp",
            "taro@example@example.jp",
            "taro@-example.jp",
            "taro@example-.jp",
            "taro@example..jp",
            "taro@.example.jp",
            "taro@example.jp.",
            "taro@192.0.2.1",
            "taro@[192.0.2.1]",
            "\"taro\"@example.jp",
            "taro(x)@example.jp",
            "taro<x>@example.jp",
            "ta,ro@example.jp",
            "ta;ro@example.jp",
            "ta:ro@example.jp",
            "ta\\ro@example.jp",
            "太郎@example.jp",
            "taro@日本.jp",
            "taro@exa_mple.jp",
            "taro\0@example.jp",
            "taro@example.jp\r\nBcc:x@example.jp",
            "taro@exam\nple.jp",
            "taro\u{1b}@example.jp",
            "taro@example.jp\0",
            "😀@example.jp",
            "𠮷@example.jp",
        ] {
            assert_eq!(email(raw), Err(FieldError::NotAnAddress), "{raw}");
        }
        assert_eq!(email("　"), Err(FieldError::Empty));
    }

    #[test]
    fn keeps_to_the_limits() {
        let label = "a".repeat(63);
        let local = "a".repeat(64);
        let longest = format!("{local}@{label}.{label}.{}.jp", "a".repeat(58));
        assert_eq!(longest.len(), 254);
        assert!(email(&longest).is_ok());
        assert_eq!(
            email(&format!("{longest}p")),
            Err(FieldError::TooLong { max: 254 })
        );
        assert_eq!(
            email(&format!("{local}a@example.jp")),
            Err(FieldError::NotAnAddress)
        );
        assert_eq!(
            email(&format!("a@{label}a.jp")),
            Err(FieldError::NotAnAddress)
        );
        for text in megabytes() {
            assert!(Email::from_stored(&text).is_err());
        }
    }

    #[test]
    fn masks() {
        assert_eq!(
            Email::parse("taro@example.jp", &nfkc).unwrap().masked(),
            "t***@example.jp"
        );
    }

    #[test]
    fn travels_as_checked_text() {
        let email = Email::parse("a..b.@docomo.ne.jp", &nfkc).unwrap();
        let wire = serde_json::to_string(&email).unwrap();
        assert_eq!(wire, r#""a..b.@docomo.ne.jp""#);
        assert_eq!(serde_json::from_str::<Email>(&wire).unwrap(), email);
        assert!(serde_json::from_str::<Email>(r#""a..b.@example.jp""#).is_err());
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(raw in "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([a-z0-9-]{1,10}\\.){1,3}[a-z0-9]{2,5}") {
            if let Ok(read) = Email::parse(&raw, &nfkc) {
                prop_assert_eq!(read.as_str(), raw.as_str());
                prop_assert_eq!(Email::from_stored(read.as_str()), Ok(read.clone()));
                let rejoined = [read.local(), "@", read.domain()].concat();
                prop_assert_eq!(rejoined, raw);
            }
        }

        #[test]
        fn carriers_addresses_go_out_quoted(local in "[a-z0-9._-]{1,30}") {
            let read = Email::parse(&[&local, "@docomo.ne.jp"].concat(), &nfkc);
            prop_assert_eq!(read.is_ok(), local.contains(|c| c != '.'));
            if let Ok(read) = read {
                let broken = local.starts_with('.') || local.ends_with('.') || local.contains("..");
                prop_assert_eq!(read.needs_quoting(), broken);
                prop_assert_eq!(read.smtp().starts_with('"'), broken);
            }
        }

        #[test]
        fn nothing_dangerous_gets_through(local in hostile(), domain in hostile()) {
            for raw in [local.clone(), format!("{local}@{domain}"), format!("{local}@example.jp"), format!("a@{domain}.jp")] {
                if let Ok(read) = Email::parse(&raw, &nfkc) {
                    prop_assert!(read.as_str().bytes().all(|b| b.is_ascii_graphic() && !b"\"()<>,:;[]\\".contains(&b)));
                    prop_assert_eq!(read.as_str().matches('@').count(), 1);
                    prop_assert_eq!(Email::parse(read.as_str(), &nfkc), Ok(read));
                }
            }
        }
    }
}
