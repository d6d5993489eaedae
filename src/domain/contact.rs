//! お問い合わせ: a message to the society.

use serde::{Deserialize, Serialize};

use super::{
    email::Email,
    field::{FieldError, FieldErrors},
    form::{cut, fields},
    text::Nfkc,
};

fields! {
    /// Fields of the message form.
    ContactField {
        /// 用件
        Topic = "topic",
        /// 返信先のメールアドレス
        Email = "email",
        /// 内容
        Body = "body",
        /// The field people never see and programs fill in. A browser may fill it in too, so nobody's message is thrown
        /// away for it: it is shown then, with the wish to empty it.
        Website = "website",
    }
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// 登録・ログイン
    Account,
    /// メールが届かない
    Mail,
    /// 資格・記号番号
    Qualification,
    /// 健診
    Checkup,
    /// 医療費のお知らせ
    Expense,
    /// 個人情報・退会
    Privacy,
    /// その他
    Other,
}

impl Topic {
    /// All topics, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Account,
        Self::Mail,
        Self::Qualification,
        Self::Checkup,
        Self::Expense,
        Self::Privacy,
        Self::Other,
    ];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Mail => "mail",
            Self::Qualification => "qualification",
            Self::Checkup => "checkup",
            Self::Expense => "expense",
            Self::Privacy => "privacy",
            Self::Other => "other",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }
}

/// Longest message, in characters.
pub const MAX_BODY: usize = 2_000;

/// The message as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    /// 用件
    pub topic: String,
    /// 返信先
    pub email: String,
    /// 内容
    pub body: String,
    /// A field people never see; only programs fill it in.
    pub website: String,
}

/// What the message parses into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// 用件
    pub topic: Topic,
    /// 返信先
    pub email: Email,
    /// 内容, with `\n` line ends.
    pub body: String,
}

impl ContactForm {
    /// Reads the form and collects every error.
    ///
    /// # Errors
    /// One code per field that needs attention.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<Message, FieldErrors<ContactField>> {
        let mut errors = FieldErrors::new();
        let topic = Topic::from_code(&self.topic).ok_or(FieldError::Empty);
        let topic = errors.keep(ContactField::Topic, topic);
        let email = errors.keep(ContactField::Email, Email::parse(&self.email, nfkc));
        let body = errors.keep(ContactField::Body, body(&self.body));
        if !self.website.is_empty() {
            errors.insert(ContactField::Website, FieldError::Unknown);
        }
        match (topic, email, body) {
            (Some(topic), Some(email), Some(body)) => {
                errors.into_result(Message { topic, email, body })
            }
            _ => Err(errors),
        }
    }

    /// What may be kept and shown again: of the message more than may be sent, so that it can be shortened.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            topic: cut(&self.topic),
            email: cut(&self.email),
            body: self.body.chars().take(2 * MAX_BODY).collect(),
            website: cut(&self.website),
        }
    }
}

fn body(raw: &str) -> Result<String, FieldError> {
    let text = raw.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    if text.chars().count() > MAX_BODY {
        return Err(FieldError::TooLong {
            max: MAX_BODY as u16,
        });
    }
    if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return Err(FieldError::BadCharacter);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn form(body: &str) -> ContactForm {
        ContactForm {
            topic: "mail".into(),
            email: "hanako@example.jp".into(),
            body: body.into(),
            website: String::new(),
        }
    }

    fn read(form: &ContactForm) -> Result<Message, FieldErrors<ContactField>> {
        form.parse(&|raw: &str| raw.nfkc().collect())
    }

    #[test]
    fn lines_are_kept_and_control_characters_refused() {
        assert_eq!(
            read(&form("一行目\r\n二行目")).map(|m| m.body),
            Ok("一行目\n二行目".into())
        );
        let errors = read(&form("a\0b")).expect_err("NUL");
        assert_eq!(
            errors.get(ContactField::Body),
            Some(FieldError::BadCharacter)
        );
        let errors = read(&form(&"あ".repeat(2001))).expect_err("too long");
        assert_eq!(
            errors.get(ContactField::Body),
            Some(FieldError::TooLong { max: 2000 })
        );
    }

    #[test]
    fn what_is_too_long_is_kept_to_be_shortened() {
        let typed = form(&"𠮷".repeat(2_500));
        assert_eq!(typed.without_secrets(), typed);
        let absurd = form(&"あ".repeat(300_000)).without_secrets();
        assert_eq!(absurd.body.chars().count(), 2 * MAX_BODY);
    }

    #[test]
    fn a_filled_trap_is_an_error_like_any_other() {
        let typed = ContactForm {
            website: "http://example.jp".into(),
            ..form("内容")
        };
        let errors = read(&typed).expect_err("a trap");
        assert_eq!(errors.get(ContactField::Website), Some(FieldError::Unknown));
        assert_eq!(typed.without_secrets(), typed);
    }

    #[test]
    fn codes_of_topics_are_read_back() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_code(topic.code()), Some(topic));
        }
        let unknown = ContactForm {
            topic: "everything".into(),
            ..form("内容")
        };
        let errors = read(&unknown).expect_err("no such topic");
        assert_eq!(errors.get(ContactField::Topic), Some(FieldError::Empty));
    }

    proptest! {
        #[test]
        fn a_read_body_reads_the_same_again(body in any::<String>()) {
            if let Ok(message) = read(&form(&body)) {
                prop_assert_eq!(read(&form(&message.body)), Ok(message));
            }
        }
    }
}
