//! 健診機関

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "institution")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub name: String,
    pub kana: String,
    pub search_key: String,
    pub city: String,
    pub address: String,
    pub station: String,
    pub phone: String,
    pub class: String,
    pub closed_weekdays: String,
    pub cancel_cost: String,
    pub questionnaire_url: String,
    pub preparation: String,
    pub saturdays: bool,
    pub women_days: bool,
    pub barrier_free: bool,
    pub live: bool,
    pub active: bool,
    pub prefecture: i32,
    pub cutoff_days: i32,
    pub cutoff_hour: i32,
    pub cutoff_minute: i32,
    pub lead_days: i32,
    pub changed_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
