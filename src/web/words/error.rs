//! Words of the pages for what went wrong as a whole (not at one field).

use super::Lang;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The page does not exist.
    NotFound,
    /// What was sent could not be read.
    Unreadable,
    /// What was sent is too large.
    TooLarge,
    /// The request came from another site.
    OtherSite,
    /// The request took too long to arrive.
    Slow,
    /// The server has more to do than it can.
    Busy,
    /// Something unexpected.
    Internal,
}

/// Title and explanation of a failure.
pub struct FailureWords {
    /// Title of the page.
    pub title: &'static str,
    /// What is so and what to do next.
    pub text: &'static str,
}

/// Words for a failure.
pub fn failure(lang: Lang, kind: FailureKind) -> FailureWords {
    let Lang::Ja = lang;
    let (title, text) = match kind {
        FailureKind::NotFound => (
            "このページは見つかりません",
            "アドレスが変わったか、入力に違いがあるようです。下のリンクからお進みください。",
        ),
        FailureKind::Unreadable => (
            "送信された内容を読み取れませんでした",
            "前の画面に戻り、もう一度入力してください。登録やお手続きの内容は変わっていません。",
        ),
        FailureKind::TooLarge => (
            "送信された内容が大きすぎます",
            "入力を短くして、もう一度お試しください。登録やお手続きの内容は変わっていません。",
        ),
        FailureKind::OtherSite => (
            "ほかのサイトからの操作は受け付けていません",
            "このサイトを開き直して、もう一度お試しください。",
        ),
        FailureKind::Slow => (
            "通信に時間がかかりすぎました",
            "電波のよい場所で、もう一度お試しください。",
        ),
        FailureKind::Busy => (
            "ただいま混み合っています",
            "数秒待ってから、もう一度お試しください。登録やお手続きの内容は変わっていません。",
        ),
        FailureKind::Internal => (
            "処理を続けられませんでした",
            "時間をおいて、もう一度お試しください。続くときは、お手数ですが健康保険組合へご連絡ください。",
        ),
    };
    FailureWords { title, text }
}
