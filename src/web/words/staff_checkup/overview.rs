//! Words of the overview of the desk.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{
    domain::date::CivilDate,
    web::words::{Lang, checkup::day::full_day},
};

/// Words of the overview.
pub struct OverviewWords {
    pub heading: &'static str,
    pub card_text: &'static str,
    pub states: &'static str,
    pub wishes: &'static str,
    pub no_wishes: &'static str,
    pub today: &'static str,
    pub nothing_today: &'static str,
    pub ways: &'static str,
    pub list_text: &'static str,
    pub proxy_text: &'static str,
    pub daily_text: &'static str,
    pub rates_text: &'static str,
    pub results_text: &'static str,
    pub number: &'static str,
    pub since: &'static str,
    pub open: &'static str,
}

static JA: OverviewWords = OverviewWords {
    heading: "受診ナビ",
    card_text: "予約、希望日への回答、電話での代理予約、日別名簿、受診率。",
    states: "今年度の予約の状況",
    wishes: "回答を待っている希望日(古い順)",
    no_wishes: "回答を待っている希望日はありません。",
    today: "今日のうちに確かめること",
    nothing_today: "今日のうちに確かめることはありません。",
    ways: "できること",
    list_text: "状態・健診機関・受診日・氏名などで予約をさがし、処理します。",
    proxy_text: "電話を受けながら、本人に代わって予約します。",
    daily_text: "健診機関ごとの受診者の名簿。受診済・未受診をまとめて記録し、機関へリンクで渡します。",
    rates_text: "年度・続柄・年齢・性別・事業所ごとの受診率。",
    results_text: "加入者が送った、ほかで受けた健診の結果を確かめます。",
    number: "予約番号",
    since: "受付",
    open: "開く",
};

/// Words of the overview.
pub fn overview(lang: Lang) -> &'static OverviewWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// How long a wish has waited.
pub fn waited(lang: Lang, since: &str, days: i64) -> String {
    let day = crate::web::words::date::date(lang, since);
    match days {
        0 => format!("{day}(今日)"),
        days => format!("{day}({days}日前)"),
    }
}

/// How many bookings.
pub fn cases(lang: Lang, count: i64) -> String {
    let Lang::Ja = lang;
    format!("{count}件")
}

/// Places held now.
pub fn holds(lang: Lang, count: i64) -> String {
    let Lang::Ja = lang;
    format!("加入者が確認中の仮押さえ: {count}件(10分で自動的に空きます)")
}

/// Offers and those that end today.
pub fn offers(lang: Lang, count: i64, ending: i64) -> String {
    let Lang::Ja = lang;
    format!("キャンセル待ちからの案内中: {count}件(うち今日までの回答期限 {ending}件)")
}

/// People on the waiting list.
pub fn waiting(lang: Lang, count: i64) -> String {
    let Lang::Ja = lang;
    format!("キャンセル待ち: {count}件")
}

/// Bookings of past days without a note.
pub fn unnoted(lang: Lang, count: i64) -> String {
    let Lang::Ja = lang;
    format!("受診日を過ぎて、受診済・未受診が記録されていない予約: {count}件")
}

/// Results that wait.
pub fn results(lang: Lang, count: i64) -> String {
    let Lang::Ja = lang;
    format!("確認を待っている、ほかで受けた健診の結果: {count}件")
}

/// Links that end today.
pub fn links(lang: Lang, count: i64) -> String {
    let Lang::Ja = lang;
    format!("今日で開けなくなる日別名簿のリンク: {count}件")
}

/// A course whose 申込期間 ends.
pub fn closing(lang: Lang, course: &str, to: CivilDate) -> String {
    format!("「{course}」の申込みは{}までです", full_day(lang, to))
}
