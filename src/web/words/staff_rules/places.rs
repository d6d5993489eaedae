//! Words of 空き枠.

use crate::{
    api::staff_rules::PlacesDone,
    domain::{
        checkup::place_form::{ChangeField, PatternField},
        field::FieldError,
    },
    web::words::{Lang, field::sentence},
};

words! {
    /// Words of the page.
    PlacesWords from places {
        not_live: "この健診機関は希望日の申し込みです。ここの空き枠は、加入者には見えません。",
        found: "この月の空き枠",
        none: "この月の空き枠は、まだありません。",
        before: "前の月",
        after: "次の月",
        pattern: "曜日でまとめて作る",
        pattern_lead: "休診の曜日・休診日・祝日・年末年始(12月29日〜1月3日)と、コースの受診期間の外の日は飛ばします。すでにある枠は、そのまま残ります。",
        pattern_button: "枠を作る",
        course_none: "コースを選んでください",
        unpriced: "料金なし",
        change_lead: "日を選んで、定員を変えるか消します。予約と、キャンセル待ちへの案内で埋まっている数より小さくはできません。定員を0にすると、その枠は閉じます。",
        change_button: "選んだ枠の定員を変える",
        delete_button: "選んだ枠を消す",
        choose: "選ぶ",
        day: "日",
        closed_day: "休",
        course: "コース",
        time: "時刻",
        sex: "対象",
        capacity: "定員",
        taken: "予約済",
        waiting: "待ち",
        limits: "オプション上限",
        times_hint: "例: 9:00, 9:30。時刻を決めないときは空欄",
        limits_hint: "定員より少ないオプションだけ。例: brain=2 stomach=5",
        weekdays: "曜日",
        export: "この年度の空き枠をCSVで書き出す",
        refused: "変えられなかった枠",
        other_month: "月を選ぶ",
    }
}

/// The heading.
pub fn places_heading(lang: Lang, name: &str) -> String {
    let Lang::Ja = lang;
    format!("{name}の空き枠")
}

/// A month, `2026-12`.
pub fn month(lang: Lang, month: &str) -> String {
    let Lang::Ja = lang;
    match month.split_once('-') {
        Some((year, month)) => format!("{year}年{}月", month.trim_start_matches('0')),
        None => month.to_owned(),
    }
}

/// Label of a field of the pattern.
pub fn pattern_label(lang: Lang, field: PatternField) -> &'static str {
    use PatternField as F;
    let Lang::Ja = lang;
    match field {
        F::Course => "コース",
        F::From => "この日から",
        F::To => "この日まで",
        F::Weekdays => "曜日",
        F::Times => "時刻",
        F::Capacity => "定員(1枠)",
        F::DaySex => "対象",
        F::Limits => "オプションの上限",
    }
}

/// What is wrong with the pattern.
pub fn pattern_error(lang: Lang, field: PatternField, error: FieldError) -> String {
    use PatternField as F;
    let label = pattern_label(lang, field);
    let words = match (field, error) {
        (F::Course, _) => "コースを選んでください",
        (F::Weekdays, _) => "曜日を1つ以上選んでください",
        (F::To, FieldError::Wrong) => "「この日まで」が「この日から」より前です",
        (F::To, FieldError::Unknown) => {
            "「この日から」と「この日まで」は、同じ年度の中にしてください"
        }
        (F::To, FieldError::TooLong { .. }) => "期間は400日までにしてください",
        (F::Times, FieldError::TooLong { .. }) => "時刻は40個までにしてください",
        (F::Times, _) => "時刻は「9:00, 9:30」のように入力してください",
        (F::Capacity, FieldError::Unknown) => "定員は1から999までの数で入力してください",
        (F::Limits, FieldError::Wrong) => "オプションの上限が定員を超えています",
        (F::Limits, _) => {
            "オプションの上限は、このコースのオプションのコードで「brain=2」のように入力してください"
        }
        // labels that point at a day read as part of the sentence without quotes
        (F::From | F::To, error) => return sentence(lang, &format!("「{label}」"), error),
        (_, error) => return sentence(lang, label, error),
    };
    words.to_owned()
}

/// What is wrong with a change of days that were chosen.
pub fn change_error(lang: Lang, field: ChangeField, error: FieldError) -> String {
    let Lang::Ja = lang;
    let words = match (field, error) {
        (ChangeField::Chosen, _) => "変える枠を1つ以上選んでください",
        (ChangeField::Capacity, FieldError::Empty) => "新しい定員を入力してください",
        (ChangeField::Capacity, _) => "新しい定員は0から999までの数で入力してください",
    };
    words.to_owned()
}

/// What was done.
pub fn places_done(lang: Lang, done: &PlacesDone) -> Vec<String> {
    let Lang::Ja = lang;
    let line =
        |number: usize, words: &str| (number > 0).then(|| words.replace("{}", &number.to_string()));
    let lines: Vec<String> = [
        line(done.added, "枠を{}件作りました。"),
        line(done.known, "すでにある{}件は、そのままです。"),
        line(done.closed, "休診日・祝日の{}日を飛ばしました。"),
        line(
            done.new_year,
            "年末年始(12月29日〜1月3日)の{}日を飛ばしました。",
        ),
        line(done.outside, "受診期間の外の{}日を飛ばしました。"),
        line(done.changed, "{}件の定員を変えました。"),
        line(done.removed, "{}件を消しました。"),
        line(
            done.shut,
            "{}件は、以前の予約の記録があるため、消さずに定員を0にしました。",
        ),
        line(done.refused.len(), "{}件は変えられませんでした。"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if lines.is_empty() {
        vec!["変わったところはありません。".to_owned()]
    } else {
        lines
    }
}

/// A place that stayed as it is, and why.
pub fn refused(lang: Lang, (on, time, number): &(String, String, i64)) -> String {
    format!(
        "{} {time}: 予約かキャンセル待ちが{number}件あります。",
        super::day(lang, on)
    )
}

/// The box that chooses a place.
pub fn choose(lang: Lang, on: &str, time: &str, course: &str) -> String {
    [&super::day(lang, on), " ", time, " ", course, "を選ぶ"].concat()
}
