//! 適用台帳: one row per person the society insures, as the society handed it over.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub symbol: String,
    pub number: String,
    /// Empty where the society gave no 枝番.
    pub branch: String,
    pub name: String,
    pub kana: String,
    /// The folded form names are compared by.
    pub kana_key: String,
    pub sex: String,
    pub birth_date: Date,
    pub relationship: String,
    pub acquired_on: Date,
    pub lost_on: Option<Date>,
    pub workplace: String,
    /// Until when registering again is refused (拒否).
    pub frozen_until: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
