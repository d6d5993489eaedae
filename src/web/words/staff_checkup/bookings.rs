//! Words of the list of bookings and of one booking.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

pub use super::names::{act, actor, event, oddity, relation, sex, sort, state};
use crate::{
    domain::{
        checkup::staff_form::{AnswerField, FilterField},
        date::CivilDate,
        field::FieldError,
    },
    web::words::{Lang, checkup::day::full_day, field::sentence},
};

/// Words of the list and of a booking.
pub struct BookingWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub search: &'static str,
    pub search_button: &'static str,
    pub clear_button: &'static str,
    pub any: &'static str,
    pub upcoming: &'static str,
    pub ever: &'static str,
    pub date_hint: &'static str,
    pub institution_hint: &'static str,
    pub name_hint: &'static str,
    pub reference_hint: &'static str,
    pub none: &'static str,
    pub found: &'static str,
    pub select: &'static str,
    pub bulk: &'static str,
    pub bulk_hint: &'static str,
    pub export: &'static str,
    pub export_hint: &'static str,
    pub utf8: &'static str,
    pub cp932: &'static str,
    pub not_in_cp932: &'static str,
    pub before: &'static str,
    pub next: &'static str,
    pub number: &'static str,
    pub person: &'static str,
    pub age: &'static str,
    pub booking: &'static str,
    pub gone: &'static str,
    pub back: &'static str,
    pub state: &'static str,
    pub exam: &'static str,
    pub not_yet: &'static str,
    pub course: &'static str,
    pub institution: &'static str,
    pub course_at: &'static str,
    pub phone: &'static str,
    pub options: &'static str,
    pub no_options: &'static str,
    pub wishes: &'static str,
    pub note: &'static str,
    pub made: &'static str,
    pub by_member: &'static str,
    pub by_staff: &'static str,
    pub replaces: &'static str,
    pub held_until: &'static str,
    pub price: &'static str,
    pub price_columns: [&'static str; 4],
    pub total: &'static str,
    pub who: &'static str,
    pub kana: &'static str,
    pub card_number: &'static str,
    pub birth_date: &'static str,
    pub sex: &'static str,
    pub relation: &'static str,
    pub workplace: &'static str,
    pub enrolled: &'static str,
    pub events: &'static str,
    pub event_columns: [&'static str; 5],
    pub work: &'static str,
    pub no_work: &'static str,
    pub answer: &'static str,
    pub answer_lead: &'static str,
    pub answer_beside: &'static str,
    pub answer_button: &'static str,
    pub odd_text: &'static str,
    pub sure: &'static str,
    pub time_hint: &'static str,
    pub note_label: &'static str,
    pub note_hint: &'static str,
    pub note_hint_page: &'static str,
    pub move_button: &'static str,
    pub move_hint: &'static str,
    pub cancel_cost: &'static str,
    pub read_out: &'static str,
    pub read_out_text: &'static str,
    pub read_out_wishes: &'static str,
}

static JA: BookingWords = BookingWords {
    heading: "予約の一覧",
    lead: "条件がなければ、今日から先の予約を、受診日の近い順に表示します。番号は末尾だけを表示します。表示した方の情報は、見たことが記録されます。",
    search: "予約をさがす",
    search_button: "さがす",
    clear_button: "条件を消す",
    any: "すべて",
    upcoming: "今日から先(日の決まっていない申込みも)",
    ever: "すべての期間",
    date_hint: "例: 2026-12-01、R8.12.1",
    institution_hint: "名称・市区町村・駅の一部、または10けたのコード",
    reference_hint: "例: 2026-000123",
    name_hint: "漢字かカナの一部",
    none: "当てはまる予約はありません。",
    found: "予約の一覧",
    select: "選ぶ",
    bulk: "チェックした予約をまとめて記録します。",
    bulk_hint: "受診日になった確定の予約だけを選べます。",
    export: "CSVで書き出す",
    export_hint: "いまの条件に当てはまる予約すべてを書き出します。書き出したことと、含まれる方は記録されます。",
    utf8: "UTF-8(Excel用)",
    cp932: "Shift_JIS(CP932)",
    not_in_cp932: "Shift_JIS(CP932)にない文字が含まれているため、書き出しませんでした。UTF-8で書き出してください。",
    before: "前のページ",
    next: "次のページ",
    number: "予約番号",
    person: "受診者",
    age: "年度末年齢",
    booking: "予約",
    gone: "この予約は見つかりません",
    back: "予約の一覧へ",
    state: "状態",
    exam: "受診日",
    not_yet: "未定",
    course: "コース",
    institution: "健診機関",
    course_at: "コース・健診機関",
    phone: "電話",
    options: "オプション",
    no_options: "なし",
    wishes: "希望日",
    note: "受診者への連絡",
    made: "受付",
    by_member: "本人の申込み",
    by_staff: "職員による代理",
    replaces: "変更前の予約",
    held_until: "仮押さえの期限",
    price: "料金の内訳",
    price_columns: ["内容", "料金", "健保の補助", "本人の負担"],
    total: "合計",
    who: "受診者",
    kana: "氏名(カナ)",
    card_number: "記号-番号-枝番",
    birth_date: "生年月日",
    sex: "性別",
    relation: "続柄",
    workplace: "事業所",
    enrolled: "資格",
    events: "経過",
    event_columns: ["日時", "できごと", "状態", "だれが", "連絡・内容"],
    work: "処理する",
    no_work: "この予約に、いまできる処理はありません。",
    answer: "希望日に回答する",
    answer_lead: "健診機関と決まった日を入力すると、予約が確定し、本人にメールで知らせます。",
    answer_beside: "予約の変更です。日を確定すると、変更前の予約は取り消されます。変更前の予約の締切を過ぎているときは、取消料がかかってもよいか、本人に確かめてから確定してください。",
    answer_button: "この日で確定する",
    odd_text: "まだ確定していません。健診機関と本人に確かめてあれば、下にチェックを入れて、もう一度「この日で確定する」を押してください。",
    sure: "確かめたうえで、この日で確定する",
    time_hint: "例: 9:30(決まっていなければ空欄のまま)",
    note_label: "受診者への連絡",
    note_hint: "本人の画面とメールに表示されます",
    note_hint_page: "直した理由など。本人の画面に表示され、経過に残ります",
    move_button: "別の日・機関に変更する",
    move_hint: "新しい予約が決まるまで、いまの予約はそのまま残ります。",
    cancel_cost: "取消の費用",
    read_out: "予約できました。電話の方にお伝えください",
    read_out_text: "予約番号、受診日と時刻、健診機関の名前と電話、ご負担額をお伝えください。メールアドレスの登録がある方には、確認のメールも送っています。",
    read_out_wishes: "申込みを受け付けました。日が決まりしだい、組合からご連絡することをお伝えください。",
};

/// Words of the list and of a booking.
pub fn bookings(lang: Lang) -> &'static BookingWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// Label of a field of the search.
pub fn filter_label(lang: Lang, field: FilterField) -> &'static str {
    let Lang::Ja = lang;
    match field {
        FilterField::Reference => "予約番号",
        FilterField::State => "状態",
        FilterField::Institution => "健診機関",
        FilterField::Course => "コース",
        FilterField::When => "期間",
        FilterField::From => "受診日(この日から)",
        FilterField::To => "受診日(この日まで)",
        FilterField::Name => "氏名",
        FilterField::Symbol => "記号",
        FilterField::Number => "番号",
        FilterField::Workplace => "事業所",
        FilterField::Sort => "並び順",
    }
}

