//! Words of キャンセル待ち at the desk.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::web::words::{Lang, date::date};

/// Words of the page.
pub struct WaitingWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub none: &'static str,
}

static JA: WaitingWords = WaitingWords {
    heading: "キャンセル待ち",
    lead: "枠が空くと、待っている順に自動で案内します。受診日の近い順です。表示した方の情報は、見たことが記録されます。",
    none: "キャンセル待ちの方はいません。",
};

/// Words of the page.
pub fn waiting(lang: Lang) -> &'static WaitingWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// Headings of the table.
pub fn columns(lang: Lang) -> [&'static str; 6] {
    let Lang::Ja = lang;
    ["加入者", "受診日", "健診機関", "コース", "順番", "受付"]
}

/// The place in the queue.
pub fn turn(lang: Lang, turn: i64) -> String {
    let Lang::Ja = lang;
    format!("{turn}番目")
}

/// That a place is offered.
pub fn offered(lang: Lang, until: &str) -> String {
    format!("案内中(期限 {})", date(lang, until))
}

/// That not everybody is shown.
pub fn cut(lang: Lang, total: i64, shown: usize) -> Option<String> {
    let Lang::Ja = lang;
    let all = i64::try_from(shown).is_ok_and(|shown| shown >= total);
    (!all).then(|| format!("{total}人のうち、受診日の近い{shown}人を表示しています。"))
}
