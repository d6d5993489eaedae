//! Words of documents, as `web::words` does it for pages.
//!
//! May enter: text and functions from values to text. Must not: decisions, places on a page.

pub mod notice;

use crate::{
    domain::{checkup::yen::Yen, date::CivilDate, weekday::Weekday},
    web::words::{Lang, date},
};

/// Words of every document and of the 予約確認書.
pub struct DocumentWords {
    pub document: &'static str,
    pub point: &'static str,
    pub confirmation: &'static str,
    pub confirmed: &'static str,
    pub issued: &'static str,
    pub reference: &'static str,
    pub person: &'static str,
    pub honorific: &'static str,
    pub course: &'static str,
    pub options: &'static str,
    pub no_options: &'static str,
    pub between: &'static str,
    pub day: &'static str,
    pub reception: &'static str,
    pub reception_open: &'static str,
    pub site: &'static str,
    pub address: &'static str,
    pub phone: &'static str,
    pub share: &'static str,
    pub item: &'static str,
    pub price: &'static str,
    pub society: &'static str,
    pub own: &'static str,
    pub total: &'static str,
    pub share_note: &'static str,
    pub bring: &'static str,
    pub prepare: &'static str,
    pub change: &'static str,
    pub free: &'static str,
}

static JA: DocumentWords = DocumentWords {
    document: "書類",
    point: "・",
    confirmation: "予約確認書",
    confirmed: "次のとおり、健診の予約が確定しています。",
    issued: "発行日",
    reference: "予約番号",
    person: "受診する方",
    honorific: "様",
    course: "コース",
    options: "オプション検査",
    no_options: "なし",
    between: "、",
    day: "受診日",
    reception: "受付時刻",
    reception_open: "健診機関からの案内でご確認ください",
    site: "健診機関",
    address: "所在地",
    phone: "電話番号",
    share: "費用と窓口でのお支払い",
    item: "項目",
    price: "費用",
    society: "健保の補助",
    own: "自己負担額",
    total: "合計",
    share_note: "自己負担額の合計が、当日に窓口でお支払いいただく額です。",
    bring: "当日お持ちいただくもの",
    prepare: "受診前の準備",
    change: "予約の変更と取消",
    free: "期限までの取消に費用はかかりません。",
};

/// The words in a language.
pub fn of(lang: Lang) -> &'static DocumentWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// The language by its sign (BCP 47).
pub fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "ja",
    }
}

/// The number of a page.
pub fn page(lang: Lang, at: usize, of: usize) -> String {
    let Lang::Ja = lang;
    format!("{at} / {of} ページ")
}

/// A day with its day of the week.
pub fn day(lang: Lang, day: CivilDate) -> String {
    let weekday = Weekday::of(day).kanji();
    format!("{}({weekday})", date::date(lang, &day.to_string()))
}

/// A time of day.
pub fn time((hour, minute): (u8, u8)) -> String {
    format!("{hour}:{minute:02}")
}

/// Until when a booking can be changed by oneself.
pub fn until(lang: Lang, day: CivilDate, at: (u8, u8)) -> String {
    format!(
        "{} {}まで、マイページで変更と取消ができます。",
        self::day(lang, day),
        time(at)
    )
}

/// What to do when it is too late for that.
pub fn later(lang: Lang, site: &str, phone: &str) -> String {
    let Lang::Ja = lang;
    format!("期限を過ぎた後は、{site}(電話 {phone})へご連絡ください。")
}

/// What a cancellation costs after the deadline.
pub fn fee(lang: Lang, amount: Yen) -> String {
    let Lang::Ja = lang;
    format!("期限を過ぎた取消には{amount}の費用がかかります。")
}

/// What a cancellation costs after the deadline, in the institution's words.
pub fn late_cost(lang: Lang, said: &str) -> String {
    let Lang::Ja = lang;
    format!("期限を過ぎた取消の費用: {said}")
}

/// That the deadline has passed, and whom to call.
pub fn passed(lang: Lang, day: CivilDate, at: (u8, u8), site: &str, phone: &str) -> String {
    format!(
        "期限({} {})を過ぎているため、変更と取消は{site}(電話 {phone})へご連絡ください。",
        self::day(lang, day),
        time(at)
    )
}

/// What stands at the foot of the 予約確認書.
pub fn foot(lang: Lang, society: &str, reference: &str) -> String {
    let words = of(lang);
    format!(
        "{society}  {} {} {reference}",
        words.confirmation, words.reference
    )
}
