//! Why something asked of a booking was not done: one sentence for each, with what to do next.

use super::{
    day::{full_day, until},
    reason::reason,
};
use crate::{domain::checkup::refusal::Refusal, web::words::Lang};

/// Title of the page.
pub fn title(lang: Lang, refusal: &Refusal) -> &'static str {
    let Lang::Ja = lang;
    match refusal {
        Refusal::Full | Refusal::OptionFull(_) => "枠が埋まりました",
        Refusal::HoldOver => "仮押さえの時間が過ぎました",
        Refusal::OfferOver => "ご案内の期限が過ぎました",
        Refusal::CutoffPassed { .. } => "インターネットでの変更・取消は締め切りました",
        Refusal::StillFree => "この日はまだ予約できます",
        Refusal::WaitsAlready => "キャンセル待ちはお申し込み済みです",
        Refusal::MovesAlready => "変更はお申し込み済みです",
        Refusal::NotEligible(_)
        | Refusal::OptionNotEligible(..)
        | Refusal::NotOffered
        | Refusal::TooSoon { .. }
        | Refusal::NotNow => "お申し込みを受け付けられませんでした",
    }
}

/// Why not, and what to do. `option` is the name of the option it is about.
pub fn refusal(lang: Lang, refusal: &Refusal, option: &str) -> String {
    let Lang::Ja = lang;
    match refusal {
        Refusal::Full => {
            "この日の枠は、ほかの方のご予約で埋まりました。ほかの日をお選びいただくか、キャンセル待ちをお申し込みください。".to_owned()
        }
        Refusal::OptionFull(_) => format!(
            "この日は「{option}」の枠が埋まりました。ほかの日をお選びいただくか、「{option}」を外してお申し込みください。"
        ),
        Refusal::NotEligible(why) => reason(lang, why, "今年度"),
        Refusal::OptionNotEligible(_, why) => format!(
            "「{option}」は選べません。{}",
            reason(lang, why, "今年度")
        ),
        Refusal::NotOffered => {
            "お選びの内容は、いま受け付けていません。健診の一覧から、もう一度お選びください。".to_owned()
        }
        Refusal::TooSoon { from } => format!(
            "この健診機関の予約は、{}から後の日で承ります。ほかの日をお選びください。",
            full_day(lang, *from)
        ),
        Refusal::HoldOver => {
            "枠をお取り置きできる10分が過ぎたため、ほかの方にお譲りしました。もう一度、日をお選びください。".to_owned()
        }
        Refusal::OfferOver => {
            "お返事の期限が過ぎたため、次にお待ちの方へご案内しました。ほかの日をお選びいただくか、もう一度キャンセル待ちをお申し込みください。".to_owned()
        }
        Refusal::CutoffPassed { on, hour, minute } => format!(
            "締切は{}でした。変更や取消は、お電話で健診機関へご連絡ください。",
            until(lang, *on, *hour, *minute)
        ),
        Refusal::NotNow => {
            "この予約は、いまの状態ではお手続きできません。予約一覧で状況をお確かめください。".to_owned()
        }
        Refusal::StillFree => {
            "空きがありますので、キャンセル待ちをせずにそのまま予約へお進みください。".to_owned()
        }
        Refusal::WaitsAlready => {
            "この日のキャンセル待ちは、すでに承っています。枠が空きしだいメールでご案内します。".to_owned()
        }
        Refusal::MovesAlready => {
            "この予約の変更は、すでに承っています。希望を変えるときは、予約一覧で変更のお申し込みを取り消してから、もう一度お申し込みください。".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{checkup::code::OptionCode, date::CivilDate};

    #[test]
    fn every_refusal_has_a_title_and_a_sentence_of_its_own() {
        let on = CivilDate::new(2026, 12, 1).unwrap();
        let code = OptionCode::parse("breast").unwrap();
        let mut all = vec![
            Refusal::Full,
            Refusal::OptionFull(code.clone()),
            Refusal::NotOffered,
            Refusal::TooSoon { from: on },
            Refusal::HoldOver,
            Refusal::OfferOver,
            Refusal::CutoffPassed {
                on,
                hour: 17,
                minute: 0,
            },
            Refusal::NotNow,
            Refusal::StillFree,
            Refusal::WaitsAlready,
            Refusal::MovesAlready,
        ];
        for (why, _) in super::super::reason::tests::all() {
            all.push(Refusal::NotEligible(why));
            all.push(Refusal::OptionNotEligible(code.clone(), why));
        }
        let mut said: Vec<String> = all
            .iter()
            .map(|one| {
                assert!(!title(Lang::Ja, one).is_empty());
                refusal(Lang::Ja, one, "乳がん検診")
            })
            .collect();
        assert!(said.iter().all(|text| text.ends_with('。')), "{said:?}");
        assert!(said[6].contains("2026年12月1日(火) 17:00"));
        let number = said.len();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), number);
    }
}
