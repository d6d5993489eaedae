//! Words of the frame around every page.

use super::Lang;
use crate::web::page::{TextSize, Theme};

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
    /// ログアウト
    pub logout: &'static str,
    /// What the links of a signed-in person are for.
    pub navigation: &'static str,
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
    /// Before the phone number.
    pub phone: &'static str,
    /// Opens the display settings.
    pub display: &'static str,
    /// An ornament beside it: letters of two sizes.
    pub display_sample: &'static str,
    /// 文字サイズ
    pub text_size: &'static str,
    /// 画面の色
    pub colours: &'static str,
    sizes: [&'static str; 3],
    themes: [&'static str; 3],
}

static JA: ShellWords = ShellWords {
    product: "マイページ",
    skip: "本文へ進む",
    home: "トップページ",
    login: "ログイン",
    logout: "ログアウト",
    navigation: "マイページの操作",
    mypage: "マイページ",
    faq: "よくある質問",
    privacy: "個人情報の扱い",
    terms: "利用規約",
    contact: "お問い合わせ",
    phone: "電話",
    display: "文字サイズ・色",
    display_sample: "あA",
    text_size: "文字サイズ",
    colours: "画面の色",
    sizes: ["標準", "大", "特大"],
    themes: ["自動", "明るい", "暗い"],
};

impl ShellWords {
    /// Name of a text size.
    pub fn size(&self, size: TextSize) -> &'static str {
        let [standard, large, xlarge] = self.sizes;
        match size {
            TextSize::Standard => standard,
            TextSize::Large => large,
            TextSize::XLarge => xlarge,
        }
    }

    /// Name of a colour scheme.
    pub fn theme(&self, theme: Theme) -> &'static str {
        let [auto, light, dark] = self.themes;
        match theme {
            Theme::Auto => auto,
            Theme::Light => light,
            Theme::Dark => dark,
        }
    }

    /// The society with its 保険者番号.
    pub fn society(&self, name: &str, insurer_number: &str) -> String {
        format!("{name}(保険者番号 {insurer_number})")
    }

    /// When the phone is answered.
    pub fn hours(&self, hours: &str) -> String {
        format!("({hours})")
    }
}

/// Words of the frame.
pub fn shell(lang: Lang) -> &'static ShellWords {
    match lang {
        Lang::Ja => &JA,
    }
}
