//! Words of the search for an institution, of its calendar and of the wishes.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::day::{full_day, short_day, time};
use crate::{
    domain::{
        checkup::{institution::DaySex, search::Order},
        date::CivilDate,
        weekday::Weekday,
    },
    web::words::Lang,
};

/// Words of these pages.
pub struct FindWords {
    pub heading: &'static str,
    pub chosen: &'static str,
    pub options: &'static str,
    pub no_options: &'static str,
    pub left_out: &'static str,
    pub change: &'static str,
    pub conditions: &'static str,
    pub prefecture: &'static str,
    pub everywhere: &'static str,
    pub city: &'static str,
    pub any_city: &'static str,
    pub words: &'static str,
    pub words_hint: &'static str,
    pub class: &'static str,
    pub any_class: &'static str,
    pub class_hint: &'static str,
    pub marks: [&'static str; 3],
    pub order: &'static str,
    pub search: &'static str,
    pub nothing_text: &'static str,
    pub nothing_options: &'static str,
    pub whole_prefecture: &'static str,
    pub whole_country: &'static str,
    pub everything: &'static str,
    pub own: &'static str,
    pub by_wish: &'static str,
    pub no_day: &'static str,
    pub before_page: &'static str,
    pub next_page: &'static str,
    pub pages: &'static str,
    pub address: &'static str,
    pub station: &'static str,
    pub phone: &'static str,
    pub closed: &'static str,
    pub never_closed: &'static str,
    pub cutoff: &'static str,
    pub cancel_cost: &'static str,
    pub details: &'static str,
    pub price: &'static str,
    pub back_to_list: &'static str,
    pub calendar: &'static str,
    pub calendar_lead: &'static str,
    pub nearest: &'static str,
    pub before_month: &'static str,
    pub after_month: &'static str,
    pub legend: &'static str,
    pub full_hidden: &'static str,
    pub full_shown: &'static str,
    pub nothing_this_month: &'static str,
    pub waits: &'static str,
    pub other_day: &'static str,
    pub no_days_left: &'static str,
    pub no_days_left_text: &'static str,
    pub wishes: &'static str,
    pub wishes_lead: &'static str,
    pub wish: [&'static str; 3],
    pub optional: &'static str,
    pub from: &'static str,
    pub from_hint: &'static str,
    pub to: &'static str,
    pub weekdays: &'static str,
    pub weekdays_hint: &'static str,
    pub half: &'static str,
    pub wishes_button: &'static str,
}

static JA: FindWords = FindWords {
    heading: "健診機関をさがす",
    chosen: "選んだコース",
    options: "オプション検査",
    no_options: "なし",
    left_out: "お答えの内容では受けられない検査があったため、選択から外しました。",
    change: "コースと検査を選び直す",
    conditions: "さがす条件",
    prefecture: "都道府県",
    everywhere: "全国",
    city: "市区町村",
    any_city: "すべて",
    words: "名称・よみがな・駅名・地名",
    words_hint: "一部だけでもさがせます",
    class: "区分",
    any_class: "すべて",
    class_hint: "区分によってコースの自己負担が変わります",
    marks: ["土曜日に受けられる", "女性専用日がある", "バリアフリー"],
    order: "並べ方",
    search: "この条件でさがす",
    nothing_text: "条件をゆるめると、見つかることがあります。",
    nothing_options: "オプション検査を減らすと、受けられる健診機関が増えることもあります。",
    whole_prefecture: "都道府県全体でさがす",
    whole_country: "全国でさがす",
    everything: "条件をすべてはずしてさがす",
    own: "自己負担額",
    by_wish: "希望日で申込み",
    no_day: "いまは空きがありません(キャンセル待ち)",
    before_page: "前の20件",
    next_page: "次の20件",
    pages: "ページ",
    address: "所在地",
    station: "最寄り駅",
    phone: "電話番号",
    closed: "休診日",
    never_closed: "なし(日によって異なります)",
    cutoff: "変更・取消の締切",
    cancel_cost: "取消の費用",
    details: "健診機関について",
    price: "自己負担額と内訳",
    back_to_list: "健診機関の一覧へ戻る",
    calendar: "空いている日",
    calendar_lead: "「残り」のある日を選ぶと、時間が表示されます。",
    nearest: "いちばん早い空き",
    before_month: "前の月",
    after_month: "次の月",
    legend: "「待ち」は満席の日です。選ぶとキャンセル待ちができます。印のない日は受けられません。「女性」は女性専用日です。",
    full_hidden: "満席 キャンセル",
    full_shown: "待ち",
    nothing_this_month: "この月に受けられる日はありません。ほかの月をご覧ください。",
    waits: "キャンセル待ちを承っています",
    other_day: "カレンダーで別の日を選ぶ",
    no_days_left: "受けられる日が残っていません",
    no_days_left_text: "この健診機関の予約は先の日から承るため、受診期間のうちに受けられる日がありません。ほかの健診機関をお選びください。",
    wishes: "希望日で申し込む",
    wishes_lead: "この健診機関は、健康保険組合が日を調整します。第3希望まで書いていただくと、決まりやすくなります。",
    wish: ["第1希望", "第2希望", "第3希望"],
    optional: "任意",
    from: "この日から",
    from_hint: "例：2027-01-12、令和9年1月12日",
    to: "この日まで",
    weekdays: "曜日",
    weekdays_hint: "どれも選ばなければ、どの曜日でもよいものとします",
    half: "時間帯",
    wishes_button: "入力内容を確認する",
};

/// Words of these pages.
pub fn find(lang: Lang) -> &'static FindWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// An order of what is found.
pub fn order(lang: Lang, order: Order) -> &'static str {
    let Lang::Ja = lang;
    match order {
        Order::Nearest => "空きの早い順",
        Order::Name => "名称の順",
    }
}

/// How many were found, and which of them are shown.
pub fn counted(lang: Lang, total: usize, page: usize, pages: usize) -> String {
    let Lang::Ja = lang;
    match (total, pages) {
        (0, _) => "条件に合う健診機関が見つかりませんでした".to_owned(),
        (_, ..2) => format!("{total}件見つかりました"),
        _ => format!("{total}件見つかりました({page}/{pages}ページ)"),
    }
}

/// The line that opens the folded conditions; it names those that are asked for.
pub fn more_conditions(lang: Lang, asked: &[&str]) -> String {
    let Lang::Ja = lang;
    if asked.is_empty() {
        "条件をしぼる・並べ方を変える".to_owned()
    } else {
        format!("しぼっている条件：{}", asked.join("、"))
    }
}

/// To search without a condition.
pub fn without(lang: Lang, condition: &str) -> String {
    let Lang::Ja = lang;
    format!("「{condition}」をはずしてさがす")
}

/// To search without the words that were typed, of which the beginning is repeated.
pub fn without_words(lang: Lang, typed: &str) -> String {
    const SHOWN: usize = 20;
    let mut begin: String = typed.chars().take(SHOWN).collect();
    if typed.chars().count() > SHOWN {
        begin.push('…');
    }
    without(lang, &begin)
}

/// The nearest free day.
pub fn nearest_free(lang: Lang, day: CivilDate) -> String {
    format!("いちばん早い空き {}", short_day(lang, day))
}

/// A link to the nearest free day.
pub fn nearest_link(lang: Lang, day: CivilDate) -> String {
    format!("いちばん早い空き（{}）を見る", full_day(lang, day))
}

/// How many places are left.
pub fn left(lang: Lang, number: u32) -> String {
    let Lang::Ja = lang;
    format!("残り{number}")
}

/// The heading of a day's places.
pub fn day_heading(lang: Lang, day: CivilDate) -> String {
    format!("{}の枠", full_day(lang, day))
}

/// For whom a day is, where it is not for all.
pub fn day_sex(lang: Lang, kind: DaySex) -> Option<&'static str> {
    let Lang::Ja = lang;
    match kind {
        DaySex::Any => None,
        DaySex::Female => Some("女性専用日"),
        DaySex::Male => Some("男性専用日"),
    }
}

