//! Words of what is said of a file: counts, totals, oddities, faults.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::{grouped, rows};
use crate::{
    domain::expense::{
        batch::{OddLines, Oddity, Report},
        import::fault::{Fault, Faults, MAX_ROWS, Problem},
    },
    web::words::Lang,
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
        "新規 {}、修正 {}、取消 {}(うち持ち主のわからない行 {})",
        count(report.new_rows),
        count(report.corrections),
        count(report.withdrawals),
        count(report.orphans)
    )
}

/// What is odd, how often, and in which lines first.
pub fn oddity(lang: Lang, odd: &OddLines) -> String {
    let text = match odd.oddity {
        Oddity::MuchMoreThanBefore => {
            "主な診療年月の総額が、前回の取り込みの2倍より多くなっています"
        }
        Oddity::MuchLessThanBefore => {
            "主な診療年月の総額が、前回の取り込みの半分より少なくなっています"
        }
        Oddity::OwnTooHigh => {
            "自己負担相当額が、総額から健保負担と公費を引いた額より多い行があります"
        }
        Oddity::FutureMonth => "診療年月がまだ来ていない行があります",
        Oddity::ClaimBeforeTreatment => "請求年月が診療年月より前の行があります",
        Oddity::TooManyDays => "日数が、その月の日数より多い行があります",
        Oddity::CorrectionOfNothing => "修正する元の行が見つからない「修正」の行があります",
        Oddity::WithdrawalOfNothing => "取り消す元の行が見つからない「取消」の行があります",
        Oddity::Repeated => "同じ人の同じ整理番号の「新規」が重なっています(後の行を使います)",
    };
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

/// What is wrong, in one sentence.
pub fn problem(lang: Lang, fault: &Fault) -> String {
    let Lang::Ja = lang;
    match &fault.problem {
        Problem::TooManyRows => {
            format!(
                "行が多すぎます。1つのファイルは{}行までです。分けて送ってください。",
                grouped(MAX_ROWS.into())
            )
        }
        Problem::NoRows => "列の名前のほかに、1行もありません。".to_owned(),
        Problem::Encoding => "文字コードが UTF-8 でも CP932 でもありません。".to_owned(),
        Problem::LostLetter => {
            "変換で失われた文字(�)があります。元のシステムから出し直してください。".to_owned()
        }
        Problem::Csv => "引用符(\")が閉じていないなど、CSVとして読めません。".to_owned(),
        Problem::MissingColumns { columns } => {
            let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
            format!("列が足りません: {}", names.join("、"))
        }
        Problem::DoubleColumn => "同じ名前の列が2つあります。".to_owned(),
        Problem::CellCount { expected, found } => {
            format!("列の数が違います(1行目は{expected}列、この行は{found}列)。")
        }
        Problem::TooLong => "長すぎます。".to_owned(),
        Problem::ControlCharacter => "使えない文字(制御文字)が入っています。".to_owned(),
        Problem::Empty => "空欄です。値を入れてください。".to_owned(),
        Problem::Unreadable => "読み取れません。書き方を確かめてください。".to_owned(),
        Problem::TooMuch => "数が大きすぎます。".to_owned(),
        Problem::PaidMoreThanTotal => {
            "健保負担と公費の合計が、総額より多くなっています。".to_owned()
        }
        Problem::MealsMoreThanTotal => "食事自己が、食事総額より多くなっています。".to_owned(),
        Problem::LoadedBefore { batch } => {
            format!("まったく同じファイルが、取り込み番号{batch}でもう取り込まれています。")
        }
    }
}
