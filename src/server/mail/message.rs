//! The bytes of a mail (RFC 5322, MIME): the text part first, the HTML part second.
//!
//! The same row gives the same bytes each time it is sent, Message-ID and boundary included, so that a receiver which
//! saw an interrupted attempt can tell the second from a new mail.

use mail_builder::{
    MessageBuilder,
    headers::{
        address::Address, content_type::ContentType, message_id::MessageId, raw::Raw, text::Text,
    },
    mime::MimePart,
};

use super::address::WireAddress;
use crate::server::clock::{Millis, japan};

/// What a mail says, and to whom.
#[derive(Clone, Debug)]
pub struct Message {
    /// Display name of the sender.
    pub from_name: String,
    /// Sender.
    pub from: WireAddress,
    /// The one recipient.
    pub to: WireAddress,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<WireAddress>,
    /// 件名
    pub subject: String,
    /// Text part.
    pub text: String,
    /// HTML part.
    pub html: String,
    /// The moment in the Date header.
    pub at: Millis,
    /// Left part of the Message-ID, also the boundary: ASCII letters, digits, `-`, `.`.
    pub id: String,
}

impl Message {
    /// The bytes, lines ended by CRLF, all ASCII.
    pub fn bytes(&self) -> Vec<u8> {
        let boundary = format!("_{}_", self.id);
        let mut builder = MessageBuilder::new()
            .from(Address::new_address(
                Some(one_line(&self.from_name)),
                self.from.to_string(),
            ))
            .to(Address::new_address(None::<String>, self.to.to_string()));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(Address::new_address(None::<String>, reply_to.to_string()));
        }
        builder
            .header("Subject", Text::new(one_line(&self.subject)))
            .header("Date", Raw::new(japan(self.at).to_rfc2822()))
            .message_id(MessageId::new(self.message_id()))
            .header("Auto-Submitted", Raw::new("auto-generated"))
            .header("Content-Language", Raw::new("ja"))
            .body(MimePart::new(
                ContentType::new("multipart/alternative").attribute("boundary", boundary),
                vec![
                    MimePart::new("text/plain", canonical(&self.text)),
                    MimePart::new("text/html", canonical(&self.html)),
                ],
            ))
            .write_to_vec()
            .expect("memory takes everything")
    }

    /// The Message-ID without its angle brackets.
    pub fn message_id(&self) -> String {
        format!("{}@{}", self.id, self.from.domain())
    }
}

/// Text of a part with CRLF between its lines, as RFC 2046 §4.1.1 wants it also inside base64.
fn canonical(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// `text` without line breaks and other control characters, so that it cannot end a header.
fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::mail::read::Letter;

    fn message() -> Message {
        Message {
            from_name: "空色健康保険組合".into(),
            from: WireAddress::new("no-reply@sorairo-kenpo.example.jp").unwrap(),
            to: WireAddress::new("a..b.@docomo.ne.jp").unwrap(),
            reply_to: None,
            subject: "マイページ登録手続き".into(),
            text: "こんにちは。\n.\n確認コード: 012345\n".into(),
            html: "<p>こんにちは。</p>".into(),
            at: 1_795_312_800_000,
            id: "outbox-7.0a1b2c3d".into(),
        }
    }

    fn headers(bytes: &[u8]) -> String {
        let text = std::str::from_utf8(bytes).unwrap();
        text.split("\r\n\r\n").next().unwrap().to_owned()
    }

    #[test]
    fn the_raw_headers_are_right() {
        let bytes = message().bytes();
        assert!(bytes.is_ascii());
        insta::assert_snapshot!(headers(&bytes).replace("\r\n", "\n"), @r#"
        From: =?utf-8?B?56m66Imy5YGl5bq35L+d6Zm657WE5ZCI?=
         <no-reply@sorairo-kenpo.example.jp>
        To: <"a..b."@docomo.ne.jp>
        Subject: =?utf-8?B?44Oe44Kk44Oa44O844K455m76Yyy5omL57aa44GN?=
        Date: Sun, 22 Nov 2026 11:00:00 +0900
        Message-ID: <outbox-7.0a1b2c3d@sorairo-kenpo.example.jp>
        Auto-Submitted: auto-generated
        Content-Language: ja
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="_outbox-7.0a1b2c3d_"
        "#);
    }

    #[test]
    fn what_goes_in_comes_out() {
        let letter = Letter::read(&message().bytes()).unwrap();
        assert_eq!(letter.subject, "マイページ登録手続き");
        assert_eq!(letter.to, "\"a..b.\"@docomo.ne.jp");
        assert_eq!(
            letter.from,
            "空色健康保険組合 <no-reply@sorairo-kenpo.example.jp>"
        );
        assert_eq!(letter.text, "こんにちは。\n.\n確認コード: 012345\n");
        assert_eq!(letter.html, "<p>こんにちは。</p>");
    }

    #[test]
    fn the_same_row_gives_the_same_bytes() {
        assert_eq!(message().bytes(), message().bytes());
    }

    #[test]
    fn the_text_part_comes_first() {
        let text = String::from_utf8(message().bytes()).unwrap();
        assert!(text.find("text/plain").unwrap() < text.find("text/html").unwrap());
    }

    #[test]
    fn nothing_poisoned_reaches_the_headers() {
        let poison = "山田\r\nBcc: evil@example.jp\r\n\r\nbody\0\u{7f}\u{85}";
        let bytes = Message {
            from_name: poison.into(),
            subject: poison.into(),
            text: poison.into(),
            html: poison.into(),
            ..message()
        }
        .bytes();
        let headers = headers(&bytes);
        assert!(
            !headers
                .lines()
                .any(|line| line.to_ascii_lowercase().starts_with("bcc")),
            "{headers}"
        );
        assert_eq!(
            headers
                .lines()
                .filter(|line| !line.starts_with([' ', '\t']))
                .count(),
            9,
            "{headers}"
        );
        let letter = Letter::read(&bytes).unwrap();
        assert_eq!(letter.subject, "山田Bcc: evil@example.jpbody");
    }
}
