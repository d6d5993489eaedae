//! Words of 健診結果の提出.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{
    domain::{
        checkup::result::{ResultField, ResultState},
        field::FieldError,
    },
    web::words::{Lang, field::sentence},
};

/// Words of this page.
pub struct ResultWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub saved: &'static str,
    pub course_none: &'static str,
    pub exam_on_hint: &'static str,
    pub file_hint: &'static str,
    pub button: &'static str,
    pub privacy: &'static str,
    pub sent: &'static str,
    pub nothing_sent: &'static str,
    pub sent_on: &'static str,
    pub open: &'static str,
    pub note: &'static str,
    pub size: &'static str,
}

static JA: ResultWords = ResultWords {
    heading: "健診結果の提出",
    lead: "お勤め先や市区町村など、ほかで受けた健診の結果を送れます。健康保険組合が確かめると、その年度の受診として数えます。",
    saved: "健診結果をお預かりしました。健康保険組合が確かめしだい、この画面に反映します。",
    course_none: "選んでください",
    exam_on_hint: "例：2026-06-12、令和8年6月12日",
    file_hint: "PDF・JPEG・PNGのファイル1つ、10MBまで。結果のすべてのページが入ったものにしてください",
    button: "この結果を送る",
    privacy: "ファイルは暗号化して保管し、健康保険組合の担当者だけが見ます。",
    sent: "これまでに送った結果",
    nothing_sent: "まだありません。",
    sent_on: "送った日",
    open: "送ったファイルを開く",
    note: "健康保険組合から",
    size: "大きさ",
};

/// Words of this page.
pub fn result(lang: Lang) -> &'static ResultWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// The label of a field.
pub fn result_label(lang: Lang, field: ResultField) -> &'static str {
    let Lang::Ja = lang;
    match field {
        ResultField::Course => "どの健診の代わりですか",
        ResultField::ExamOn => "受診日",
        ResultField::Institution => "受診した健診機関",
        ResultField::File => "結果のファイル",
    }
}

/// What is wrong with a field.
pub fn result_error(lang: Lang, field: ResultField, error: FieldError) -> String {
    let Lang::Ja = lang;
    let special = match (field, error) {
        (ResultField::Course, _) => "どの健診の代わりかを選んでください",
        (ResultField::ExamOn, FieldError::Unknown) => {
            "受診日は、選んだ健診の年度(4月1日から翌年3月31日まで)の日を入力してください"
        }
        (ResultField::File, FieldError::Empty) => "結果のファイルを選んでください",
        (ResultField::File, FieldError::TooLong { .. }) => {
            "ファイルは10MBまでのものを選んでください"
        }
        (ResultField::File, FieldError::Throttled { .. }) => {
            "確認待ちの結果がたくさんあります。健康保険組合が確かめるまでお待ちください"
        }
        (ResultField::File, _) => "ファイルはPDF・JPEG・PNGのどれかを選んでください",
        _ => return sentence(lang, result_label(lang, field), error),
    };
    special.to_owned()
}

/// A state: its word and the kind of the chip it stands in.
pub fn result_state(lang: Lang, state: ResultState) -> (&'static str, &'static str) {
    let Lang::Ja = lang;
    match state {
        ResultState::Sent => ("確認待ち", "warn"),
        ResultState::Accepted => ("受診として登録", "ok"),
        ResultState::Refused => ("登録できませんでした", "danger"),
    }
}

/// How large a file is.
pub fn size(lang: Lang, bytes: i64) -> String {
    let Lang::Ja = lang;
    match bytes {
        ..1_048_576 => format!("{}KB", (bytes.max(1) + 1023) / 1024),
        _ => format!(
            "{}.{}MB",
            bytes / 1_048_576,
            bytes % 1_048_576 * 10 / 1_048_576
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_say_them() {
        for (bytes, said) in [
            (1, "1KB"),
            (1025, "2KB"),
            (1_572_864, "1.5MB"),
            (10_485_760, "10.0MB"),
        ] {
            assert_eq!(size(Lang::Ja, bytes), said);
        }
    }
}
