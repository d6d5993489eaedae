//! Words of the last step, of bookings and of the waiting list.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::day::{full_day, left, until};
use crate::{
    api::checkup::Replaced,
    domain::{
        checkup::{booking::State, reminder::Reminder},
        date::CivilDate,
    },
    web::words::Lang,
};

/// Words of these pages.
pub struct BookingWords {
    pub check: &'static str,
    pub check_lead: &'static str,
    pub wishes_lead: &'static str,
    pub course: &'static str,
    pub options: &'static str,
    pub no_options: &'static str,
    pub institution: &'static str,
    pub address: &'static str,
    pub when: &'static str,
    pub wishes: &'static str,
    pub own: &'static str,
    pub deadline: &'static str,
    pub cancel_cost: &'static str,
    pub moved: &'static str,
    pub chosen_anew: &'static str,
    pub final_title: &'static str,
    pub final_done: &'static str,
    pub late_title: &'static str,
    pub moved_away: &'static str,
    pub to_moved: &'static str,
    pub moving: &'static str,
    pub to_moving: &'static str,
    pub to_old: &'static str,
    pub book: &'static str,
    pub apply: &'static str,
    pub release: &'static str,
    pub countdown: &'static str,
    pub countdown_over: &'static str,
    pub over: &'static str,
    pub over_text: &'static str,
    pub over_again: &'static str,
    pub over_search: &'static str,
    pub booked: &'static str,
    pub applied: &'static str,
    pub applied_text: &'static str,
    pub reference: &'static str,
    pub reference_text: &'static str,
    pub next: &'static str,
    pub next_mail: &'static str,
    pub pdf: &'static str,
    pub ics: &'static str,
    pub details: &'static str,
    pub list: &'static str,
    pub list_empty: &'static str,
    pub list_new: &'static str,
    pub back_to_list: &'static str,
    pub back_to_booking: &'static str,
    pub state: &'static str,
    pub saved: &'static str,
    pub again: &'static str,
    pub preparation: &'static str,
    pub no_preparation: &'static str,
    pub step_done: &'static str,
    pub step_today: &'static str,
    pub questionnaire: &'static str,
    pub questionnaire_text: &'static str,
    pub questionnaire_link: &'static str,
    pub change_heading: &'static str,
    pub change: &'static str,
    pub change_day: &'static str,
    pub cancel: &'static str,
    pub too_late: &'static str,
    pub note: &'static str,
    pub cancel_heading: &'static str,
    pub cancel_lead: &'static str,
    pub cancel_free: &'static str,
    pub cancel_late: &'static str,
    pub cancel_wished: &'static str,
    pub cancel_button: &'static str,
    pub keep: &'static str,
    pub cancel_not_now: &'static str,
    pub waiting: &'static str,
    pub waiting_lead: &'static str,
    pub waiting_none: &'static str,
    pub waiting_saved: &'static str,
    pub waiting_left: &'static str,
    pub offered: &'static str,
    pub accept: &'static str,
    pub decline: &'static str,
    pub leave: &'static str,
    pub reminders: &'static str,
    pub reminders_lead: &'static str,
    pub reminders_saved: &'static str,
    pub reminders_button: &'static str,
    pub back: &'static str,
    pub to_booking: &'static str,
    pub to_calendar: &'static str,
    pub to_courses: &'static str,
    pub call: &'static str,
}

