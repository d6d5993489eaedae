//! Words of the desk of 医療費のお知らせ.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

pub mod batch;
pub mod batches;
pub mod earlier;
pub mod family;
pub mod orphans;
pub mod paper;
pub mod report;

use super::Lang;
pub use crate::domain::checkup::yen::grouped;
use crate::domain::expense::month::Month;

/// Words that its pages share.
pub struct ExpenseWords {
    pub heading: &'static str,
    pub card_text: &'static str,
    pub navigation: &'static str,
}

static JA: ExpenseWords = ExpenseWords {
    heading: "医療費のお知らせ",
    card_text: "毎月の医療費の取り込みと公開、持ち主のわからない行、紙の請求、不開示。",
    navigation: "医療費のお知らせの画面",
};

/// Words that the desk's pages share.
pub fn expenses(lang: Lang) -> &'static ExpenseWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// 2026年10月
pub fn month(lang: Lang, month: Month) -> String {
    crate::web::words::checkup::day::month(lang, month.year(), month.month())
}

/// An amount.
pub fn yen(lang: Lang, amount: u64) -> String {
    let Lang::Ja = lang;
    format!("{}円", grouped(amount))
}

/// How many rows.
pub fn rows(lang: Lang, count: i64) -> String {
    let Lang::Ja = lang;
    format!("{}行", grouped(count.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (12_345_678, "12,345,678"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}
