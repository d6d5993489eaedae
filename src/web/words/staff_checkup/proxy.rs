//! Words of 代理予約.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{
    domain::{
        checkup::{institution::DaySex, staff_form::FindField},
        date::CivilDate,
        field::FieldError,
    },
    web::words::{
        Lang,
        checkup::day::full_day,
        field::{NOT_A_BIRTH_DATE, sentence},
    },
};

/// Words of 代理予約.
pub struct ProxyWords {
    pub heading: &'static str,
    pub find: &'static str,
    pub find_lead: &'static str,
    pub find_button: &'static str,
    pub found: &'static str,
    pub found_lead: &'static str,
    pub nobody: &'static str,
    pub more_people: &'static str,
    pub choose_person: &'static str,
    pub course: &'static str,
    pub course_lead: &'static str,
    pub no_courses: &'static str,
    pub choose_course: &'static str,
    pub eligible: &'static str,
    pub not_eligible: &'static str,
    pub passed_over: &'static str,
    pub institution: &'static str,
    pub institution_label: &'static str,
    pub institution_hint: &'static str,
    pub search_button: &'static str,
    pub no_institutions: &'static str,
    pub more_institutions: &'static str,
    pub choose_institution: &'static str,
    pub live: &'static str,
    pub by_wish: &'static str,
    pub no_free: &'static str,
    pub own: &'static str,
    pub choose: &'static str,
    pub options: &'static str,
    pub no_options: &'static str,
    pub places: &'static str,
    pub no_places: &'static str,
    pub from_label: &'static str,
    pub from_button: &'static str,
    pub wishes: &'static str,
    pub wishes_lead: &'static str,
    pub wish: [&'static str; 3],
    pub wish_from: &'static str,
    pub wish_to: &'static str,
    pub wish_weekdays: &'static str,
    pub wish_half: &'static str,
    pub check_button: &'static str,
    pub no_place: &'static str,
    pub check: &'static str,
    pub check_lead: &'static str,
    pub ask: &'static str,
    pub ask_text: &'static str,
    pub needs: &'static str,
    pub cutoff: &'static str,
    pub book: &'static str,
    pub apply: &'static str,
    pub back: &'static str,
    pub start: &'static str,
    pub moving: &'static str,
}

static JA: ProxyWords = ProxyWords {
    heading: "代理予約",
    find: "どなたの予約ですか",
    find_lead: "電話の方に、記号・番号、または生年月日と氏名(カナ)を聞いて入力してください。家族の代わりの電話のときは、受ける方ご本人のものを入力します。",
    find_button: "さがす",
    found: "見つかった方",
    found_lead: "生年月日や氏名を電話の方に言ってもらい、合っている方を選んでください。こちらから読み上げないでください。",
    nobody: "当てはまる方がいません。番号の読み違いや、別の家族の番号でないかを確かめてください。",
    more_people: "ほかにも当てはまる方がいます。記号・番号などを足して、しぼり込んでください。",
    choose_person: "この方の予約をする",
    course: "どのコースですか",
    course_lead: "受けられないコースには理由が出ています。そのままお伝えください。",
    no_courses: "公開しているコースがありません。",
    choose_course: "このコースにする",
    eligible: "受けられます",
    not_eligible: "受けられません",
    passed_over: "申込期間の外ですが、職員の代理では受け付けられます。",
    institution: "どこで受けますか",
    institution_label: "健診機関",
    institution_hint: "名称・カナ・市区町村・駅の一部",
    search_button: "さがす",
    no_institutions: "このコースを扱う健診機関が見つかりません。ほかの言葉でさがしてください。",
    more_institutions: "ほかにもあります。市区町村や駅を足して、しぼり込んでください。",
    choose_institution: "ここにする",
    live: "空き枠から予約",
    by_wish: "希望日で申込み",
    no_free: "空きなし",
    own: "ご負担額(オプションなし)",
    choose: "日とオプションを選んでください",
    options: "オプション",
    no_options: "この健診機関で付けられるオプションはありません。",
    places: "空いている日時",
    no_places: "この条件で空いている日時はありません。ほかの日か、ほかの健診機関を選んでください。",
    from_label: "この日から先の空きを見る",
    from_button: "表示する",
    wishes: "希望日",
    wishes_lead: "第1希望だけでも申し込めます。日にちの幅や曜日でも指定できます。",
    wish: ["第1希望", "第2希望", "第3希望"],
    wish_from: "日(から)",
    wish_to: "まで(1日だけなら空欄)",
    wish_weekdays: "曜日(どれでもよければ選ばない)",
    wish_half: "時間帯",
    check_button: "料金を確かめて読み上げへ進む",
    no_place: "日時を選んでください",
    check: "電話の方に読み上げてください",
    check_lead: "次の内容を読み上げ、よいと言われたら予約してください。まだ予約されていません。",
    ask: "予約の前にお聞きください",
    ask_text: "当てはまる方は、この内容では受けられません。「はい」のときは、前の画面に戻ってコースやオプションを変えてください。お答えは記録しません。",
    needs: "当日の注意",
    cutoff: "変更・取消の締切",
    book: "この内容で予約する",
    apply: "この内容で申し込む",
    back: "選び直す",
    start: "別の方の予約をする",
    moving: "予約の変更です。新しい予約が決まると、いまの予約は自動で取り消されます。",
};

/// Words of 代理予約.
pub fn proxy(lang: Lang) -> &'static ProxyWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// Label of a field of the search for a person.
pub fn find_label(lang: Lang, field: FindField) -> &'static str {
    let Lang::Ja = lang;
    match field {
        FindField::Symbol => "記号",
        FindField::Number => "番号",
        FindField::BirthDate => "生年月日",
        FindField::Kana => "氏名(カナ)",
    }
}

/// What is wrong with a field of the search for a person.
pub fn find_error(lang: Lang, field: FindField, error: FieldError) -> String {
    match (field, error) {
        (FindField::Symbol, FieldError::Empty) => {
            "記号と番号を入力してください(わからないときは、生年月日と氏名(カナ)の両方)".to_owned()
        }
        (FindField::Kana, FieldError::Empty) => {
            "生年月日でさがすときは、氏名(カナ)も入力してください".to_owned()
        }
        (FindField::BirthDate, FieldError::Empty) => {
            "氏名(カナ)でさがすときは、生年月日も入力してください".to_owned()
        }
        (FindField::BirthDate, FieldError::NotADate) => NOT_A_BIRTH_DATE.to_owned(),
        _ => sentence(lang, find_label(lang, field), error),
    }
}

/// For whom a day is, where it is not for all.
pub fn day_sex(lang: Lang, kind: DaySex) -> &'static str {
    let Lang::Ja = lang;
    match kind {
        DaySex::Any => "",
        DaySex::Female => " 女性専用日",
        DaySex::Male => " 男性専用日",
    }
}

/// How many places are left.
pub fn remaining(lang: Lang, remaining: i32) -> String {
    let Lang::Ja = lang;
    format!("残り{remaining}")
}

/// The first free day.
pub fn first_free(lang: Lang, day: CivilDate) -> String {
    format!("最も早い空き {}", full_day(lang, day))
}
