//! A person and a price as several pages of the desk show them.

use serde::{Deserialize, Serialize};

use crate::domain::{
    checkup::{course::RelationGroup, price::Line, yen::Yen},
    date::CivilDate,
    relationship::Sex,
};

/// A person as lists show it: 番号 masked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PersonLine {
    /// 氏名
    pub name: String,
    /// 氏名カナ
    pub kana: String,
    /// 記号-番号-枝番, the 番号 masked.
    pub number: String,
    /// 性別
    pub sex: Sex,
    /// 年度末年齢
    pub age: i32,
    /// 続柄
    pub relation: RelationGroup,
    /// 事業所
    pub workplace: String,
}

/// A person with everything the desk needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PersonCard {
    /// Our number of the person.
    pub id: i64,
    /// As in lists, but with the whole 番号.
    pub line: PersonLine,
    /// 生年月日
    pub birth_date: CivilDate,
    /// 資格取得日
    pub acquired_on: CivilDate,
    /// 資格喪失日
    pub lost_on: Option<CivilDate>,
}

/// A line of 料金の内訳.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PriceLine {
    /// Name of the course or option.
    pub name: String,
    /// Its parts.
    pub line: Line,
}

/// 料金の内訳 with names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PriceTable {
    /// The lines.
    pub lines: Vec<PriceLine>,
    /// 料金の合計
    pub price: Yen,
    /// 健保補助額の合計
    pub society: Yen,
    /// ご負担額の合計
    pub own: Yen,
}
