//! Words of the results of examinations taken elsewhere.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{api::staff_checkup::results::Decided, web::words::Lang};

/// Words of the results.
pub struct ResultWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub waiting: &'static str,
    pub none: &'static str,
    pub decided: &'static str,
    pub none_decided: &'static str,
    pub columns: [&'static str; 6],
    pub booked: &'static str,
    pub note: &'static str,
    pub note_hint: &'static str,
    pub accept: &'static str,
    pub refuse: &'static str,
    pub file: &'static str,
}

static JA: ResultWords = ResultWords {
    heading: "ほかで受けた健診の結果",
    lead: "承認すると、その年度の受診として数えます。同じ年度に同じ区分の健診は受けられなくなります。",
    waiting: "確認を待っている結果(古い順)",
    none: "確認を待っている結果はありません。",
    decided: "判定した結果(新しい順、100件まで)",
    none_decided: "判定した結果はまだありません。",
    columns: [
        "受付",
        "加入者",
        "受診した健診",
        "受けたところ",
        "ファイル",
        "判定",
    ],
    booked: "同じ年度の予約があります。承認する前に、予約をどうするか本人に確かめてください。",
    note: "加入者への連絡",
    note_hint: "差し戻すときは、理由と次にしてほしいことを書いてください",
    accept: "承認する",
    refuse: "差し戻す",
    file: "ファイルを開く",
};

/// Words of the results.
pub fn results(lang: Lang) -> &'static ResultWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// What a state is called.
pub fn state(lang: Lang, code: &str) -> &'static str {
    let Lang::Ja = lang;
    match code {
        "accepted" => "承認",
        "refused" => "差し戻し",
        _ => "確認待ち",
    }
}

/// What became of a decision.
pub fn decided(lang: Lang, decided: Decided) -> &'static str {
    let Lang::Ja = lang;
    match decided {
        Decided::Accepted => "承認しました。",
        Decided::Refused => "差し戻しました。連絡の内容は、本人の画面に表示されます。",
        Decided::Before => {
            "ほかの職員が先に判定していました。いまの判定は「判定した結果」でお確かめください。"
        }
        Decided::NoNote => "差し戻すときは、加入者への連絡に理由を入力してください。",
        Decided::NoteTooLong => "加入者への連絡は400文字以内で入力してください。",
    }
}

/// Kind and size of a file.
pub fn file(lang: Lang, media_type: &str, kilobytes: i64) -> String {
    let Lang::Ja = lang;
    let kind = match media_type {
        "application/pdf" => "PDF",
        "image/jpeg" => "JPEG",
        "image/png" => "PNG",
        other => other,
    };
    format!("{kind} {kilobytes}KB")
}
