//! Words of お問い合わせ.

use super::{Lang, field::wait};
use crate::domain::contact::{ContactField, Topic};
use crate::domain::field::FieldError;

/// Words of `/contact` and `/contact/sent`.
pub struct ContactWords {
    /// Title.
    pub title: &'static str,
    /// What to expect.
    pub lead: &'static str,
    /// What is better not written.
    pub care: &'static str,
    /// A way that may be shorter.
    pub faq_first: &'static str,
    /// Label of the topic.
    pub topic: &'static str,
    /// The choice that is none yet.
    pub topic_none: &'static str,
    /// Label of the reply address.
    pub email: &'static str,
    /// What it is for.
    pub email_hint: &'static str,
    /// Label of the message.
    pub body: &'static str,
    /// Label of the field people leave empty.
    pub trap: &'static str,
    /// Button.
    pub send: &'static str,
    /// Heading of the other way.
    pub phone_title: &'static str,
    /// The other way; places as in [`super::help::Facts::fill`].
    pub phone: &'static str,
    /// Title after sending.
    pub sent_title: &'static str,
    /// What happens now.
    pub sent_text: &'static str,
    /// What the receipt mail is; places as in [`super::help::Facts::fill`].
    pub sent_mail: &'static str,
    /// Way back.
    pub home: &'static str,
}

static JA: ContactWords = ContactWords {
    title: "お問い合わせ",
    lead: "ご質問やお困りのことを、健康保険組合にお送りいただけます。担当者がメールでお答えします。お急ぎのときは、お電話をご利用ください。",
    care: "記号・番号、マイナンバー、パスワード、病気についての詳しい内容は、書かないでください。必要なときは、こちらからおたずねします。",
    faq_first: "よくある質問で、すぐに解決することもあります。",
    topic: "お問い合わせの種類",
    topic_none: "選んでください",
    email: "返信先のメールアドレス",
    email_hint: "お答えをお送りします。受付のお知らせも、このアドレスに届きます。",
    body: "お問い合わせの内容",
    trap: "この欄は空のままにしてください",
    send: "送信する",
    phone_title: "お電話でのお問い合わせ",
    phone: "電話 {phone}({hours})",
    sent_title: "お問い合わせを受け付けました",
    sent_text: "ありがとうございます。担当者が内容を確かめ、ご入力のメールアドレスにお答えします。",
    sent_mail: "受付のお知らせもメールでお送りします(短い間に続けて送られたときは、省くことがあります)。届かないときは、迷惑メールフォルダと、{domain} からのメールを受信する設定をお確かめください。",
    home: "トップページへ",
};

impl ContactWords {
    /// How long the message may be, and what helps.
    pub fn body_hint(&self, max: usize) -> String {
        format!(
            "{max}文字まで。画面に出た言葉や、お使いの端末も書いていただくと、早くお答えできます。"
        )
    }

    /// The number of a message that was taken in.
    pub fn number(&self, number: i64) -> String {
        format!("受付番号：{number}")
    }
}

/// Words of the contact pages.
pub fn contact(lang: Lang) -> &'static ContactWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// A topic in words.
pub fn topic(lang: Lang, topic: Topic) -> &'static str {
    match lang {
        Lang::Ja => match topic {
            Topic::Account => "登録・ログイン・パスワードについて",
            Topic::Mail => "メールが届かない・メールマガジンについて",
            Topic::Qualification => "資格・記号番号について",
            Topic::Checkup => "健康診断について",
            Topic::Expense => "医療費のお知らせについて",
            Topic::Privacy => "個人情報・退会について",
            Topic::Other => "その他",
        },
    }
}

/// What to do about an error of a field.
pub fn error(lang: Lang, field: ContactField, error: FieldError) -> String {
    let Lang::Ja = lang;
    match (field, error) {
        (_, FieldError::Throttled { seconds }) => {
            let wait = wait(lang, seconds);
            format!("送信の回数が多いため、いったん受付を止めています。{wait}ほど待ってから、もう一度送信してください")
        }
        (ContactField::Topic, _) => "お問い合わせの種類を選んでください".into(),
        (ContactField::Email, FieldError::Empty) => {
            "返信先のメールアドレスを入力してください".into()
        }
        (ContactField::Email, FieldError::TooLong { max }) => {
            format!("返信先のメールアドレスは{max}文字以内で入力してください")
        }
        (ContactField::Email, _) => {
            "返信先のメールアドレスは「taro@example.jp」のように、@を入れて入力してください".into()
        }
        (ContactField::Body, FieldError::Empty) => "お問い合わせの内容を入力してください".into(),
        (ContactField::Body, FieldError::TooLong { max }) => {
            format!("お問い合わせの内容は{max}文字以内で入力してください")
        }
        (ContactField::Body, _) => {
            "お問い合わせの内容に、使えない文字(制御文字)が含まれています。文字だけで入力し直してください".into()
        }
        (ContactField::Website, _) => "この欄は空のままで送信してください".into(),
    }
}
