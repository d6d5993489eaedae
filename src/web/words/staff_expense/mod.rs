//! Words of the desk of 医療費のお知らせ.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

pub mod family;

use super::Lang;

/// Words that its pages share.
pub struct ExpenseWords {
    pub heading: &'static str,
    pub card_text: &'static str,
    pub navigation: &'static str,
    pub batches: &'static str,
}

static JA: ExpenseWords = ExpenseWords {
    heading: "医療費のお知らせ",
    card_text: "毎月の医療費の取り込みと公開、持ち主のわからない行、紙の請求、不開示。",
    navigation: "医療費のお知らせの画面",
    batches: "取り込みと公開",
};

/// Words that the desk's pages share.
pub fn expenses(lang: Lang) -> &'static ExpenseWords {
    match lang {
        Lang::Ja => &JA,
    }
}
