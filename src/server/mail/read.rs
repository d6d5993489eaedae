//! Reads mails back: the mailbox of a demo, and tests.
//!
//! It reads what [`super::message`] writes: MIME with text and HTML parts in base64, quoted-printable or as they are,
//! headers with encoded words (RFC 2047). It is no parser for mails of strangers.

use base64::{Engine, engine::general_purpose::STANDARD};

/// A mail as a person sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// Sender, decoded.
    pub from: String,
    /// Recipient address.
    pub to: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// 件名, decoded.
    pub subject: String,
    /// Date header as written.
    pub date: String,
    /// Message-ID with its angle brackets.
    pub message_id: String,
    /// Text part.
    pub text: String,
    /// HTML part.
    pub html: String,
}

impl Letter {
    /// Reads the bytes of a mail; `None` when they are not one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let raw = std::str::from_utf8(bytes).ok()?.replace("\r\n", "\n");
        let (head, body) = raw.split_once("\n\n")?;
        let headers = headers(head);
        let get = |name: &str| {
            headers
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, value)| decode_words(value))
        };
        let bare = |value: String| value.trim_matches(['<', '>']).to_owned();
        let mut letter = Self {
            from: get("From")?,
            to: bare(get("To")?),
            reply_to: get("Reply-To").map(bare),
            subject: get("Subject")?,
            date: get("Date")?,
            message_id: get("Message-ID")?,
            ..Self::default()
        };
        let content_type = get("Content-Type")?;
        let (_, boundary) = content_type.split_once("boundary=\"")?;
        let (boundary, _) = boundary.split_once('"')?;
        for part in body.split(&format!("--{boundary}")).skip(1) {
            let Some((head, content)) = part.trim_start_matches('\n').split_once("\n\n") else {
                continue;
            };
            let lower = head.to_ascii_lowercase();
            let content = decode_content(&lower, content.strip_suffix('\n').unwrap_or(content))?;
            if lower.contains("text/plain") {
                letter.text = content;
            } else if lower.contains("text/html") {
                letter.html = content;
            }
        }
        Some(letter)
    }
}

/// Header lines, unfolded.
fn headers(head: &str) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = headers.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
    }
    headers
}

/// RFC 2047: encoded words decoded, white space between two of them dropped.
fn decode_words(value: &str) -> String {
    let mut out = String::new();
    let mut gap = String::new();
    let mut after_word = false;
    for token in value.split_inclusive(' ') {
        let word = token.trim_end();
        let space = &token[word.len()..];
        if let Some(decoded) = decode_word(word) {
            if !after_word {
                out.push_str(&gap);
            }
            out.push_str(&decoded);
            after_word = true;
        } else {
            out.push_str(&gap);
            out.push_str(word);
            after_word = false;
        }
        gap = space.to_owned();
    }
    out
}

fn decode_word(word: &str) -> Option<String> {
    let inner = word.strip_prefix("=?")?.strip_suffix("?=")?;
    let mut parts = inner.splitn(3, '?');
    let (_charset, encoding, data) = (parts.next()?, parts.next()?, parts.next()?);
    let bytes = if encoding.eq_ignore_ascii_case("B") {
        STANDARD.decode(data).ok()?
    } else {
        decode_quoted(&data.replace('_', " "))
    };
    String::from_utf8(bytes).ok()
}

fn decode_content(lower_head: &str, content: &str) -> Option<String> {
    let bytes = if lower_head.contains("base64") {
        let compact: String = content.split_whitespace().collect();
        STANDARD.decode(compact).ok()?
    } else if lower_head.contains("quoted-printable") {
        decode_quoted(&content.replace("=\n", ""))
    } else {
        content.as_bytes().to_vec()
    };
    Some(String::from_utf8(bytes).ok()?.replace("\r\n", "\n"))
}

/// `=E3` and the like become bytes.
fn decode_quoted(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'=')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_of_both_kinds_are_read() {
        assert_eq!(
            decode_words("=?utf-8?B?44Oe44Kk?= =?utf-8?B?44Oa?= x =?UTF-8?Q?=E3=81=82_b?="),
            "マイペ x あ b"
        );
        assert_eq!(decode_words("plain text"), "plain text");
    }

    #[test]
    fn what_is_no_mail_is_none() {
        assert_eq!(Letter::read(b""), None);
        assert_eq!(Letter::read(b"Subject: x\r\n\r\nbody"), None);
        assert_eq!(Letter::read(&[0xff, 0xfe]), None);
    }
}
