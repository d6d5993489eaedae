//! 日別名簿 handed out to institutions as links.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "daily_list")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub institution_id: i64,
    pub on_day: Date,
    #[sea_orm(unique)]
    pub seed: String,
    pub created_at: i64,
    pub expires_at: i64,
    pub recalled_at: Option<i64>,
    pub opened_at: Option<i64>,
    pub staff_id: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
