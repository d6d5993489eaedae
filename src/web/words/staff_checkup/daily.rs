//! Words of 日別名簿, for staff and for the institution that opens its link.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{
    api::staff_checkup::daily::LinkState,
    domain::{date::CivilDate, field::FieldError},
    web::words::{Lang, checkup::day::full_day, field::sentence},
};

/// Words of 日別名簿.
pub struct DailyWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub day: &'static str,
    pub day_hint: &'static str,
    pub not_a_day: &'static str,
    pub show: &'static str,
    pub expecting: &'static str,
    pub nobody: &'static str,
    pub list: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub links: &'static str,
    pub links_lead: &'static str,
    pub make: &'static str,
    pub recall: &'static str,
    pub link_columns: [&'static str; 5],
    pub never_opened: &'static str,
    pub code: &'static str,
    pub code_text: &'static str,
    pub handed: &'static str,
    pub locked_lead: &'static str,
    pub code_hint: &'static str,
    pub open: &'static str,
    pub handed_lead: &'static str,
    pub damaged: &'static str,
    pub damaged_text: &'static str,
    pub recalled: &'static str,
    pub recalled_text: &'static str,
    pub expired: &'static str,
    pub expired_text: &'static str,
    pub until: &'static str,
}

static JA: DailyWords = DailyWords {
    heading: "日別名簿",
    lead: "健診機関に渡すための、いちばん少ない項目の名簿です。記号・番号・住所は含まれません。",
    day: "受診日",
    day_hint: "例: 2026-12-01、R8.12.1",
    not_a_day: "受診日は「2026-12-01」のように、実際にある日付を入力してください",
    show: "表示する",
    expecting: "この日に受診者がいる健診機関",
    nobody: "この日に受診する方はいません。",
    list: "名簿",
    before: "前の日",
    after: "次の日",
    links: "健診機関に渡すリンク",
    links_lead: "リンクは7日で開けなくなります。開くには健診機関コード(10けた)が必要です。リンクとコードは、別々の方法でお知らせください。まちがえて渡したときは、すぐに取り消してください。",
    make: "リンクを作る",
    recall: "取り消す",
    link_columns: ["リンク", "作成", "期限", "状態", "開いた日時"],
    never_opened: "まだ開かれていません",
    code: "健診機関コード",
    code_text: "この健診機関のコード",
    handed: "受診者名簿",
    locked_lead: "名簿を開くには、貴機関の健診機関コード(10けた)を入力してください。開いたことは健康保険組合の記録に残ります。",
    code_hint: "10けたの数字",
    open: "名簿を開く",
    handed_lead: "個人情報です。この日の受付のほかには使わず、印刷したものは用が済みしだい廃棄してください。",
    damaged: "このリンクは開けません",
    damaged_text: "リンクが途中で切れているようです。お知らせした文の全体をコピーして、もう一度お試しください。それでも開けないときは、健康保険組合へご連絡ください。",
    recalled: "このリンクは取り消されました",
    recalled_text: "健康保険組合がこのリンクを取り消したため、開けません。新しいリンクについては、健康保険組合へお問い合わせください。",
    expired: "このリンクの期限が過ぎました",
    expired_text: "安全のため、リンクは7日で開けなくなります。必要なときは、健康保険組合へお申し出ください。新しいリンクをお渡しします。",
    until: "このリンクの期限",
};

/// Words of 日別名簿.
pub fn daily(lang: Lang) -> &'static DailyWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// Headings of the list.
pub fn columns(lang: Lang) -> [&'static str; 6] {
    let Lang::Ja = lang;
    ["時刻", "氏名(カナ)", "性別", "年齢", "コース", "オプション"]
}

/// How many come.
pub fn people(lang: Lang, count: i64) -> String {
    let Lang::Ja = lang;
    format!("{count}名")
}

/// What is so of a link.
pub fn link_state(lang: Lang, state: LinkState) -> &'static str {
    let Lang::Ja = lang;
    match state {
        LinkState::Open => "開けます",
        LinkState::Recalled => "取り消し済み",
        LinkState::Expired => "期限切れ",
    }
}

/// An institution's day.
pub fn of_day(lang: Lang, name: &str, on: CivilDate) -> String {
    format!("{name} {}", full_day(lang, on))
}

/// What is wrong with the code.
pub fn code_error(lang: Lang, error: FieldError) -> String {
    match error {
        FieldError::Wrong => {
            "健診機関コードが違います。お手元の10けたの番号をお確かめください".to_owned()
        }
        error => sentence(lang, daily(lang).code, error),
    }
}
