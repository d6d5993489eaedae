//! Results of examinations taken elsewhere, sealed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exam_result")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person_id: i64,
    pub fiscal_year: i32,
    pub course_code: String,
    pub right_group: String,
    pub exam_on: Date,
    pub institution: String,
    pub media_type: String,
    pub bytes: i64,
    pub sealed: Vec<u8>,
    pub state: String,
    pub note: String,
    pub sent_at: i64,
    pub decided_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