static JA: BookingWords = BookingWords {
    check: "予約内容を確認してください",
    check_lead: "まだ予約は決まっていません。よろしければ「予約する」を押してください。",
    wishes_lead: "まだ申し込みは終わっていません。よろしければ「この希望で申し込む」を押してください。",
    course: "コース",
    options: "オプション検査",
    no_options: "なし",
    institution: "健診機関",
    address: "所在地",
    when: "日時",
    wishes: "希望日",
    own: "自己負担額",
    deadline: "変更・取消の締切",
    cancel_cost: "取消の費用",
    moved: "変更前の予約",
    chosen_anew: "別の画面で日が選び直されました。いまお取り置きしているのは、下の日です。この日でよろしければ「予約する」を押してください。",
    final_title: "この予約は、確定したあとは画面から変更・取消ができません",
    final_done: "この予約は、画面から変更・取消ができません",
    late_title: "インターネットでの変更・取消は締め切りました",
    moved_away: "別の予約に変更されました。",
    to_moved: "変更後の予約を見る",
    moving: "この予約の変更を申し込み中です。新しい日が決まるまで、この予約はそのままです。",
    to_moving: "変更の申し込みを見る",
    to_old: "いまの予約を見る",
    book: "予約する",
    apply: "この希望で申し込む",
    release: "予約せずに、別の日を選ぶ",
    countdown: "残り {m}分{s}秒",
    countdown_over: "時間が過ぎました。お手数ですが、もう一度日をお選びください。",
    over: "仮押さえの時間が過ぎました",
    over_text: "枠をお取り置きできる10分が過ぎたため、予約はまだ決まっていません。費用もかかっていません。同じ日に空きがあれば、もう一度お選びいただけます。",
    over_again: "もう一度、日を選ぶ",
    over_search: "ほかの健診機関をさがす",
    booked: "予約が決まりました",
    applied: "希望日の申込みを受け付けました",
    applied_text: "健康保険組合が健診機関と日を調整し、決まりしだいメールでお知らせします。",
    reference: "予約番号",
    reference_text: "お問い合わせのときは、この番号をお伝えください。",
    next: "このあとのこと",
    next_mail: "確認のメールをお送りしました。7日前と前日にも、お知らせのメールをお送りします。",
    pdf: "予約確認書(PDF)を開く",
    ics: "カレンダーに入れる(.ics)",
    details: "予約の内容を見る",
    list: "予約の一覧",
    list_empty: "予約はまだありません。",
    list_new: "健診をさがす",
    back_to_list: "予約の一覧へ戻る",
    back_to_booking: "予約の内容へ戻る",
    state: "状況",
    saved: "予約を取り消しました。同じ年度の健診を、あらためて予約できます。",
    again: "この健診をもう一度予約する",
    preparation: "準備すること",
    no_preparation: "特別な準備はありません。くわしくは健診機関からご案内します。",
    step_done: "過ぎました",
    step_today: "これから",
    questionnaire: "問診",
    questionnaire_text: "受診日までに、健診機関の画面で問診にお答えください。",
    questionnaire_link: "問診の画面を開く(健診機関のサイト)",
    change_heading: "変更・取消",
    change: "内容や健診機関を変える",
    change_day: "日を変える",
    cancel: "予約を取り消す",
    too_late: "インターネットでの変更・取消は締め切りました。お電話で健診機関へご連絡ください。",
    note: "健康保険組合から",
    cancel_heading: "予約を取り消しますか",
    cancel_lead: "取り消すと、この枠はほかの方にお譲りします。同じ日に空きがなければ、元には戻せません。",
    cancel_free: "いま取り消しても、費用はかかりません",
    cancel_late: "締切を過ぎた場合：",
    cancel_wished: "まだ日が決まっていないため、費用はかかりません",
    cancel_button: "取り消す",
    keep: "取り消さずに戻る",
    cancel_not_now: "この予約は、いまは取り消せません。",
    waiting: "キャンセル待ち",
    waiting_lead: "枠が空くと、お申し込みの順にメールでご案内します。ご案内から24時間お取り置きします。",
    waiting_none: "キャンセル待ちの日はありません。満席の日を選ぶと、お申し込みいただけます。",
    waiting_saved: "キャンセル待ちを承りました。枠が空きしだいメールでご案内します。",
    waiting_left: "キャンセル待ちをやめました。",
    offered: "枠が空きました",
    accept: "この枠を予約する",
    decline: "このご案内を断る",
    leave: "待つのをやめる",
    reminders: "予約日のお知らせメール",
    reminders_lead: "受け取るメールを選んで、「変更を保存する」を押してください。",
    reminders_saved: "変更を保存しました。",
    reminders_button: "変更を保存する",
    back: "受診ナビへ戻る",
    to_booking: "予約の一覧を見る",
    to_calendar: "カレンダーへ戻る",
    to_courses: "健診の一覧を見る",
    call: "健診機関の電話番号",
};

