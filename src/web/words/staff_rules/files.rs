//! Words of files: what became of one, and what is wrong with it.

use crate::{
    api::staff_rules::{FileFault, FileKind, FileProblem, FileReport},
    domain::field::FieldError,
    web::words::{Lang, field::sentence},
};

words! {
    /// Words of the page.
    FilesWords from files {
        heading: "CSVの取り込みと書き出し",
        lead: "書き出したファイルを直して、そのまま取り込めます。UTF-8でもShift_JIS(CP932)でもかまいません。1か所でも誤りがあれば、何も取り込みません。",
        import: "取り込む",
        kind: "内容",
        file: "ファイル",
        file_hint: "CSV、20 MB まで",
        try_button: "確かめる(取り込まない)",
        apply_button: "取り込む",
        export: "書き出す",
        utf8: "UTF-8(Excel用)",
        cp932: "Shift_JIS(CP932)",
        fine: "取り込みました",
        tried: "誤りはありません。まだ取り込んでいません",
        wrong: "誤りがあるため、何も取り込んでいません",
        line: "行",
        column: "列",
        problem: "内容",
        faults: "誤りの一覧",
        unread: "読まなかった列: ",
        places_note: "空き枠の「予約済」の列は書き出すだけで、取り込みません。ファイルにない枠は、そのまま残ります。定員を0にすると閉じます。",
        prices_note: "料金を空欄にした行は、取り扱いをやめることになります。ファイルにない料金は、そのまま残ります。",
    }
}

/// What a file holds.
pub fn file_kind(lang: Lang, kind: FileKind) -> &'static str {
    let Lang::Ja = lang;
    match kind {
        FileKind::Institutions => "健診機関",
        FileKind::Prices => "料金",
        FileKind::Places => "空き枠",
    }
}

/// What became of a file, in a line.
pub fn file_counts(lang: Lang, report: &FileReport) -> String {
    let Lang::Ja = lang;
    format!(
        "{}({}、{}行): 追加 {}、変更 {}、変わらず {}、削除 {}",
        file_kind(lang, report.kind),
        report.encoding,
        report.rows,
        report.added,
        report.changed,
        report.unchanged,
        report.removed
    )
}

/// How many faults there are.
pub fn fault_count(lang: Lang, report: &FileReport) -> String {
    let Lang::Ja = lang;
    let more = report.faults_total.saturating_sub(report.faults.len());
    if more == 0 {
        format!("誤りは{}件です。", report.faults_total)
    } else {
        format!(
            "誤りは{}件です(はじめの{}件を示します)。",
            report.faults_total,
            report.faults.len()
        )
    }
}

/// Where a fault is.
pub fn fault_line(lang: Lang, line: u64) -> String {
    let Lang::Ja = lang;
    if line == 0 {
        "ファイル全体".to_owned()
    } else {
        format!("{line}行目")
    }
}

/// What is wrong.
pub fn file_problem(lang: Lang, fault: &FileFault) -> String {
    use FileProblem as P;
    let Lang::Ja = lang;
    let words = match &fault.problem {
        P::NoFile => "ファイルを選んでください。",
        P::TooLarge => "ファイルが 20 MB を超えています。",
        P::TooManyRows => "30万行を超えています。",
        P::NoRows => "見出しの下に1行もありません。",
        P::Encoding => "UTF-8でもShift_JIS(CP932)でもない文字があります。",
        P::Lost => {
            "変換で失われた文字(〓など)があります。元の文字を入力するか、UTF-8 のファイルを使ってください。"
        }
        P::Csv => "CSV として読めません。引用符(\")の閉じ忘れがないか確かめてください。",
        P::MissingColumns(names) => {
            return format!("見出しに {} の列がありません。", names.join("・"));
        }
        P::DoubleColumn => "見出しに同じ列が2つあります。",
        P::CellCount { expected, found } => {
            return format!("列の数が見出しと違います(見出し {expected}、この行 {found})。");
        }
        P::BadCell => "使えない文字が入っているか、長すぎます。",
        P::Field(error) => return field(lang, &fault.column, *error),
        P::UnknownInstitution => "このコードの健診機関は登録されていません。",
        P::UnknownCourse => "この年度に、このコードのコースはありません。",
        P::UnknownOption => "このコースに、このコードのオプションはありません。",
        P::OutsidePeriod => "コースの受診期間の外の日です。",
        P::LimitAboveCapacity => "オプションの上限が定員を超えています。",
        P::Duplicate { other } => return format!("{other}行目と同じ対象です。"),
        P::Taken { taken } => {
            return format!("すでに{taken}件埋まっています。{taken}より小さくできません。");
        }
    };
    words.to_owned()
}

fn field(lang: Lang, column: &str, error: FieldError) -> String {
    match error {
        FieldError::Unknown => {
            format!("{column}を読み取れません。書き出したファイルの形に合わせてください。")
        }
        error => sentence(lang, column, error),
    }
}
