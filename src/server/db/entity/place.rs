//! 空き枠: places of a course at an institution on a day, at a time, for whom.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "place")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub institution_id: i64,
    pub fiscal_year: i32,
    pub course_code: String,
    pub on_day: Date,
    pub starts: i32,
    pub day_sex: String,
    pub capacity: i32,
    pub remaining: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
