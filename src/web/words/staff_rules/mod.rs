//! Words of what staff decide for 受診ナビ.

/// Declares the words of a page: a `struct` of sentences, one `static` per language, and the function that chooses.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident from $function:ident { $($field:ident: $ja:literal,)+ }) => {
        $(#[$meta])*
        #[expect(missing_docs, reason = "the name of a field says which words it is")]
        pub struct $name {
            $(pub $field: &'static str,)+
        }

        $(#[$meta])*
        pub fn $function(lang: crate::web::words::Lang) -> &'static $name {
            static JA: $name = $name { $($field: $ja,)+ };
            match lang {
                crate::web::words::Lang::Ja => &JA,
            }
        }
    };
}

mod course;
mod courses;
mod files;
mod holidays;
mod institution;
mod institutions;
mod places;

pub use course::*;
pub use courses::*;
pub use files::*;
pub use holidays::*;
pub use institution::*;
pub use institutions::*;
pub use places::*;

use super::{Lang, date::date};

words! {
    /// Words that stand on all these pages.
    RulesWords from rules {
        caption: "健診の設定",
        card_text: "コースと健診機関、料金、休診日、空き枠、CSVの取り込みと書き出し。",
        navigation: "健診の設定の中の移動",
        courses: "コース",
        institutions: "健診機関",
        holidays: "休日",
        files: "CSV",
        saved: "保存しました。",
        read_only: "お使いの役割では、見るだけで変更はできません。変更は管理者が行います。",
        year: "年度",
        years: "年度の切り替え",
        save: "保存する",
        add: "追加する",
        remove: "消す",
        yes: "○",
        none: "なし",
        all: "全員",
        male: "男性",
        female: "女性",
        date_hint: "例: 2027-04-01、R9.4.1",
        fresh: "入力を捨てて、保存されている内容を表示する",
        nav_label: "健診の設定",
    }
}

/// A fiscal year.
pub fn fiscal_year(lang: Lang, year: i32) -> String {
    let Lang::Ja = lang;
    format!("{year}年度")
}

/// A calendar year.
pub fn calendar_year(lang: Lang, year: i32) -> String {
    let Lang::Ja = lang;
    format!("{year}年")
}

/// From one day to another.
pub fn span(lang: Lang, from: &str, to: &str) -> String {
    let Lang::Ja = lang;
    format!("{}〜{}", date(lang, from), date(lang, to))
}

/// A day with its weekday: `2026-12-01(火)`.
pub fn day(lang: Lang, iso: &str) -> String {
    let Lang::Ja = lang;
    let weekday = iso
        .parse::<crate::domain::date::CivilDate>()
        .map(crate::domain::weekday::Weekday::of);
    match weekday {
        Ok(weekday) => format!("{}({})", date(lang, iso), weekday.kanji()),
        Err(_) => iso.to_owned(),
    }
}

/// An institution's class.
pub fn class(lang: Lang, class: crate::domain::checkup::institution::InstitutionClass) -> String {
    let Lang::Ja = lang;
    format!("区分{}", class.code().to_ascii_uppercase())
}

/// For whom a day is.
pub fn day_sex(lang: Lang, sex: crate::domain::checkup::institution::DaySex) -> &'static str {
    use crate::domain::checkup::institution::DaySex;
    let words = rules(lang);
    match sex {
        DaySex::Any => words.all,
        DaySex::Female => words.female,
        DaySex::Male => words.male,
    }
}
