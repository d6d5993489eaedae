//! Words the controls themselves need.

use super::Lang;

/// Words of the controls.
pub struct UiWords {
    /// Beside the label of a question that must be answered.
    pub required: &'static str,
    /// Beside the label of a question that may be left out.
    pub optional: &'static str,
    /// Shows a password.
    pub show: &'static str,
    /// Hides it again.
    pub hide: &'static str,
    /// Heading of the error summary.
    pub problems: &'static str,
    /// Back link.
    pub back: &'static str,
    /// Link beside an answer to check.
    pub change: &'static str,
    /// Button of a search.
    pub search: &'static str,
    /// Before the domain that mail filters have to let through.
    pub sender_domain: &'static str,
    /// What is wrong with a browser that keeps no cookies, and what to do.
    pub no_cookies: [&'static str; 2],
}

static JA: UiWords = UiWords {
    required: "必須",
    optional: "任意",
    show: "表示",
    hide: "隠す",
    problems: "入力内容に問題があります",
    back: "戻る",
    change: "変更",
    search: "さがす",
    sender_domain: "受信を許可するドメイン：",
    no_cookies: [
        "ブラウザがCookieを受け付けていません",
        "入力の続きをお預かりするために、Cookieが必要です。ブラウザの設定でこのサイトのCookieを有効にして、もう一度お試しください。",
    ],
};

/// Words of the controls.
pub fn ui(lang: Lang) -> &'static UiWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// An error as it stands at its field. Islands use it too.
pub fn error_line(lang: Lang, error: &str) -> String {
    let Lang::Ja = lang;
    ["エラー：", error].concat()
}

/// What something labelled like others is about, read out after the label.
pub fn about(lang: Lang, what: &str) -> String {
    let Lang::Ja = lang;
    format!("（{what}）")
}

/// Which step of how many.
pub fn step(lang: Lang, current: usize, of: usize) -> String {
    let Lang::Ja = lang;
    format!("手順 {current}／{of}")
}

/// How the title of a page begins on which something went wrong. Islands use it too.
pub fn title_of_errors(lang: Lang) -> &'static str {
    let Lang::Ja = lang;
    "エラー："
}

/// The document's title: what the page is for, whose site it is, and first of all whether something went wrong.
pub fn document_title(lang: Lang, heading: &str, society: &str, has_error: bool) -> String {
    let prefix = if has_error { title_of_errors(lang) } else { "" };
    format!("{prefix}{heading}｜{society} マイページ")
}
