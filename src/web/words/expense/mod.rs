//! Words of 医療費のお知らせ.

use super::Lang;
use crate::domain::{
    checkup::yen::grouped,
    expense::{category::Category, month::Month},
};

pub mod family;
pub mod verify;
pub mod year;

/// 12,345円
pub fn yen(lang: Lang, amount: u64) -> String {
    let Lang::Ja = lang;
    format!("{}円", grouped(amount))
}

/// 2026年
pub fn year(lang: Lang, year: i32) -> String {
    let Lang::Ja = lang;
    format!("{year}年")
}

/// 4月
pub fn month(lang: Lang, month: u8) -> String {
    let Lang::Ja = lang;
    format!("{month}月")
}

/// 2026年4月
pub fn full_month(lang: Lang, of: Month) -> String {
    [year(lang, of.year()), month(lang, of.month())].concat()
}

/// 診療区分
pub fn category(lang: Lang, category: Category) -> &'static str {
    let Lang::Ja = lang;
    match category {
        Category::MedicalIn => "医科入院",
        Category::MedicalOut => "医科外来",
        Category::DentalIn => "歯科入院",
        Category::DentalOut => "歯科",
        Category::Pharmacy => "調剤",
        Category::HomeNursing => "訪問看護",
        Category::Judo => "柔道整復",
        Category::Acupuncture => "あんま・はり・きゅう",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_by_thousands() {
        for (amount, said) in [
            (0, "0円"),
            (999, "999円"),
            (1_000, "1,000円"),
            (12_345_678, "12,345,678円"),
        ] {
            assert_eq!(yen(Lang::Ja, amount), said);
        }
    }
}
