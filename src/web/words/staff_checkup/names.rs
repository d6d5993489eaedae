//! What states, acts, events and people's groups are called at the desk.

use crate::{
    domain::{
        checkup::{
            booking::{Event, State},
            course::RelationGroup,
            staff_form::{Act, Oddity, Sort},
        },
        relationship::Sex,
    },
    web::words::Lang,
};

/// What a state is called.
pub fn state(lang: Lang, state: State) -> &'static str {
    let Lang::Ja = lang;
    match state {
        State::Held => "仮押さえ",
        State::Applied => "申込",
        State::Arranging => "調整中",
        State::Confirmed => "確定",
        State::Done => "受診済",
        State::NoShow => "未受診",
        State::Cancelled => "取消",
    }
}

/// What an order of the list is called.
pub fn sort(lang: Lang, sort: Sort) -> &'static str {
    let Lang::Ja = lang;
    match sort {
        Sort::Day => "受診日の順",
        Sort::Newest => "受付の新しい順",
        Sort::Oldest => "受付の古い順",
        Sort::Name => "氏名(カナ)の順",
    }
}

/// What a sex is called.
pub fn sex(lang: Lang, sex: Sex) -> &'static str {
    let Lang::Ja = lang;
    match sex {
        Sex::Male => "男",
        Sex::Female => "女",
        Sex::Unknown => "不明",
    }
}

/// What a group of 続柄 is called.
pub fn relation(lang: Lang, relation: RelationGroup) -> &'static str {
    let Lang::Ja = lang;
    match relation {
        RelationGroup::Insured => "本人",
        RelationGroup::Spouse => "配偶者",
        RelationGroup::OtherDependant => "その他の家族",
    }
}

/// Button and explanation of an act.
pub fn act(lang: Lang, act: Act) -> (&'static str, &'static str) {
    let Lang::Ja = lang;
    match act {
        Act::TakeUp => (
            "調整中にする",
            "健診機関に問い合わせを始めたら押します。本人の画面も「調整中」になります。",
        ),
        Act::Decline => (
            "見つからないと回答する",
            "希望に合う日がなかったことを本人に知らせ、申込みを終えます。本人はもう一度申し込めます。",
        ),
        Act::Cancel => (
            "取り消す",
            "本人の依頼などで取り消し、枠を空けます。本人にメールで知らせます。",
        ),
        Act::Done => ("受診済にする", "健診機関から受診の報告があったら押します。"),
        Act::NoShow => (
            "未受診にする",
            "来られなかったときに押します。年度の権利は本人に戻ります。",
        ),
        Act::CorrectDone => (
            "受診済に直す",
            "未受診と記録したあとで、受診していたことが分かったときに押します。年度の権利は、また使ったことになります。",
        ),
        Act::CorrectNoShow => (
            "未受診に直す",
            "受診済と記録したあとで、来られなかったことが分かったときに押します。年度の権利は本人に戻ります。",
        ),
        Act::Unmark => (
            "記録を取り消す",
            "受診済・未受診の記録がまちがいだったときに押します。予約は「確定」に戻ります。",
        ),
    }
}

/// What is odd about a day.
pub fn oddity(lang: Lang, odd: Oddity) -> &'static str {
    let Lang::Ja = lang;
    match odd {
        Oddity::NotWished => "本人の希望日に入っていません。",
        Oddity::ClosedWeekday => "この健診機関の休診の曜日です。",
        Oddity::ClosedDay => "この健診機関の休診日です。",
        Oddity::NewYear => "年末年始(12月29日から1月3日)です。",
    }
}

/// What an event of a booking is called; a code this program does not know stays as it is.
pub fn event(lang: Lang, code: &str) -> String {
    let Lang::Ja = lang;
    let Some(event) = Event::from_code(code) else {
        return match code {
            "hold" | "held" | "" => "仮押さえ".to_owned(),
            "book" => "予約".to_owned(),
            code => code.to_owned(),
        };
    };
    let words = match event {
        Event::Confirm => "予約の確定",
        Event::Apply => "申込み",
        Event::TakeUp => "調整の開始",
        Event::Answer => "希望日への回答",
        Event::Decline => "見つからないと回答",
        Event::MarkDone => "受診済の記録",
        Event::MarkNoShow => "未受診の記録",
        Event::CorrectDone => "受診済に訂正",
        Event::CorrectNoShow => "未受診に訂正",
        Event::Unmark => "受診の記録の取消",
        Event::Cancel => "取消",
        Event::Expire => "仮押さえの期限切れ",
    };
    words.to_owned()
}

/// Who did it.
pub fn actor(lang: Lang, actor: &str) -> String {
    let Lang::Ja = lang;
    match actor {
        "member" => "本人".to_owned(),
        "system" => "自動".to_owned(),
        login => format!("職員 {login}"),
    }
}
