//! Rows whose person the roster does not have, or has twice.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "expense_orphan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub symbol: String,
    pub number: String,
    pub branch: String,
    pub kana: String,
    pub birth_date: Date,
    pub why: String,
    pub row_json: String,
    pub settled_at: Option<i64>,
    pub person_id: Option<i64>,
    pub staff_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
