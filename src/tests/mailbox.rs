//! The demo's mailbox as pages.

use std::{env, fs, path::PathBuf};

use axum::http::{Method, StatusCode};
use leptos::prelude::*;

use super::app::{PUBLIC_URL, on_each_as_set};
use crate::{
    server::{
        keys::Keys,
        mail::{
            Mail,
            carried::Carried,
            compose::{Composer, Row},
            transport::Folder,
        },
        settings::{Environment, Settings},
    },
    web::mailbox::{
        Entry, MailboxLetter, MailboxLetterProps, MailboxList, MailboxListProps, Opened,
    },
};

fn data_folder() -> PathBuf {
    env::temp_dir().join(format!("mypage-mailbox-{}", std::process::id()))
}

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
        at: "2026-11-22 11:00".into(),
    };
    let html = list(vec![entry(12, "二通目"), entry(3, "<b>一通目</b>")]);
    let first = html.find("href=\"/dev/mailbox/12\"").unwrap();
    let second = html.find("href=\"/dev/mailbox/3\"").unwrap();
    assert!(first < second);
    assert!(html.contains("2026年11月22日 11:00"));
    assert!(!html.contains("<b>一通目"));
    assert!(list(Vec::new()).contains("メールはまだありません"));
}

#[test]
fn a_mail_shows_its_text_with_links_and_nothing_it_brings_along() {
    let html = letter(Some(Opened {
        subject: "マイページ登録手続き".into(),
        from: "空色健康保険組合 <no-reply@sorairo-kenpo.example.jp>".into(),
        to: "hanako@example.jp".into(),
        id: 12,
        at: String::new(),
        text: "下のURL\nhttps://mypage.example.jp/register/complete/abc\n<script>x</script>\njavascript:x".into(),
    }));
    assert!(html.contains("href=\"/dev/mailbox/12/html\""));
    assert!(html.contains("href=\"https://mypage.example.jp/register/complete/abc\""));
    assert!(html.contains("&lt;no-reply@sorairo-kenpo.example.jp&gt;"));
    assert!(!html.contains("<script"));
    assert!(!html.contains("href=\"javascript"));
    assert!(letter(None).contains("見つかりませんでした"));
}

#[tokio::test]
async fn a_mail_is_shown_as_it_looks_but_can_do_nothing() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Leptos.toml");
    let environment = Environment::of([("PUBLIC_URL", PUBLIC_URL)]);
    let settings = Settings::load(file.as_ref(), &environment).unwrap();
    let composer = Composer::new(settings.into(), Keys::from_bytes([7; 32])).unwrap();
    let row = Row {
        id: 7,
        recipient: "hanako@example.jp",
        created_at: 1_795_312_800_000,
    };
    let parcel = composer
        .compose(row, &Mail::Withdrawn, Carried::Nothing)
        .unwrap();
    Folder::new(data_folder()).send(&parcel).await;
    let as_set = |settings: &mut Settings| {
        settings.demo = true;
        settings.data_dir = data_folder();
    };
    on_each_as_set(as_set, |app| async move {
        let mut browser = app.browser();
        browser
            .opens("/dev/mailbox")
            .await
            .says("2026年11月22日 11:00");
        let page = browser.opens("/dev/mailbox/7").await;
        page.says("2026年11月22日 11:00");
        assert!(page.html.contains("href=\"/dev/mailbox/7/html\""));
        let answer = browser.ask(Method::GET, "/dev/mailbox/7/html").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body.contains("class=\"footer\""));
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("sandbox; default-src 'none';"));
        assert_eq!(answer.headers["cross-origin-opener-policy"], "unsafe-none");
        let answer = browser.ask(Method::GET, "/dev/mailbox/8/html").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let answer = browser.ask(Method::GET, "/dev/mailbox/7").await;
        assert_eq!(answer.headers["cross-origin-opener-policy"], "same-origin");
    })
    .await;
    fs::remove_dir_all(data_folder()).unwrap();
}
