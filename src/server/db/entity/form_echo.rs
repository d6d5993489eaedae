//! What a form showed between its POST and the GET that follows.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "form_echo")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub visitor_digest: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub form: String,
    /// JSON, secrets aside.
    pub field_values: String,
    /// JSON.
    pub errors: String,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