/// What is wrong with a field of the search.
pub fn filter_error(lang: Lang, field: FilterField, error: FieldError) -> String {
    match (field, error) {
        (FilterField::To, FieldError::Wrong) => {
            "「この日まで」は「この日から」以後の日を入力してください".to_owned()
        }
        _ => sentence(lang, filter_label(lang, field), error),
    }
}

/// Label of a field of the answer.
pub fn answer_label(lang: Lang, field: AnswerField) -> &'static str {
    let Lang::Ja = lang;
    match field {
        AnswerField::Day => "受診日",
        AnswerField::Time => "時刻",
        AnswerField::Note => "受診者への連絡",
    }
}

/// What is wrong with a field of the answer.
pub fn answer_error(lang: Lang, field: AnswerField, error: FieldError) -> String {
    match field {
        AnswerField::Time => "時刻は「9:30」のように入力してください".to_owned(),
        _ => sentence(lang, answer_label(lang, field), error),
    }
}

/// Asks about a day that is odd.
pub fn odd_day(lang: Lang, day: CivilDate) -> String {
    format!("{}でよろしいですか", full_day(lang, day))
}

/// How many bookings fit, and which are shown.
pub fn total(lang: Lang, total: i64, page: u64, pages: u64) -> String {
    let Lang::Ja = lang;
    format!("{total}件({page}/{pages}ページ)")
}

/// Reads out what a box selects.
pub fn select_one(lang: Lang, name: &str) -> String {
    let Lang::Ja = lang;
    format!("{name}さんの予約を選ぶ")
}

/// 年度末年齢
pub fn age(lang: Lang, age: i32) -> String {
    let Lang::Ja = lang;
    format!("{age}歳")
}

/// Since and until when a person is enrolled.
pub fn enrolled(lang: Lang, from: &str, lost: Option<&str>) -> String {
    let date = |iso| crate::web::words::date::date(lang, iso);
    match lost {
        Some(lost) => format!("{}取得・{}喪失", date(from), date(lost)),
        None => format!("{}取得", date(from)),
    }
}

/// A booking by its number.
pub fn numbered(lang: Lang, reference: &str) -> String {
    let Lang::Ja = lang;
    format!("予約番号 {reference}")
}

/// Headings of the exported file.
pub fn export_columns(lang: Lang) -> [&'static str; 14] {
    let Lang::Ja = lang;
    [
        "予約番号",
        "状態",
        "受診日",
        "時刻",
        "コース",
        "健診機関",
        "記号-番号-枝番(番号は末尾だけ)",
        "氏名",
        "氏名カナ",
        "性別",
        "年度末年齢",
        "続柄",
        "事業所",
        "受付日時",
    ]
}
