//! The demo's mailbox as pages.

use leptos::prelude::*;

use crate::web::mailbox::{
    Entry, MailboxLetter, MailboxLetterProps, MailboxList, MailboxListProps, Opened,
};

fn list(entries: Vec<Entry>) -> String {
    Owner::new().with(|| MailboxList(MailboxListProps { entries }).to_html())
}

fn letter(letter: Option<Opened>) -> String {
    Owner::new().with(|| MailboxLetter(MailboxLetterProps { letter }).to_html())
}

#[test]
fn the_list_leads_to_each_mail() {
    let entry = |id, subject: &str| Entry {
        id,
        subject: subject.into(),
        to: "\"a..b.\"@docomo.ne.jp".into(),
        date: "Sun, 22 Nov 2026 11:00:00 +0900".into(),
    };
    let html = list(vec![entry(12, "二通目"), entry(3, "<b>一通目</b>")]);
    let first = html.find("href=\"/dev/mailbox/12\"").unwrap();
    let second = html.find("href=\"/dev/mailbox/3\"").unwrap();
    assert!(first < second);
    assert!(!html.contains("<b>一通目"));
    assert!(list(Vec::new()).contains("メールはまだありません"));
}

#[test]
fn a_mail_shows_its_text_with_links_and_nothing_it_brings_along() {
    let html = letter(Some(Opened {
        subject: "マイページ登録手続き".into(),
        from: "空色健康保険組合 <no-reply@sorairo-kenpo.example.jp>".into(),
        to: "hanako@example.jp".into(),
        date: String::new(),
        text: "下のURL\nhttps://mypage.example.jp/register/complete/abc\n<script>x</script>\njavascript:x".into(),
    }));
    assert!(html.contains("href=\"https://mypage.example.jp/register/complete/abc\""));
    assert!(html.contains("&lt;no-reply@sorairo-kenpo.example.jp&gt;"));
    assert!(!html.contains("<script"));
    assert!(!html.contains("href=\"javascript"));
    assert!(letter(None).contains("見つかりませんでした"));
}
