//! 予約: one row per booking, from a held place to its end.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person_id: i64,
    pub fiscal_year: i32,
    pub course_code: String,
    pub right_group: String,
    pub uses_right: bool,
    pub institution_id: i64,
    pub place_id: Option<i64>,
    pub state: String,
    pub exam_on: Option<Date>,
    pub starts: Option<i32>,
    pub options: String,
    pub quote: String,
    pub wishes: Option<String>,
    pub note: String,
    pub made_by: String,
    pub idem: Option<String>,
    pub replaces_id: Option<i64>,
    pub expires_at: Option<i64>,
    pub created_at: i64,
    pub changed_at: i64,
    pub reminded_week_at: Option<i64>,
    pub reminded_day_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
