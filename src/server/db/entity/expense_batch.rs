//! Files of 医療費 rows, from reading to publishing.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "expense_batch")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub state: String,
    pub digest: String,
    pub label: String,
    pub staff_id: Option<i64>,
    pub made_at: i64,
    pub lease_until: Option<i64>,
    pub done: i64,
    pub rows: i64,
    pub orphans: i64,
    pub report: String,
    pub through_month: Option<i32>,
    pub publish_on: Option<Date>,
    pub published_at: Option<i64>,
    pub ended_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
