//! What the other mail server said, fit to be stored and shown.

/// Longest text kept, in characters.
const TEXT_MAX: usize = 200;

/// Code and text of a reply, or of a failure on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// SMTP reply code, where there was a reply.
    pub code: Option<u16>,
    /// One line without addresses.
    pub text: String,
}

impl Reply {
    /// Cleans what the other side wrote: one line, printable, no mail addresses, not long.
    pub fn new(code: Option<u16>, text: &str) -> Self {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .map(|word| if word.contains('@') { "(…)" } else { word })
            .collect();
        Self {
            code,
            text: words.join(" ").chars().take(TEXT_MAX).collect(),
        }
    }

    /// Whether the code asks for another kind of connection (RFC 4954: authentication or encryption missing or wrong)
    /// or says goodbye: that is ours or the server's trouble and says nothing about the recipient.
    pub fn is_about_connection(&self) -> bool {
        matches!(
            self.code,
            Some(421 | 454 | 523 | 524 | 525 | 530 | 534 | 535 | 538)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_line_breaks_are_dropped() {
        let reply = Reply::new(
            Some(550),
            "5.1.1 <a..b.@docomo.ne.jp>:\r\n Recipient\0 unknown",
        );
        assert_eq!(reply.text, "5.1.1 (…) Recipient unknown");
        assert_eq!(
            Reply::new(None, &"あ".repeat(999)).text.chars().count(),
            200
        );
    }
}
