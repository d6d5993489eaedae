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
        (AccountField::Number, FieldError::NotMatched) => Some(
            "記号の欄と番号の欄が食い違っているようです。記号と番号は、それぞれの欄に入力してください",
        ),
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
        AccountField::Symbol | AccountField::Number | AccountField::Branch => {
            card_numbers(field, typed, reading)
        }
        AccountField::Kana => said("", reading.kana.as_deref()),
        AccountField::BirthDate => reading.birth_date.as_ref().map_or(none, |(date, wareki)| {
            said("", Some(&both_calendars(lang, &date.to_string(), wareki)))
        }),
        AccountField::Email => said("", reading.email.as_deref()),
        AccountField::Password => none,
    }
}

/// What a field of the card was read as, and with it what has no text in its own field because it was typed here, too: behind a
/// hyphen of some kind.
fn card_numbers(field: AccountField, typed: &AccountForm, reading: &Reading) -> String {
    let parts = [
        (AccountField::Symbol, &typed.symbol, &reading.symbol),
        (AccountField::Number, &typed.number, &reading.number),
        (AccountField::Branch, &typed.branch, &reading.branch),
    ];
    let here = parts.iter().find(|(part, ..)| *part == field);
    let holds_more = here.is_some_and(|(_, own, _)| own.trim().contains(is_between));
    let mut text = String::new();
    for (part, own, read) in parts {
        if part == field && (own.is_empty() || read.is_none()) {
            return String::new();
        }
        if let Some(read) = read
            && (part == field || own.is_empty() && holds_more)
        {
            let gap = if text.is_empty() { "" } else { " " };
            text = [&text, gap, account_label(Lang::Ja, part), read].concat();
        }
    }
    said("", Some(&text))
}

/// Whether a character stands between numbers; 長音 is typed for a hyphen.
fn is_between(c: char) -> bool {
    matches!(c, 'ー' | 'ｰ') || !c.is_alphanumeric()
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
        Strength::Plain => (
            "1",
            "数字だけや、同じ文字のくり返しは、見破られやすいものです。",
        ),
        Strength::Short => ("1", "短めです。12文字以上にすると、より安心です。"),
        Strength::Fair => ("2", "12文字以上にすると、より安心です。"),
        Strength::Good => ("4", "じゅうぶんな長さです。"),
    }
}

/// How long to wait: in seconds below a minute, else in minutes, rounded up.
pub fn wait(lang: Lang, seconds: u32) -> String {
    let Lang::Ja = lang;
    let (count, unit) = match seconds {
        0..60 => (seconds, "秒"),
        _ => (seconds.div_ceil(60), "分"),
    };
    // the other numbers in sentences are as small: one way of writing numbers is enough for the client
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    [&count.to_string(), unit].concat()
}

/// What is wrong with a code of so many digits.
pub fn digits_error(lang: Lang, label: &str, digits: usize, error: FieldError) -> String {
    match error {
        FieldError::NotDigits | FieldError::TooShort { .. } | FieldError::TooLong { .. } => {
            format!("{label}は{digits}けたの数字で入力してください")
        }
        _ => sentence(lang, label, error),
    }
}

/// The society's own sentence, wherever an address is another person's: to the letter, for people search for it.
const TAKEN: &str = "ご指定のメールアドレスは別ユーザにて使用されています。";

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
            "は、よく使われていて見破られやすいため、お使いいただけません。ほかのものにしてください",
        ),
        FieldError::Personal => (
            "",
            "にご自身の番号・生年月日・お名前・メールアドレスや組合名をそのまま使わないでください",
        ),
        FieldError::NotAgreed => ("", "にチェックを入れてください"),
        FieldError::NotMatched => ("", "が登録情報と一致しません"),
        FieldError::Taken => return TAKEN.to_owned(),
        FieldError::Wrong => ("", "が違います。もう一度お確かめください"),
        FieldError::Throttled { seconds } => {
            return [
                "お試しの回数が多いため、いったん受付を止めています。",
                &wait(lang, seconds),
                "ほど待ってから、もう一度お試しください",
            ]
            .concat();
        }
        FieldError::SameAsBefore => ("", "が今と同じです。変えるものを入力してください"),
        FieldError::Unknown => ("", "を確かめられませんでした。もう一度お試しください"),
        FieldError::Closed { .. } => ("", "は休みの日です。ほかの日を入力してください"),
    };
    [before, label, after].concat()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::domain::{date::CivilDate, password::strength};

    fn echoes(symbol: &str, number: &str, branch: &str) -> [String; 3] {
        let typed = AccountForm {
            symbol: symbol.into(),
            number: number.into(),
            branch: branch.into(),
            ..AccountForm::default()
        };
        let today = CivilDate::new(2026, 11, 23).expect("a day");
        let reading = typed.reading(&|raw| raw.nfkc().collect(), today);
        [
            AccountField::Symbol,
            AccountField::Number,
            AccountField::Branch,
        ]
        .map(|field| echo(Lang::Ja, field, &typed, &reading).replace(" と読み取りました", ""))
    }

    #[test]
    fn a_field_says_all_that_was_read_from_it() {
        assert_eq!(echoes("12-345", "", ""), ["記号12 番号345", "", ""]);
        assert_eq!(echoes("", "101-13", ""), ["", "記号101 番号13", ""]);
        assert_eq!(echoes("12", "345-01", ""), ["記号12", "番号345 枝番01", ""]);
        assert_eq!(
            echoes("", "", "12-345-01"),
            ["", "", "記号12 番号345 枝番01"]
        );
        assert_eq!(echoes("12", "345", "1"), ["記号12", "番号345", "枝番01"]);
        assert_eq!(echoes("", "", ""), ["", "", ""]);
        assert_eq!(echoes("!", "345", ""), ["", "番号345", ""]);
    }

    #[test]
    fn waits_are_said_in_seconds_and_then_in_minutes() {
        for (seconds, said) in [
            (1, "1秒"),
            (59, "59秒"),
            (60, "1分"),
            (61, "2分"),
            (3600, "60分"),
        ] {
            assert_eq!(wait(Lang::Ja, seconds), said);
        }
    }

    #[test]
    fn the_meter_praises_nothing_it_cannot_know() {
        for refused in ["19800131", "password1", "sorairo1", &"a".repeat(60)] {
            let (_, said) = meter(Lang::Ja, refused, strength(refused));
            assert!(
                said.contains("12文字以上にすると、より") || said.contains("見破られやすい"),
                "{refused}: {said}"
            );
            assert!(!said.starts_with("短め"), "{refused}: {said}");
        }
    }

    #[test]
    fn the_societys_sentence_stands_whatever_the_label() {
        for label in ["新しいメールアドレス", "正しいメールアドレス"] {
            assert_eq!(
                sentence(Lang::Ja, label, FieldError::Taken),
                "ご指定のメールアドレスは別ユーザにて使用されています。"
            );
        }
    }
}
