//! Words of 受診率.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{
    domain::{
        checkup::rate::{AgeBand, Axis, Cell, Key},
        date::CivilDate,
        relationship::Sex,
    },
    web::words::{
        Lang,
        checkup::day::plain_day,
        staff_checkup::bookings::{relation, sex},
    },
};

/// Words of 受診率.
pub struct RateWords {
    pub heading: &'static str,
    pub year: &'static str,
    pub by: &'static str,
    pub basis: &'static str,
    pub on_april: &'static str,
    pub latest: &'static str,
    pub show: &'static str,
    pub table: &'static str,
    pub plot: &'static str,
    pub total: &'static str,
    pub no_courses: &'static str,
    pub definition: &'static str,
    pub nobody: &'static str,
    pub no_workplace: &'static str,
    pub plot_cut: &'static str,
}

static JA: RateWords = RateWords {
    heading: "受診率",
    year: "年度",
    by: "分け方(いくつでも)",
    basis: "対象者を数える日",
    on_april: "4月1日",
    latest: "今日(過ぎた年度は3月31日)",
    show: "表示する",
    table: "受診率の表",
    plot: "受診率のグラフ",
    total: "全体",
    no_courses: "この年度に公開しているコースがないため、対象者はいません。",
    definition: "この表の数え方",
    nobody: "対象者がいません。",
    no_workplace: "(事業所なし)",
    plot_cut: "グラフは、表の上から30行までです。",
};

/// Words of 受診率.
pub fn rates(lang: Lang) -> &'static RateWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// How it is counted.
pub fn definition(lang: Lang, year: i32, reference: CivilDate, courses: &[String]) -> [String; 3] {
    [
        format!(
            "対象者: {}に資格があり、{year}年度に公開しているコース({})の少なくとも1つで、続柄・性別・年度末年齢の条件に当てはまる方。",
            plain_day(lang, reference),
            courses.join("、"),
        ),
        format!("受診者: 対象者のうち、{year}年度の予約が「受診済」になった方と、ほかで受けた健診の結果が承認された方。1人を1回だけ数えます。"),
        "受診率: 受診者÷対象者。年齢は年度末年齢です。基準の日のあとに加入した方は、対象者にも受診者にも含みません。".to_owned(),
    ]
}

/// 年度
pub fn year(lang: Lang, year: i32) -> String {
    let Lang::Ja = lang;
    format!("{year}年度")
}

/// What an axis is called.
pub fn axis(lang: Lang, axis: Axis) -> &'static str {
    let Lang::Ja = lang;
    match axis {
        Axis::Relation => "続柄",
        Axis::Age => "年齢",
        Axis::Sex => "性別",
        Axis::Workplace => "事業所",
    }
}

/// Headings of the counts.
pub fn columns(lang: Lang) -> [&'static str; 3] {
    let Lang::Ja = lang;
    ["対象者", "受診者", "受診率"]
}

/// What a row is about, in one of its parts.
pub fn key(lang: Lang, key: &Key) -> String {
    match key {
        Key::Relation(group) => relation(lang, *group).to_owned(),
        Key::Age(band) => age(lang, *band),
        Key::Sex(at) => Sex::ALL
            .get(*at)
            .map_or_else(String::new, |one| sex(lang, *one).to_owned()),
        Key::Workplace(name) if name.is_empty() => rates(lang).no_workplace.to_owned(),
        Key::Workplace(name) => name.clone(),
    }
}

fn age(lang: Lang, band: AgeBand) -> String {
    let Lang::Ja = lang;
    match band.bounds() {
        (Some(from), Some(to)) => format!("{from}〜{to}歳"),
        (Some(from), None) => format!("{from}歳以上"),
        (None, Some(to)) => format!("{to}歳以下"),
        (None, None) => String::new(),
    }
}

/// 受診率 in percent.
pub fn rate(lang: Lang, cell: Cell) -> String {
    let Lang::Ja = lang;
    cell.permille().map_or_else(
        || "—".to_owned(),
        |permille| format!("{}.{}%", permille / 10, permille % 10),
    )
}

/// The plot in words: how many bars, the whole, the lowest and the highest.
pub fn plot_text(lang: Lang, year: i32, total: Cell, lowest: &str, highest: &str) -> String {
    format!(
        "{year}年度の受診率の横棒グラフ。全体{}。最も低いのは{lowest}、最も高いのは{highest}。同じ数字が下の表にあります。",
        rate(lang, total)
    )
}

/// A bar in words.
pub fn bar(lang: Lang, label: &str, cell: Cell) -> String {
    format!("{label} {}", rate(lang, cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_called_as_people_call_them() {
        assert_eq!(key(Lang::Ja, &Key::Age(AgeBand::of(41))), "40〜44歳");
        assert_eq!(key(Lang::Ja, &Key::Age(AgeBand::of(80))), "75歳以上");
        assert_eq!(key(Lang::Ja, &Key::Sex(1)), "女");
        let cell = Cell {
            eligible: 3,
            examined: 1,
        };
        assert_eq!(rate(Lang::Ja, cell), "33.3%");
        assert_eq!(rate(Lang::Ja, Cell::default()), "—");
    }
}
