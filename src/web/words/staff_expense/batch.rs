//! Words of one batch and of what is done to it.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use std::borrow::Cow;

use super::{grouped, rows};
use crate::{
    api::staff_expense::batches::{BatchLine, BatchSaid, Outcome},
    domain::{
        expense::{
            batch::{BatchState, KEPT_DAYS, Refusal},
            desk::{BatchAct, DayField},
        },
        field::FieldError,
    },
    web::words::{Lang, date::date, expense_import, field::sentence},
};

/// Words of one batch.
pub struct BatchWords {
    pub back: &'static str,
    pub state: &'static str,
    pub sent: &'static str,
    pub by: &'static str,
    pub by_command: &'static str,
    pub total: &'static str,
    pub rows: &'static str,
    pub through: &'static str,
    pub publication: &'static str,
    pub orphans: &'static str,
    pub orphans_way: &'static str,
    pub refreshing: &'static str,
    pub still: &'static str,
    pub now: &'static str,
    pub next: &'static str,
    pub nothing_to_do: &'static str,
    pub day: &'static str,
    pub day_hint: &'static str,
    pub gone: &'static str,
    pub undo_question: &'static str,
    pub undo_keep: &'static str,
    pub not_now: &'static str,
}

static JA: BatchWords = BatchWords {
    back: "取り込みの一覧に戻る",
    state: "状態",
    sent: "受付",
    by: "送った人",
    by_command: "サーバーのコマンド",
    total: "医療費総額",
    rows: "行",
    through: "主な診療年月",
    publication: "公開",
    orphans: "持ち主のわからない行",
    orphans_way: "持ち主のわからない行を見る",
    refreshing: "この画面は5秒ごとに自動で新しくなります。閉じても、処理は続きます。",
    still: "自動で新しくするのを止める",
    now: "いまの状態を見る",
    next: "次にすること",
    nothing_to_do: "いまできる処理はありません。",
    day: "公開日",
    day_hint: "その日の朝に自動で公開し、お知らせのメールを送ります。例: 2026-12-10、R8.12.10",
    gone: "このファイルの行は、もうありません。記録だけが残っています。",
    undo_question: "この取り込みを、まるごと取り消しますか",
    undo_keep: "取り消さずに戻る",
    not_now: "この取り込みは、いまの状態では取り消せません。",
};

/// Words of one batch.
pub fn batch(lang: Lang) -> &'static BatchWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// What doing it is called.
pub fn act(lang: Lang, act: BatchAct) -> &'static str {
    let Lang::Ja = lang;
    match act {
        BatchAct::Load => "取り込む",
        BatchAct::SetDay => "公開日を決める",
        BatchAct::ClearDay => "公開日を取り下げる",
        BatchAct::Publish => "今すぐ公開する",
        BatchAct::Undo => "取り消す",
        BatchAct::Discard => "破棄する",
    }
}

/// What it does, before it is done.
pub fn effect(lang: Lang, act: BatchAct) -> Cow<'static, str> {
    let Lang::Ja = lang;
    let said = match act {
        BatchAct::Load => "行をすべて取り込みます。公開するまで、加入者には見えません。",
        BatchAct::SetDay => "",
        BatchAct::ClearDay => "自動では公開しなくなります。",
        BatchAct::Publish => {
            "行がすぐに加入者に見え、お知らせのメールが送られます。メールは取り消せません。"
        }
        BatchAct::Undo => {
            "行をすべて消し、取り込む前の状態に戻します。次の画面でもう一度お聞きします。"
        }
        BatchAct::Discard => {
            return format!("取り込まずに、送ったファイルを消します。取り込まないまま{KEPT_DAYS}日たつと、自動で消します。").into();
        }
    };
    said.into()
}

/// What is wrong with the day.
pub fn day_error(lang: Lang, field: DayField, error: FieldError) -> String {
    let DayField::Day = field;
    match error {
        FieldError::TooOld => "公開日は今日か、今日より後の日にしてください".to_owned(),
        FieldError::NotADate => {
            "公開日は「2026-12-10」や「令和8年12月10日」のように、実際にある日付を入力してください"
                .to_owned()
        }
        error => sentence(lang, batch(lang).day, error),
    }
}

/// How far the work is, and of how much.
pub fn progress(lang: Lang, line: &BatchLine) -> String {
    let Lang::Ja = lang;
    let (done, of) = (line.done.unsigned_abs(), line.of.unsigned_abs());
    match line.state {
        BatchState::Checking => format!(
            "確認中: {}MBのうち{}MB",
            grouped(of.div_ceil(1_000_000)),
            grouped(done / 1_000_000)
        ),
        _ => format!("取り込み中: {}行のうち{}行", grouped(of), grouped(done)),
    }
}

/// What undoing a batch does.
pub fn undo_effects(lang: Lang, line: &BatchLine) -> Vec<String> {
    let mut lines = vec![format!(
        "「{}」の{}を、すべて消します。この取り込みが直した行・取り消した行は、前の内容に戻ります。",
        line.label,
        rows(lang, line.of)
    )];
    lines.push(match &line.published {
        Some(at) => format!(
            "{}から公開していました。加入者がもう見たり、PDFを保存したり、確定申告に使ったりしたかもしれません。送ったメールは取り消せません。必要なら、加入者への連絡を用意してください。",
            date(lang, at)
        ),
        None => "まだ公開していないので、加入者はだれも見ていません。".to_owned(),
    });
    lines.push("同じファイルや直したファイルを、あとでもう一度送れます。".to_owned());
    lines
}

/// What became of an act, and whether it is good news.
pub fn said(lang: Lang, said: &BatchSaid) -> &'static str {
    let Lang::Ja = lang;
    match (said.outcome, said.act) {
        (Outcome::Done, BatchAct::Load) => "取り込みを始めました。",
        (Outcome::Done, BatchAct::SetDay) => "公開日を決めました。",
        (Outcome::Done, BatchAct::ClearDay) => "公開日を取り下げました。自動では公開されません。",
        (Outcome::Done, BatchAct::Publish) => "公開しました。",
        (Outcome::Done, BatchAct::Undo) => {
            "まるごと取り消しました。取り込む前の状態に戻っています。"
        }
        (Outcome::Done, BatchAct::Discard) => "破棄しました。送られたファイルは消しました。",
        (Outcome::Already, _) => {
            "すでにその状態になっています(もう一度押されたか、ほかの職員が先に行いました)。二重には行っていません。"
        }
        (Outcome::Refused(refusal), _) => refused(lang, refusal),
    }
}

fn refused(lang: Lang, refusal: Refusal) -> &'static str {
    let Lang::Ja = lang;
    match refusal {
        Refusal::OtherState => {
            "画面を開いたあとに状態が変わっていたため、何もしていません。いまの状態を確かめて、もう一度選んでください。"
        }
        refusal => expense_import::refusal(lang, refusal),
    }
}
