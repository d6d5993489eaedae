//! Words of the list of batches, of sending a file, and of the card that leads there.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::grouped;
use crate::{
    api::staff_expense::batches::{BatchLine, Counts, MAX_BYTES, NotTaken},
    web::words::{Lang, date::date},
};

/// Words of the list of batches.
pub struct BatchesWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub read_only: &'static str,
    pub send: &'static str,
    pub label: &'static str,
    pub label_hint: &'static str,
    pub file: &'static str,
    pub send_button: &'static str,
    pub columns_heading: &'static str,
    pub columns_note: &'static str,
    pub list: &'static str,
    pub none: &'static str,
    pub columns: [&'static str; 7],
    pub waiting: &'static str,
}

static JA: BatchesWords = BatchesWords {
    heading: "取り込みと公開",
    lead: "毎月のファイルを送ると、まず中身を確かめます。確かめただけでは、加入者には何も見えません。「取り込む」「公開する」と進めてはじめて見えます。",
    read_only: "件数と合計だけを見られます。取り込みや公開と、一人ひとりの行の閲覧は、管理者が行います。",
    send: "ファイルを送る",
    label: "呼び名",
    label_hint: "例: 2026年10月診療分。空欄のときは、ファイルの名前を使います",
    file: "ファイル",
    send_button: "送って確かめる",
    columns_heading: "ファイルの列",
    columns_note: "1行目は列の名前です: 記号、番号、枝番、受診者カナ、生年月日、診療年月、区分、医療機関コード、医療機関名、日数、総額、健保負担、公費、高額、付加、食事総額、食事自己、自己負担相当額、請求年月、取引区分、整理番号。列の順は自由です。",
    list: "取り込みの一覧(新しい順、60件まで)",
    none: "まだ取り込んだファイルはありません。",
    columns: [
        "受付",
        "呼び名",
        "行",
        "医療費総額",
        "状態",
        "持ち主のわからない行",
        "公開",
    ],
    waiting: "件",
};

/// Words of the list of batches.
pub fn batches(lang: Lang) -> &'static BatchesWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// What kind of file is taken.
pub fn file_hint(lang: Lang) -> String {
    let Lang::Ja = lang;
    let megabytes = grouped(MAX_BYTES / 1_000_000);
    format!(
        "CSV(UTF-8 または Excel の CP932)、{megabytes}MBまで。送り終わるまで、この画面を閉じないでください"
    )
}

/// When it is published, was, or came to its end.
pub fn publication(lang: Lang, line: &BatchLine) -> String {
    let Lang::Ja = lang;
    if let Some(ended) = &line.ended {
        return format!("終了 {}", date(lang, ended));
    }
    match (&line.published, line.publish_on) {
        (Some(at), _) => format!("{} 公開", date(lang, at)),
        (None, Some(day)) => format!("{} 公開予定", date(lang, &day.to_string())),
        (None, None) => "未定".to_owned(),
    }
}

/// Why a file was not taken.
pub fn not_taken(lang: Lang, why: NotTaken) -> String {
    let Lang::Ja = lang;
    match why {
        NotTaken::NoFile => "ファイルを選んでから、もう一度送ってください(空のファイルも受け取れません)。".to_owned(),
        NotTaken::TooLarge => format!(
            "ファイルが{}MBより大きいため、受け取りませんでした。月や事業所で分けて送ってください。何も残っていません。",
            grouped(MAX_BYTES / 1_000_000)
        ),
        NotTaken::NoRoom => {
            "サーバーにファイルを置けませんでした(空き容量の不足など)。システムの管理者に知らせてください。何も残っていません。".to_owned()
        }
    }
}

/// What waits, line by line; empty where nothing does.
pub fn waits(lang: Lang, counts: Counts) -> Vec<String> {
    let Lang::Ja = lang;
    [
        (counts.unpublished, "公開していない取り込み"),
        (counts.orphans, "持ち主のわからない行"),
        (counts.paper, "印刷を待っている紙の請求"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{what} {}件", grouped(count.unsigned_abs())))
    .collect()
}

/// The text of the card on the overview.
pub fn card(lang: Lang, counts: Counts) -> String {
    let waits = waits(lang, counts);
    match waits.is_empty() {
        true => super::expenses(lang).card_text.to_owned(),
        false => waits.join("、"),
    }
}
