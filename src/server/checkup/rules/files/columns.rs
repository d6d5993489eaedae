//! The columns of the files by the names in their header lines; their order is free.

use crate::domain::checkup::{institution_form::InstitutionField, place_form::PatternField};

/// 健診機関コード, in every file.
pub(super) const CODE: &str = "健診機関コード";

/// The columns of prices.
pub(super) const PRICES: [&str; 5] = [CODE, "年度", "コース", "オプション", "料金"];

/// The columns of places.
pub(super) const PLACES: [&str; 7] = [
    CODE,
    "コース",
    "日付",
    "時刻",
    "対象",
    "定員",
    "オプション上限",
];
/// A column of places that is only written.
pub(super) const TAKEN: &str = "予約済";

/// The column a field of an institution stands in.
pub(super) fn institution(field: InstitutionField) -> &'static str {
    use InstitutionField as F;
    match field {
        F::Code => CODE,
        F::Name => "名称",
        F::Kana => "カナ",
        F::Prefecture => "都道府県",
        F::City => "市区町村",
        F::Address => "住所",
        F::Station => "最寄駅",
        F::Phone => "電話番号",
        F::Class => "区分",
        F::ClosedWeekdays => "休診曜日",
        F::Saturdays => "土曜受診",
        F::WomenDays => "女性専用日",
        F::BarrierFree => "バリアフリー",
        F::CutoffDays => "締切(営業日前)",
        F::CutoffTime => "締切(時刻)",
        F::LeadDays => "受付開始(日後)",
        F::CancelCost => "取消の費用",
        F::QuestionnaireUrl => "問診URL",
        F::Preparation => "受診前の準備",
        F::Live => "空き枠を公開",
        F::Active => "加入者に表示",
    }
}

/// The column a field of a place stands in.
pub(super) fn place(field: PatternField) -> &'static str {
    use PatternField as F;
    match field {
        F::Course => PLACES[1],
        F::From | F::To | F::Weekdays => PLACES[2],
        F::Times => PLACES[3],
        F::DaySex => PLACES[4],
        F::Capacity => PLACES[5],
        F::Limits => PLACES[6],
    }
}
