//! Words of what is said of a file: counts, totals, oddities, faults.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::{grouped, rows};
use crate::{
    domain::expense::{
        batch::{OddLines, Report},
        import::fault::Faults,
    },
    web::words::{Lang, expense_import},
};

/// Words of the report.
pub struct ReportWords {
    pub heading: &'static str,
    pub encoding: &'static str,
    pub kinds: &'static str,
    pub unread: &'static str,
    pub months: &'static str,
    pub month_columns: [&'static str; 6],
    pub before: &'static str,
    pub none_before: &'static str,
    pub oddities: &'static str,
    pub oddities_lead: &'static str,
    pub no_oddities: &'static str,
    pub faults: &'static str,
    pub faults_lead: &'static str,
    pub fault_columns: [&'static str; 3],
}

static JA: ReportWords = ReportWords {
    heading: "確かめた結果",
    encoding: "文字コード",
    kinds: "行の内訳",
    unread: "読まない列",
    months: "診療年月ごとの合計(取消の行を除く)",
    month_columns: [
        "診療年月",
        "行",
        "医療費総額",
        "健保負担",
        "自己負担相当額",
        "前回の取り込みの医療費総額",
    ],
    before: "前回",
    none_before: "なし",
    oddities: "気をつけて見るところ",
    oddities_lead: "取り込みは止めません。元のシステムで心当たりを確かめてから、公開してください。",
    no_oddities: "気になるところは見つかりませんでした。",
    faults: "直すところ",
    faults_lead: "1つでも誤りがあると、ファイル全体を受け取りません。直したファイルを、もう一度送ってください。",
    fault_columns: ["行", "列", "内容"],
};

/// Words of the report.
pub fn report(lang: Lang) -> &'static ReportWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// New rows, corrections, withdrawals, and rows without a person.
pub fn kinds(lang: Lang, report: &Report) -> String {
    let Lang::Ja = lang;
    let count = |count: u32| grouped(count.into());
    format!(
        "新規{}行、修正{}行、取消{}行(うち、持ち主のわからない行は{}行)",
        count(report.new_rows),
        count(report.corrections),
        count(report.withdrawals),
        count(report.orphans)
    )
}

/// What is odd, how often, and in which lines first.
pub fn oddity(lang: Lang, odd: &OddLines) -> String {
    let text = expense_import::oddity(lang, odd.oddity);
    if odd.lines.is_empty() {
        return text.to_owned();
    }
    let lines: Vec<String> = odd.lines.iter().map(u32::to_string).collect();
    let and_more = match odd.count as usize > odd.lines.len() {
        true => " ほか",
        false => "",
    };
    let count = rows(lang, odd.count.into());
    format!("{text}: {count}({}行目{and_more})", lines.join("、"))
}

/// How many faults, and how many of them are shown.
pub fn fault_count(lang: Lang, faults: &Faults) -> String {
    let Lang::Ja = lang;
    let (all, shown) = (faults.total as usize, faults.first.len());
    match all > shown {
        true => format!(
            "誤りは全部で{}か所あります。はじめの{shown}か所を表示します。",
            grouped(all as u64)
        ),
        false => format!("誤りが{all}か所あります。"),
    }
}

/// The line of a fault.
pub fn fault_line(lang: Lang, line: u32) -> String {
    let Lang::Ja = lang;
    match line {
        0 => "ファイル全体".to_owned(),
        line => format!("{line}行目"),
    }
}
