//! A fictitious roster to register from, and what its people type.

use crate::{
    domain::{date::CivilDate, registration::AccountForm},
    server::{
        clock::Millis,
        db::Db,
        roster::import::{Mode, import},
    },
};

/// 2026-11-23 12:00 in Japan: where the clock of a test stands at first.
pub const NOW: Millis = 1_795_402_800_000;

/// How many colleagues (記号 77, 番号 from 1) there are besides those with a story.
pub const COLLEAGUES: usize = 200;

const ROSTER: &str = "記号,番号,枝番,氏名,氏名カナ,性別,生年月日,続柄,資格取得日,資格喪失日,事業所
12,345,00,空野 花子,ソラノ ハナコ,女,1980-01-31,本人,2005-04-01,,空色商事
12,345,01,空野 太郎,ソラノ タロウ,男,1979-05-05,配偶者,2010-06-01,,空色商事
12,346,00,風間 一郎,カザマ イチロウ,男,1975-03-03,本人,2001-04-01,,空色商事
12,346,01,風間 優希,カザマ ユウキ,男,2006-06-06,子,2006-06-06,,空色商事
12,346,02,風間 勇気,カザマ ユウキ,男,2006-06-06,子,2006-06-06,,空色商事
12,347,00,雲井 冬子,クモイ フユコ,女,1985-12-24,本人,2010-04-01,2026-11-01,空色商事
12,348,00,雨宮 春男,アマミヤ ハルオ,男,1999-04-02,本人,2026-12-01,,空色商事
12,349,00,霧島 夏子,キリシマ ナツコ,女,1982-07-07,本人,2006-04-01,,空色商事
12,349,01,霧島 陸,キリシマ リク,男,2012-08-08,子,2012-08-08,,空色商事
";

/// Puts everybody on the roster.
pub async fn fill(db: &Db) {
    let mut file = ROSTER.to_owned();
    for number in 1..=COLLEAGUES {
        file.push_str(&format!(
            "77,{number},00,青木 {number},アオキ ナオ,女,1990-02-03,本人,2015-04-01,,空色商事\n"
        ));
    }
    let today = CivilDate::new(2026, 11, 23).unwrap();
    let report = import(db, file.as_bytes(), Mode::Apply, today, NOW).await;
    assert_eq!(report.unwrap().added, 9 + COLLEAGUES);
}

fn form(number: &str, kana: &str, birth_date: &str, password: &str, email: &str) -> AccountForm {
    AccountForm {
        symbol: "12".into(),
        number: number.into(),
        branch: String::new(),
        kana: kana.into(),
        birth_date: birth_date.into(),
        password: password.into(),
        email: email.into(),
    }
}

/// 本人
pub fn hanako() -> AccountForm {
    form(
        "345",
        "ソラノ ハナコ",
        "1980-01-31",
        "midori7kaze",
        "hanako@example.jp",
    )
}

/// Her husband and 被扶養者: another person with the same 記号 and 番号.
pub fn taro() -> AccountForm {
    form(
        "345",
        "ソラノ タロウ",
        "1979-05-05",
        "umibe8hosi",
        "taro@example.jp",
    )
}

/// One of twins of the same reading: only the 枝番 (01) tells him from his brother (02).
pub fn twin() -> AccountForm {
    form(
        "346",
        "カザマ ユウキ",
        "2006-06-06",
        "kareha9mori",
        "yuki@example.jp",
    )
}

/// Whose 資格 ended.
pub fn fuyuko() -> AccountForm {
    form(
        "347",
        "クモイ フユコ",
        "1985-12-24",
        "yukigumo4",
        "fuyuko@example.jp",
    )
}

/// Whose 資格 begins in December.
pub fn haruo() -> AccountForm {
    form(
        "348",
        "アマミヤ ハルオ",
        "1999-04-02",
        "wakaba5ame",
        "haruo@example.jp",
    )
}

/// A child of 14.
pub fn riku() -> AccountForm {
    form(
        "349",
        "キリシマ リク",
        "2012-08-08",
        "natuyama6",
        "riku@example.jp",
    )
}

/// One of many, from 1 to [`COLLEAGUES`].
pub fn colleague(number: usize) -> AccountForm {
    AccountForm {
        symbol: "77".into(),
        ..form(
            &number.to_string(),
            "アオキ ナオ",
            "1990-02-03",
            "hiyori3tabi",
            &format!("nao{number}@example.jp"),
        )
    }
}
