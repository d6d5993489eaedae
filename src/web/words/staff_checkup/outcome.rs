//! What became of something staff did: one sentence for each, with what to do next.

use crate::{
    api::staff_checkup::bookings::{Outcome, Said},
    domain::checkup::refusal::Refusal,
    web::words::{
        Lang,
        checkup::{
            day::{full_day, until},
            reason::reason,
        },
        staff_checkup::bookings::state,
    },
};

/// What became of it.
pub fn outcome(lang: Lang, outcome: &Outcome) -> String {
    let Lang::Ja = lang;
    match outcome {
        Outcome::Done(now) => format!("「{}」にしました。", state(lang, *now)),
        Outcome::Changed(now) => format!(
            "この画面を開いたあとに、ほかの職員か本人が先に変更しました。いまの状態は「{}」です。内容を確かめて、必要ならもう一度操作してください。",
            state(lang, *now)
        ),
        Outcome::Gone => "この予約は見つかりません。一覧からさがし直してください。".to_owned(),
        Outcome::NoteTooLong => {
            "受診者への連絡が長すぎます。400文字以内にして、もう一度操作してください。まだ何も変わっていません。".to_owned()
        }
        Outcome::NothingChosen => {
            "予約が選ばれていません。チェックを入れてから、もう一度ボタンを押してください。".to_owned()
        }
        Outcome::RightUsed => {
            "記録を直せません。この年度の権利は、ほかの予約か結果で使われています。先にそちらを確かめてください。".to_owned()
        }
        Outcome::No(why) => refusal(lang, why),
    }
}

/// Why the desk refused, for staff.
pub fn refusal(lang: Lang, why: &Refusal) -> String {
    let Lang::Ja = lang;
    match why {
        Refusal::Full => {
            "この枠は、たったいま埋まりました。ほかの日時を選んでください。".to_owned()
        }
        Refusal::OptionFull(_) => {
            "この日は、選ばれたオプションの枠が埋まっています。オプションを外すか、ほかの日を選んでください。".to_owned()
        }
        Refusal::NotEligible(why) => format!("予約できません。{}", reason(lang, why, "この年度")),
        Refusal::OptionNotEligible(_, why) => {
            format!("選ばれたオプションは付けられません。{}", reason(lang, why, "この年度"))
        }
        Refusal::NotOffered => {
            "この内容では受け付けられません。健診機関の扱い、コースの公開、日の性別の条件を確かめてください。".to_owned()
        }
        Refusal::TooSoon { from } => format!(
            "この健診機関は{}からの日を受け付けます。ほかの日を選んでください。",
            full_day(lang, *from)
        ),
        Refusal::CutoffPassed { on, hour, minute } => format!(
            "変更・取消の締切({})を過ぎています。健診機関に電話で確かめてください。",
            until(lang, *on, *hour, *minute)
        ),
        Refusal::HoldOver => "仮押さえの時間が過ぎています。もう一度、日を選んでください。".to_owned(),
        Refusal::OfferOver => "キャンセル待ちの案内の期限が過ぎています。".to_owned(),
        Refusal::NotNow => {
            "いまの状態では、この操作はできません。予約の状態と受診日を確かめてください。まだ何も変わっていません。".to_owned()
        }
        Refusal::StillFree => "この日には空きがあります。そのまま予約してください。".to_owned(),
        Refusal::WaitsAlready => "この日のキャンセル待ちは、もう受け付けています。".to_owned(),
        Refusal::MovesAlready => {
            "この予約の変更は、もう申し込まれています。先にその申し込みに回答するか、取り消してください。".to_owned()
        }
    }
}

/// What became of a bulk: how many were done, and what of each other one.
pub fn bulk(lang: Lang, said: &[Said]) -> (Option<String>, Vec<String>) {
    let Lang::Ja = lang;
    let done: Vec<_> = said
        .iter()
        .filter_map(|one| match one.outcome {
            Outcome::Done(now) => Some(now),
            _ => None,
        })
        .collect();
    let number = done.len();
    let done = done
        .last()
        .map(|now| format!("{number}件を「{}」にしました。", state(lang, *now)));
    let others = said
        .iter()
        .filter(|one| !matches!(one.outcome, Outcome::Done(_)));
    let others = others.map(|one| match one.reference.as_str() {
        "" => outcome(lang, &one.outcome),
        number => format!("予約番号 {number}: {}", outcome(lang, &one.outcome)),
    });
    (done, others.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkup::booking::State;

    #[test]
    fn a_bulk_is_summed_up_and_what_was_not_done_is_named() {
        let said = [
            ("2026-000001", Outcome::Done(State::Done)),
            ("2026-000002", Outcome::No(Refusal::NotNow)),
            ("2026-000003", Outcome::Done(State::Done)),
        ]
        .map(|(reference, outcome)| Said {
            reference: reference.to_owned(),
            outcome,
        });
        let (done, others) = bulk(Lang::Ja, &said);
        assert_eq!(done.as_deref(), Some("2件を「受診済」にしました。"));
        assert_eq!(others.len(), 1);
        assert!(others[0].starts_with("予約番号 2026-000002: いまの状態では"));
        assert_eq!(bulk(Lang::Ja, &[]), (None, vec![]));
    }
}
