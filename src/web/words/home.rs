//! Words of the entrance page.

use super::Lang;

/// Words of `/`.
pub struct HomeWords {
    /// Heading under the society's name.
    pub title: &'static str,
    /// What the site is.
    pub lead: &'static str,
    /// The red button.
    pub register: &'static str,
    /// The other button.
    pub login: &'static str,
}

static JA: HomeWords = HomeWords {
    title: "マイページ",
    lead: "健康診断の申込みや医療費のお知らせなど、健康保険組合の手続きをスマートフォンやパソコンで行えます。",
    register: "登録画面",
    login: "ログイン",
};

/// Words of the entrance.
pub fn home(lang: Lang) -> &'static HomeWords {
    match lang {
        Lang::Ja => &JA,
    }
}
