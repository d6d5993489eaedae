//! Words of the list of 健診コース.

use crate::{
    domain::checkup::course::{Course, RelationGroup},
    web::words::Lang,
};

words! {
    /// Words of the list.
    CoursesWords from courses {
        heading: "健診コース",
        lead: "年度ごとのコースとルールです。公開すると、加入者の画面に出ます。",
        none: "この年度のコースは、まだありません。",
        found: "コースの一覧",
        code: "コード",
        name: "名称",
        group: "排他グループ",
        who: "対象",
        examination: "受診期間",
        cap: "補助上限",
        options: "オプション",
        state: "加入者への公開",
        open: "公開中",
        closed: "準備中(非公開)",
        new: "新しいコースを作る",
        copy: "翌年度へ写す",
        copy_lead: "申込期間と受診期間を1年ずらし、非公開のまま写します。翌年度にすでにあるコースは、そのまま残ります。",
    }
}

/// For whom a course is.
pub fn who(lang: Lang, course: &Course) -> String {
    let groups: Vec<&str> = course.who.iter().map(|one| group(lang, *one)).collect();
    groups.join("・")
}

/// A group of 続柄.
pub fn group(lang: Lang, group: RelationGroup) -> &'static str {
    let Lang::Ja = lang;
    match group {
        RelationGroup::Insured => "被保険者(本人)",
        RelationGroup::Spouse => "被扶養配偶者",
        RelationGroup::OtherDependant => "その他の被扶養者",
    }
}

/// How many.
pub fn count(lang: Lang, number: usize) -> String {
    let Lang::Ja = lang;
    format!("{number}件")
}

/// That there is nothing in the year asked for, and which one is shown.
pub fn not_there(lang: Lang, asked: i32, shown: i32) -> String {
    let Lang::Ja = lang;
    format!("{asked}年度のコースはまだ作れません。{shown}年度を表示しています。")
}

/// The button that copies a year's courses.
pub fn copy_button(lang: Lang, year: i32, number: usize) -> String {
    let Lang::Ja = lang;
    format!("{}年度にないコース{number}件を写す", year + 1)
}
