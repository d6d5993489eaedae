//! Words of the frame around every page.

use super::Lang;

/// Words of header, footer and document.
pub struct ShellWords {
    /// The product's name.
    pub product: &'static str,
    /// Skip link.
    pub skip: &'static str,
    /// トップページ
    pub home: &'static str,
    /// Navigation labels.
    pub login: &'static str,
    /// マイページ
    pub mypage: &'static str,
    /// よくある質問
    pub faq: &'static str,
    /// 個人情報の扱い
    pub privacy: &'static str,
    /// 利用規約
    pub terms: &'static str,
    /// お問い合わせ
    pub contact: &'static str,
}

static JA: ShellWords = ShellWords {
    product: "マイページ",
    skip: "本文へ進む",
    home: "トップページ",
    login: "ログイン",
    mypage: "マイページ",
    faq: "よくある質問",
    privacy: "個人情報の扱い",
    terms: "利用規約",
    contact: "お問い合わせ",
};

/// Words of the frame.
pub fn shell(lang: Lang) -> &'static ShellWords {
    match lang {
        Lang::Ja => &JA,
    }
}
