//! One sentence for each thing that can be wrong with a field: what to do, in the words of its label. Islands use it too.

use super::{Lang, date::both_calendars};
use crate::domain::{
    field::FieldError,
    password::Strength,
    registration::{AccountField, AccountForm, Reading},
};

/// Labels of the account form, exactly the seed's and the words.
pub fn account_label(lang: Lang, field: AccountField) -> &'static str {
    let Lang::Ja = lang;
    match field {
        AccountField::Symbol => "記号",
        AccountField::Number => "番号",
        AccountField::Branch => "枝番",
        AccountField::Kana => "氏名(カナ)",
        AccountField::BirthDate => "生年月日",
        AccountField::Password => "パスワード",
        AccountField::Email => "メールアドレス",
    }
}

/// That 生年月日 is no day, with an example of somebody's: other days are of these years.
pub const NOT_A_BIRTH_DATE: &str =
    "生年月日は「1980-01-31」や「昭和55年1月31日」のように、実際にある日付を入力してください";

/// What is wrong with a field of the account form.
pub fn account_error(lang: Lang, field: AccountField, error: FieldError) -> String {
    let special = match (field, error) {
        (AccountField::Branch, FieldError::Empty) => {
            Some("同じ条件の方がほかにもいらっしゃいます。枝番も入力してください")
        }
        (AccountField::Symbol, FieldError::NotMatched) => Some(
            "入力内容が健康保険組合の登録情報と一致しません。記号・番号・氏名(カナ)・生年月日をお確かめください",
        ),
        (AccountField::Kana, FieldError::BadCharacter) => {
            Some("氏名(カナ)はカタカナで入力してください")
        }
        (AccountField::Branch, FieldError::NotDigits | FieldError::BadCharacter) => {
            Some("枝番は2けたの数字で入力してください(わからないときは空欄のままで結構です)")
        }
        (AccountField::BirthDate, FieldError::NotADate) => Some(NOT_A_BIRTH_DATE),
        (AccountField::Email, FieldError::Taken) => {
            Some("ご指定のメールアドレスは別ユーザにて使用されています。")
        }
        _ => None,
    };
    special.map_or_else(
        || sentence(lang, account_label(lang, field), error),
        str::to_owned,
    )
}

/// How a field was read; empty where there is nothing to say.
pub fn echo(lang: Lang, field: AccountField, typed: &AccountForm, reading: &Reading) -> String {
    let Lang::Ja = lang;
    let none = String::new();
    match field {
        AccountField::Symbol if typed.symbol.is_empty() => none,
        AccountField::Symbol => card_numbers(typed, reading),
        AccountField::Number if typed.number.is_empty() => none,
        AccountField::Number => said("番号", reading.number.as_deref()),
        AccountField::Branch if typed.branch.is_empty() => none,
        AccountField::Branch => said("枝番", reading.branch.as_deref()),
        AccountField::Kana => said("", reading.kana.as_deref()),
        AccountField::BirthDate => reading.birth_date.as_ref().map_or(none, |(date, wareki)| {
            said("", Some(&both_calendars(lang, &date.to_string(), wareki)))
        }),
        AccountField::Email => said("", reading.email.as_deref()),
        AccountField::Password => none,
    }
}

/// 記号, and with it 番号 and 枝番 where they were typed together.
fn card_numbers(typed: &AccountForm, reading: &Reading) -> String {
    let part = |label: &str, own: &str, read: &Option<String>| match read {
        Some(read) if own.is_empty() => [" ", label, read].concat(),
        _ => String::new(),
    };
    let Some(symbol) = &reading.symbol else {
        return String::new();
    };
    let number = part("番号", &typed.number, &reading.number);
    let branch = part("枝番", &typed.branch, &reading.branch);
    said("", Some(&["記号", symbol, &number, &branch].concat()))
}

fn said(label: &str, read: Option<&str>) -> String {
    read.map_or_else(String::new, |read| {
        [label, read, " と読み取りました"].concat()
    })
}

/// The meter: its level for the stylesheet, and what it says.
pub fn meter(lang: Lang, password: &str, strength: Strength) -> (&'static str, &'static str) {
    let Lang::Ja = lang;
    if password.is_empty() {
        return ("0", "");
    }
    match strength {
        Strength::Weak => ("1", "短めです。12文字以上にすると、より安心です。"),
        Strength::Fair => ("2", "よくなりました。12文字以上にすると、さらに安心です。"),
        Strength::Good => ("4", "じゅうぶんな長さです。"),
    }
}

/// What is wrong with a field that has this label.
pub fn sentence(lang: Lang, label: &str, error: FieldError) -> String {
    let Lang::Ja = lang;
    let (before, after): (&str, &str) = match error {
        FieldError::Empty => ("", "を入力してください"),
        FieldError::TooShort { min } => {
            return [label, "は", &min.to_string(), "文字以上で入力してください"].concat();
        }
        FieldError::TooLong { max } => {
            return [label, "は", &max.to_string(), "文字以内で入力してください"].concat();
        }
        FieldError::BadCharacter => ("", "に使えない文字が含まれています。入力し直してください"),
        FieldError::NotDigits => ("", "は数字で入力してください"),
        FieldError::NeedsLetter => ("", "には英字(a〜z)を1文字以上入れてください"),
        FieldError::NeedsDigit => ("", "には数字(0〜9)を1文字以上入れてください"),
        FieldError::NotADate => (
            "",
            "は「2026-12-01」や「令和8年12月1日」のように、実際にある日付を入力してください",
        ),
        FieldError::Future => ("", "は今日までの日付を入力してください"),
        FieldError::TooOld => ("", "の年をお確かめください"),
        FieldError::NotAnAddress => ("", "は「hanako@example.jp」のような形で入力してください"),
        FieldError::Common => (
            "",
            "がよく使われていて見破られやすいものです。ほかのものにしてください",
        ),
        FieldError::Personal => (
            "",
            "にご自身の番号・生年月日・お名前・メールアドレスや組合名をそのまま使わないでください",
        ),
        FieldError::NotAgreed => ("", "にチェックを入れてください"),
        FieldError::NotMatched => ("", "が登録情報と一致しません"),
        FieldError::Taken => ("", "は別ユーザにて使用されています。"),
        FieldError::Wrong => ("", "が違います。もう一度お確かめください"),
        FieldError::Throttled { minutes } => {
            return [
                "お試しの回数が多いため、いったん受付を止めています。",
                &minutes.to_string(),
                "分ほど待ってから、もう一度お試しください",
            ]
            .concat();
        }
        FieldError::SameAsBefore => ("", "が今と同じです。変えるものを入力してください"),
        FieldError::Unknown => ("", "を確かめられませんでした。もう一度お試しください"),
        FieldError::Closed { .. } => ("", "は休みの日です。ほかの日を入力してください"),
    };
    [before, label, after].concat()
}
