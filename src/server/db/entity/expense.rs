//! 医療費のお知らせ's rows: only ever added, never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "expense")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub person_id: i64,
    pub treatment_month: i32,
    pub category: i16,
    pub institution_code: String,
    pub institution: String,
    pub days: i16,
    pub total: i32,
    pub insurer: i32,
    pub public_paid: i32,
    pub high_cost: i32,
    pub additional: i32,
    pub meal_total: i32,
    pub meal_own: i32,
    pub own: i32,
    pub claim_month: i32,
    pub kind: i16,
    pub reference: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
