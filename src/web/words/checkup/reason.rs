//! Why a person may not take a course: one sentence for each reason.

use super::day::{fiscal_year, plain_day};
use crate::{
    domain::{checkup::reason::Reason, relationship::Sex},
    web::words::Lang,
};

/// 今年度, or 2027年度.
pub fn year_name(lang: Lang, year: i32, this_year: i32) -> String {
    let Lang::Ja = lang;
    if year == this_year {
        "今年度".to_owned()
    } else {
        fiscal_year(lang, year)
    }
}

/// Why not, and from when on. `year` names the fiscal year that is asked about.
pub fn reason(lang: Lang, reason: &Reason, year: &str) -> String {
    let Lang::Ja = lang;
    let day = |day| plain_day(lang, day);
    match reason {
        Reason::Relation(who) => format!("{}が対象です。", people(lang, who)),
        Reason::Sex(sex) => format!("{}の方が対象です。", sex_name(lang, *sex)),
        Reason::TooYoung { age, from_year } => {
            let later =
                from_year.map_or_else(String::new, |year| format!("{year}年度から受けられます。"));
            format!("年度末{age}歳のため対象外です。{later}")
        }
        Reason::TooOld { age } => format!("年度末{age}歳のため対象外です。"),
        Reason::NotMilestone { age, next_year } => {
            let later = next_year.map_or_else(String::new, |year| {
                format!("次は{year}年度に受けられます。")
            });
            format!("節目の年齢の方が対象です。年度末{age}歳のため対象外です。{later}")
        }
        Reason::BirthdayPassed { age } => {
            format!(
                "{age}歳の誕生日の前日までが対象です。誕生日からは、お住まいの地域の健診をご利用ください。"
            )
        }
        Reason::Lost { on } => format!(
            "資格喪失日({})より後は受けられません。新しく加入した健康保険の健診をご利用ください。",
            day(*on)
        ),
        Reason::NotYet { from } => format!(
            "資格取得日({})が受診期間より後のため、受けられません。",
            day(*from)
        ),
        Reason::DoneThisYear { on, booked } => done(lang, *on, *booked, year),
        Reason::OnlyEvery {
            years,
            last_year,
            again_year,
        } => format!(
            "{years}年度に1回のコースです。{last_year}年度に受診または予約されているため、{again_year}年度から受けられます。"
        ),
        Reason::ApplicationNotOpen { from } => format!("申込みは{}からです。", day(*from)),
        Reason::ApplicationClosed { to } => format!("申込みは{}に締め切りました。", day(*to)),
        Reason::OutsidePeriod => "受診できる期間の日が残っていません。".to_owned(),
    }
}

/// Those of the 続柄 that may.
fn people(lang: Lang, who: &[bool; 3]) -> String {
    let Lang::Ja = lang;
    let names = ["被保険者ご本人", "被扶養者の配偶者", "そのほかの被扶養者"];
    let named = names.into_iter().zip(who).filter(|(_, may)| **may);
    let named: Vec<&str> = named.map(|(name, _)| name).collect();
    if named.is_empty() {
        "健康保険組合が定めた方だけ".to_owned()
    } else {
        named.join("・")
    }
}

fn sex_name(lang: Lang, sex: Sex) -> &'static str {
    let Lang::Ja = lang;
    match sex {
        Sex::Male => "男性",
        Sex::Female => "女性",
        Sex::Unknown => "健康保険組合が定めた性別",
    }
}

fn done(
    lang: Lang,
    on: Option<crate::domain::date::CivilDate>,
    booked: bool,
    year: &str,
) -> String {
    match (on, booked) {
        (Some(on), false) => format!("{year}は{}に受診済みです。", plain_day(lang, on)),
        (Some(on), true) => format!("{year}は{}に予約済みです。", plain_day(lang, on)),
        (None, false) => format!("{year}は受診済みです。"),
        (None, true) => format!("{year}はすでに申込み済みです。"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::date::CivilDate;

    /// One of each.
    pub(in crate::web::words::checkup) fn all() -> Vec<(Reason, &'static str)> {
        let day = CivilDate::new(2026, 6, 12).unwrap();
        vec![
            (
                Reason::Relation([true, true, false]),
                "被保険者ご本人・被扶養者の配偶者が対象です。",
            ),
            (Reason::Sex(Sex::Female), "女性の方が対象です。"),
            (
                Reason::TooYoung {
                    age: 34,
                    from_year: Some(2027),
                },
                "年度末34歳のため対象外です。2027年度から受けられます。",
            ),
            (Reason::TooOld { age: 75 }, "年度末75歳のため対象外です。"),
            (
                Reason::NotMilestone {
                    age: 41,
                    next_year: Some(2030),
                },
                "節目の年齢の方が対象です。年度末41歳のため対象外です。次は2030年度に受けられます。",
            ),
            (
                Reason::BirthdayPassed { age: 75 },
                "75歳の誕生日の前日までが対象です。誕生日からは、お住まいの地域の健診をご利用ください。",
            ),
            (
                Reason::Lost { on: day },
                "資格喪失日(2026年6月12日)より後は受けられません。新しく加入した健康保険の健診をご利用ください。",
            ),
            (
                Reason::NotYet { from: day },
                "資格取得日(2026年6月12日)が受診期間より後のため、受けられません。",
            ),
            (
                Reason::DoneThisYear {
                    on: Some(day),
                    booked: false,
                },
                "今年度は2026年6月12日に受診済みです。",
            ),
            (
                Reason::DoneThisYear {
                    on: Some(day),
                    booked: true,
                },
                "今年度は2026年6月12日に予約済みです。",
            ),
            (
                Reason::DoneThisYear {
                    on: None,
                    booked: true,
                },
                "今年度はすでに申込み済みです。",
            ),
            (
                Reason::OnlyEvery {
                    years: 3,
                    last_year: 2025,
                    again_year: 2028,
                },
                "3年度に1回のコースです。2025年度に受診または予約されているため、2028年度から受けられます。",
            ),
            (
                Reason::ApplicationNotOpen { from: day },
                "申込みは2026年6月12日からです。",
            ),
            (
                Reason::ApplicationClosed { to: day },
                "申込みは2026年6月12日に締め切りました。",
            ),
            (
                Reason::OutsidePeriod,
                "受診できる期間の日が残っていません。",
            ),
        ]
    }

    #[test]
    fn every_reason_has_its_sentence() {
        for (why, said) in all() {
            assert_eq!(reason(Lang::Ja, &why, "今年度"), said);
        }
        assert_eq!(year_name(Lang::Ja, 2027, 2026), "2027年度");
    }
}
