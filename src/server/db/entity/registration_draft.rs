//! The registration wizard's answers of one browser.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration_draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub visitor_digest: String,
    /// JSON, secrets aside.
    pub form: String,
    /// JSON.
    pub errors: String,
    pub person_id: Option<i64>,
    pub email: Option<String>,
    pub password_hash: Option<String>,
    pub pepper_id: Option<String>,
    pub password_weak: bool,
    /// JSON.
    pub newsletters: Option<String>,
    pub registration_id: Option<i64>,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
