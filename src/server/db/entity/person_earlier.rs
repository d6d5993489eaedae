//! Who had another 記号・番号 before.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_earlier")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub earlier_id: i64,
    pub person_id: i64,
    pub linked_at: i64,
    pub staff_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
