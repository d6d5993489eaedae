//! Words of the demo's mailbox.

use super::Lang;

/// Words of `/dev/mailbox`.
pub struct MailboxWords {
    /// Heading of the list.
    pub title: &'static str,
    /// What this is.
    pub lead: &'static str,
    /// No mails yet.
    pub empty: &'static str,
    /// 宛先
    pub to: &'static str,
    /// 差出人
    pub from: &'static str,
    /// 日時
    pub date: &'static str,
    /// Leads to the HTML part.
    pub html: &'static str,
    /// Back to the list.
    pub back: &'static str,
    /// There is no such mail.
    pub missing: &'static str,
}

static JA: MailboxWords = MailboxWords {
    title: "お試し用のメール一覧",
    lead: "このサイトはお試し用です。メールは外には送られず、ここで読めます。",
    empty: "メールはまだありません。",
    to: "宛先",
    from: "差出人",
    date: "日時",
    html: "HTMLの表示を見る",
    back: "メール一覧に戻る",
    missing: "このメールは見つかりませんでした。",
};

/// The words.
pub fn mailbox(lang: Lang) -> &'static MailboxWords {
    match lang {
        Lang::Ja => &JA,
    }
}
