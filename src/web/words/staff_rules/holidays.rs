//! Words of 休日の表.

use crate::{
    domain::{checkup::place_form::DayField, field::FieldError},
    web::words::{Lang, field::sentence},
};

words! {
    /// Words of the page.
    HolidaysWords from holidays {
        heading: "休日の表",
        lead: "変更・取消の締切(営業日)を数えるときに休みとする日です。土曜日・日曜日と12月29日〜1月3日は、表になくても休みとして数えます。",
        found: "休日の一覧",
        none: "この年の休日は、まだありません。",
        day: "日",
        name: "名称",
        by_law: "法律の祝日",
        own: "組合の休日",
        add: "休日を追加する",
        restore: "法律の祝日に戻す",
        restore_lead: "この年の表を消し、国民の祝日に関する法律のとおりに作り直します。組合で加えた休日はなくなります。",
        restore_button: "この年を法律のとおりに戻す",
        before: "前の年",
        after: "次の年",
        kind: "種別",
    }
}

/// How many days of the law the table has not got.
pub fn missing(lang: Lang, number: usize) -> String {
    let Lang::Ja = lang;
    format!("法律の祝日のうち{number}日が、表にありません。")
}

/// What is wrong with a day.
pub fn holiday_error(lang: Lang, field: DayField, error: FieldError) -> String {
    let words = holidays(lang);
    match (field, error) {
        (DayField::Day, FieldError::Unknown) => {
            format!("{}は2020年から2100年までにしてください", words.day)
        }
        (DayField::Day, error) => sentence(lang, words.day, error),
        (DayField::Name, error) => sentence(lang, words.name, error),
    }
}
