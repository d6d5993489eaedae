//! Words a booking takes along: for the 予約確認書 and for a calendar.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::day::short_day;
use crate::{domain::date::CivilDate, web::words::Lang};

/// Words of these documents.
pub struct DocumentWords {
    pub bring: &'static [&'static str],
    pub questionnaire: &'static str,
    pub reference: &'static str,
    pub phone: &'static str,
}

static JA: DocumentWords = DocumentWords {
    bring: &[
        "マイナ保険証または資格確認書",
        "この予約確認書(画面でも結構です)",
        "自己負担額のお支払い(税込み)",
    ],
    questionnaire: "問診は、受診日までにインターネットでご記入ください",
    reference: "予約番号",
    phone: "健診機関の電話番号",
};

/// Words of these documents.
pub fn document(lang: Lang) -> &'static DocumentWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// A step of the preparation.
pub fn step(lang: Lang, on: CivilDate, text: &str) -> String {
    format!("{} {text}", short_day(lang, on))
}
