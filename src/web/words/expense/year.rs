//! Words of a year of 医療費のお知らせ.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::{full_month, month, year, yen};
use crate::{
    domain::expense::{amounts::Amounts, month::Month},
    web::words::Lang,
};

/// Words of the page.
pub struct ExpenseWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub back: &'static str,
    pub years: &'static str,
    pub nothing_yet: &'static str,
    pub nothing_yet_text: &'static str,
    pub nothing_this_year: &'static str,
    pub nothing_found: &'static str,
    pub filter: &'static str,
    pub person: &'static str,
    pub everybody: &'static str,
    pub month: &'static str,
    pub every_month: &'static str,
    pub show: &'static str,
    pub total: &'static str,
    pub insurer: &'static str,
    pub public: &'static str,
    pub own: &'static str,
    pub own_text: &'static str,
    pub meal_own: &'static str,
    pub given: &'static str,
    pub plot: &'static str,
    pub plot_text: &'static str,
    pub plot_table: &'static str,
    pub plot_others: &'static str,
    pub sum: &'static str,
    pub unpublished: &'static str,
    pub unknown: &'static str,
    pub months: &'static str,
    pub name: &'static str,
    pub care: &'static str,
    pub no_institution: &'static str,
    pub days: &'static str,
    pub meals: &'static str,
    pub none: &'static str,
    pub corrected: &'static str,
    pub withdrawn: &'static str,
    pub withdrawn_text: &'static str,
    pub gaps: &'static str,
    pub filing: &'static str,
    pub differs: &'static str,
    pub differs_list: &'static [&'static str],
    pub tax: &'static str,
    pub family: &'static str,
}

static JA: ExpenseWords = ExpenseWords {
    heading: "医療費のお知らせ",
    lead: "健康保険を使ってかかった医療費を、診療を受けた月ごとにお知らせします。",
    back: "マイページへ戻る",
    years: "診療を受けた年",
    nothing_yet: "まだ明細がありません",
    nothing_yet_text: "医療機関からの請求が健康保険組合に届いてから掲載するため、診療を受けた月からおよそ3か月かかります。",
    nothing_this_year: "この年の明細は、まだありません。",
    nothing_found: "選んだ条件にあてはまる明細はありません。",
    filter: "表示する明細をえらぶ",
    person: "受診者",
    everybody: "全員",
    month: "診療を受けた月",
    every_month: "すべての月",
    show: "表示する",
    total: "医療費総額",
    insurer: "健保負担",
    public: "公費",
    own: "窓口相当額",
    own_text: "健康保険組合が計算した、窓口でのお支払いにあたる額です。",
    meal_own: "食事の自己負担",
    given: "給付",
    plot: "月ごとの自己負担",
    plot_text: "窓口相当額と、食事の自己負担を合わせた額です。",
    plot_table: "図の数字を表で見る",
    plot_others: "ほかの方",
    sum: "合計",
    unpublished: "未掲載",
    unknown: "—",
    months: "月ごとの明細",
    name: "受診者",
    care: "区分・医療機関",
    no_institution: "医療機関名の記載なし",
    days: "日数",
    meals: "食事",
    none: "なし",
    corrected: "修正後",
    withdrawn: "取消",
    withdrawn_text: "取り消されたため、合計に入っていません。",
    gaps: "まだ掲載していない月",
    filing: "確定申告の時期(翌年の2月から3月)には、11月・12月の分はまだ届いていません。その分は、領収書をもとに申告してください。",
    differs: "領収書の金額と違うとき",
    differs_list: &[
        "窓口では、受診のたびに10円未満を四捨五入してお支払いいただきます。窓口相当額は計算した額のため、少し差が出ます。",
        "子どもの医療費など、市区町村や国の助成(公費)を受けたときは、実際のお支払いが窓口相当額より少ないことがあります。助成の額は、ここに出ないことがあります。",
        "高額療養費や付加給付は、あとから支給されるか、はじめから窓口のお支払いが少なくなります。支給した額は「給付」に出ます。",
        "健康保険のきかない費用(差額ベッド代、予防接種、自費の治療など)は、ここには出ません。",
    ],
    tax: "医療費控除に使う",
    family: "家族の表示を変える",
};

/// Words of the page.
pub fn expense(lang: Lang) -> &'static ExpenseWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// 2026年の合計, or of what is shown of it.
pub fn sums_heading(lang: Lang, of: i32, person: Option<&str>, only: Option<u8>) -> String {
    let months = only.map_or_else(String::new, |only| month(lang, only));
    let person = person.map_or_else(String::new, |name| format!(" {name} さん"));
    format!("{}{months}の合計{person}", year(lang, of))
}

/// 高額 and 付加.
pub fn given(lang: Lang, high_cost: u64, additional: u64) -> [String; 2] {
    [
        format!("高額療養費 {}", yen(lang, high_cost)),
        format!("付加給付 {}", yen(lang, additional)),
    ]
}

/// The same on one line.
pub fn given_line(lang: Lang, high_cost: u64, additional: u64) -> String {
    given(lang, high_cost, additional).join("・")
}

/// The own share of what meals cost.
pub fn meal_own(lang: Lang, own: u64) -> String {
    format!("うち自己負担 {}", yen(lang, own))
}

/// What a row said before it was put right.
pub fn before(lang: Lang, before: &Amounts) -> String {
    let amount = |yen_of: crate::domain::checkup::yen::Yen| yen(lang, yen_of.get().into());
    let words = expense(lang);
    format!(
        "修正前：{} {}、{} {}",
        words.total,
        amount(before.total),
        words.own,
        amount(before.own)
    )
}

/// 3日
pub fn days(lang: Lang, days: u32) -> String {
    let Lang::Ja = lang;
    format!("{days}日")
}

/// What the line of a month says before it is opened.
pub fn month_line(lang: Lang, rows: u32, own: u64) -> String {
    let words = expense(lang);
    format!("{rows}件 {} {}", words.own, yen(lang, own))
}

/// The caption of a month's table.
pub fn month_caption(lang: Lang, of: Month) -> String {
    format!("{}に受けた診療", full_month(lang, of))
}

/// A month that is missing, and when it is usually there.
pub fn gap(lang: Lang, of: Month, expected: Option<Month>) -> String {
    match expected {
        Some(expected) => format!(
            "{}の分：{}ごろ掲載",
            month(lang, of.month()),
            full_month(lang, expected)
        ),
        None => format!("{}の分：準備ができしだい掲載", month(lang, of.month())),
    }
}

/// The plot in one sentence.
pub fn plot_alternative(lang: Lang, of: i32, sum: u64, most: Option<(u8, u64)>) -> String {
    let most = most.map_or_else(String::new, |(at, amount)| {
        format!(
            "いちばん多い月は{}の{}です。",
            month(lang, at),
            yen(lang, amount)
        )
    });
    format!(
        "{}の月ごとの自己負担の図。合計は{}です。{most}同じ数字が、図の下の表にあります。",
        year(lang, of),
        yen(lang, sum)
    )
}