/// Words of these pages.
pub fn booking(lang: Lang) -> &'static BookingWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// That the booking before a move has ended.
pub fn ended(lang: Lang, old: &Replaced) -> String {
    match old.exam_on {
        Some(day) => format!(
            "変更前の予約（{} {}）は終わりました。",
            old.institution,
            full_day(lang, day)
        ),
        None => format!("変更前の申込み（{}）は終わりました。", old.institution),
    }
}

/// That a booking stays until the wishes to move it are answered.
pub fn stays(lang: Lang, old: &Replaced) -> String {
    let day = old.exam_on.map(|day| full_day(lang, day));
    format!(
        "変更の申し込みです。いまの予約（{} {}）は、新しい日が決まるまでそのままです。決まると自動で取り消されます。",
        old.institution,
        day.unwrap_or_default()
    )
}

/// A state: its word and the kind of the chip it stands in.
pub fn state(lang: Lang, state: State) -> (&'static str, &'static str) {
    let Lang::Ja = lang;
    match state {
        State::Held => ("仮押さえ", "warn"),
        State::Applied => ("申込", "warn"),
        State::Arranging => ("調整中", "warn"),
        State::Confirmed => ("確定", "ok"),
        State::Done => ("受診済", "ok"),
        State::NoShow => ("未受診", "danger"),
        State::Cancelled => ("取消", "optional"),
    }
}

/// What a state means for the member.
pub fn state_text(lang: Lang, state: State) -> &'static str {
    let Lang::Ja = lang;
    match state {
        State::Held => "枠をお取り置きしています。まだ予約は決まっていません。",
        State::Applied => "お申し込みを受け付けました。健康保険組合が調整を始めます。",
        State::Arranging => "健康保険組合が健診機関と日を調整しています。",
        State::Confirmed => "予約が決まっています。",
        State::Done => "受診が済みました。",
        State::NoShow => {
            "受診の記録がありません。お心当たりがないときは、健康保険組合へご連絡ください。"
        }
        State::Cancelled => "取り消されました。",
    }
}

/// Until when a place is held.
pub fn held_until(lang: Lang, (hour, minute): (u8, u8)) -> String {
    let Lang::Ja = lang;
    format!("この枠を{hour}:{minute:02}までお取り置きしています。")
}

/// The deadline, and what is left until then.
pub fn deadline(lang: Lang, (day, hour, minute): (CivilDate, u8, u8), minutes: i64) -> String {
    let until = until(lang, day, hour, minute);
    format!("{until}まで({})", left(lang, minutes))
}

/// Until when an offer can be taken.
pub fn offer_until(lang: Lang, (day, hour, minute): (CivilDate, u8, u8)) -> String {
    let until = until(lang, day, hour, minute);
    format!("{until}までにお返事ください。過ぎると、次の方にご案内します。")
}

/// How many wait before.
pub fn before(lang: Lang, number: i64) -> String {
    let Lang::Ja = lang;
    match number {
        0 => "次の順番です".to_owned(),
        number => format!("前に{number}人お待ちです"),
    }
}

/// A reminder: its name and when it comes.
pub fn reminder(lang: Lang, reminder: Reminder) -> (&'static str, &'static str) {
    let Lang::Ja = lang;
    match reminder {
        Reminder::Week => (
            "7日前のメール",
            "準備すること(検査キット・問診など)をお知らせします。",
        ),
        Reminder::Day => ("前日のメール", "時間・場所・食事の制限をお知らせします。"),
    }
}
