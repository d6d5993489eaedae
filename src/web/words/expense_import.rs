//! Words of files of 医療費 rows: what is wrong with one, what is odd about it, why something cannot be done with it.

use super::Lang;
use crate::domain::expense::{
    batch::{BatchState, Oddity, Refusal},
    import::{
        column::Column,
        fault::{Fault, Problem},
    },
};

/// Where a fault is.
pub fn place(lang: Lang, fault: &Fault) -> String {
    let Lang::Ja = lang;
    let line = match fault.line {
        0 => "ファイル全体".to_owned(),
        line => format!("{line}行目"),
    };
    match fault.column {
        Some(column) => format!("{line}「{}」", column.name()),
        None => line,
    }
}

/// What is wrong.
pub fn problem(lang: Lang, fault: &Fault) -> String {
    let Lang::Ja = lang;
    match &fault.problem {
        Problem::TooManyRows => "400万行を超えています。ファイルを分けてください。".into(),
        Problem::NoRows => "見出しの下に1行もありません。".into(),
        Problem::Workbook => {
            "Excel のブックです。Excel で「CSV UTF-8(コンマ区切り)」として保存し直してください。"
                .into()
        }
        Problem::Encoding => "UTF-8 でも CP932 でもない文字があります。".into(),
        Problem::LostLetter => {
            "変換で失われた文字(U+FFFD)があります。元のファイルから作り直してください。".into()
        }
        Problem::Csv => {
            "CSV として読めません。引用符(\")の閉じ忘れがないか確かめてください。".into()
        }
        Problem::MissingColumns { columns } => {
            let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
            format!("見出しに {} の列がありません。", names.join("・"))
        }
        Problem::DoubleColumn => "見出しに同じ列が2つあります。".into(),
        Problem::CellCount { expected, found } => {
            format!("列の数が見出しと違います(見出し {expected}、この行 {found})。")
        }
        Problem::TooLong => "長すぎます。".into(),
        Problem::ControlCharacter => "制御文字が入っています。".into(),
        Problem::Empty => format!("空です。{}を書いてください。", expected(fault.column)),
        Problem::Unreadable => {
            format!(
                "読み取れません。{}を書いてください。",
                expected(fault.column)
            )
        }
        Problem::TooMuch => "大きすぎます(金額は 999,999,999 円、日数は 9,999 まで)。".into(),
        Problem::PaidMoreThanTotal => "健保負担と公費の合計が、総額を超えています。".into(),
        Problem::MealsMoreThanTotal => "食事自己が、食事総額を超えています。".into(),
        Problem::LoadedBefore { batch } => {
            format!("同じファイルを取り込み済みか、取込中です(取込 {batch})。")
        }
    }
}

/// What a cell of the column should hold.
fn expected(column: Option<Column>) -> &'static str {
    let Some(column) = column else { return "値" };
    match column {
        Column::Symbol => "資格情報の記号",
        Column::Number => "資格情報の番号(数字)",
        Column::Branch => "2桁までの数字(なければ空)",
        Column::Kana => "カタカナの氏名",
        Column::BirthDate => "1980-01-31、19800131、昭和55年1月31日、S55.1.31 のような日付",
        Column::TreatmentMonth | Column::ClaimMonth => {
            "2026-04、202604、令和8年4月、R8.4 のような年月"
        }
        Column::Category => "医科入院・医科外来・歯科・調剤・訪問・柔整・あはきなどの区分",
        Column::InstitutionCode | Column::Institution | Column::Reference => "文字",
        Column::Days => "日数か回数(数字)",
        Column::Kind => "新規・修正・取消のどれか",
        Column::Total
        | Column::Insurer
        | Column::Public
        | Column::HighCost
        | Column::Additional
        | Column::MealTotal
        | Column::MealOwn
        | Column::Own => "円の金額(0以上の数字)",
    }
}

/// What is odd.
pub fn oddity(lang: Lang, oddity: Oddity) -> &'static str {
    let Lang::Ja = lang;
    match oddity {
        Oddity::MuchMoreThanBefore => "総額が、前回の取込の2倍を超えています",
        Oddity::MuchLessThanBefore => "総額が、前回の取込の半分に届きません",
        Oddity::OwnTooHigh => "自己負担相当額が、総額から健保負担と公費を引いた額より多い",
        Oddity::FutureMonth => "診療年月が、これから先の月です",
        Oddity::ClaimBeforeTreatment => "請求年月が、診療年月より前です",
        Oddity::TooManyDays => "入院の日数が、その月の日数より多い",
        Oddity::CorrectionOfNothing => "修正する元の行が見つかりません",
        Oddity::WithdrawalOfNothing => "取り消す元の行が見つかりません",
        Oddity::Repeated => "同じ人の同じ整理番号の新規が、ファイルの中にもう1行あります",
    }
}

/// Where a batch stands.
pub fn state(lang: Lang, state: BatchState) -> &'static str {
    let Lang::Ja = lang;
    match state {
        BatchState::Checking => "確認中",
        BatchState::Refused => "取り込めません",
        BatchState::Checked => "確認済み(未取込)",
        BatchState::Loading => "取込中",
        BatchState::Loaded => "取込済み(未公開)",
        BatchState::Published => "公開済み",
        BatchState::Undone => "取消済み",
        BatchState::Failed => "中断(取込なし)",
    }
}

/// Why something cannot be done.
pub fn refusal(lang: Lang, refusal: Refusal) -> &'static str {
    let Lang::Ja = lang;
    match refusal {
        Refusal::OtherState => {
            "この取込は、いまはその操作ができません。一覧で状態を確かめてください。"
        }
        Refusal::SameFile => "同じファイルを取り込み済みか、取込中です。",
        Refusal::OneAtATime => "ほかのファイルを取込中です。終わってから、もう一度お試しください。",
        Refusal::FileGone => "ファイルがこのサーバーに残っていません。もう一度送ってください。",
        Refusal::DayOver => "公開日は、今日か、これから先の日にしてください。",
    }
}