/// For whom alone a day of the calendar is: as it is seen, and what follows for those who listen.
pub fn only_for(lang: Lang, kind: DaySex) -> Option<(&'static str, &'static str)> {
    let Lang::Ja = lang;
    match kind {
        DaySex::Any => None,
        DaySex::Female => Some(("女性", "専用日")),
        DaySex::Male => Some(("男性", "専用日")),
    }
}

/// The name of a time that can be booked.
pub fn slot(lang: Lang, starts: Option<i32>) -> String {
    let Lang::Ja = lang;
    starts.map_or_else(
        || "時間は後日ご案内".to_owned(),
        |minutes| format!("{}から", time(lang, minutes)),
    )
}

/// The button of a free time.
pub fn hold_button(lang: Lang, starts: Option<i32>) -> String {
    let Lang::Ja = lang;
    starts.map_or_else(
        || "この日で予約へ進む".to_owned(),
        |minutes| format!("{}で予約へ進む", time(lang, minutes)),
    )
}

/// The button of a full time.
pub fn wait_button(lang: Lang, starts: Option<i32>) -> String {
    let Lang::Ja = lang;
    starts.map_or_else(
        || "この日のキャンセル待ちをする".to_owned(),
        |minutes| format!("{}のキャンセル待ちをする", time(lang, minutes)),
    )
}

/// The weekdays on which an institution is closed.
pub fn weekdays(lang: Lang, days: &[Weekday]) -> String {
    let Lang::Ja = lang;
    let names: Vec<String> = days.iter().map(|day| day.kanji().to_string()).collect();
    names.join("・")
}

/// 3営業日前 17:00
pub fn cutoff(lang: Lang, (days, hour, minute): (u8, u8, u8)) -> String {
    let Lang::Ja = lang;
    match days {
        0 => format!("受診日当日の{hour}:{minute:02}まで"),
        days => format!("受診日の{days}営業日前 {hour}:{minute:02}まで"),
    }
}

/// What a late cancellation costs, also where the institution says nothing.
pub fn cancel_cost(lang: Lang, said: &str) -> String {
    let Lang::Ja = lang;
    if said.is_empty() {
        "締切までの取消に費用はかかりません。".to_owned()
    } else {
        said.to_owned()
    }
}
