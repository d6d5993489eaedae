//! A registration that waits for its mail to be confirmed, or once did.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person_id: i64,
    pub email: String,
    pub email_key: String,
    pub password_hash: String,
    pub pepper_id: String,
    pub password_weak: bool,
    /// JSON.
    pub newsletters: String,
    pub terms_version: String,
    pub visitor_digest: String,
    pub seed: String,
    pub approval_seed: String,
    pub needs_approval: bool,
    pub wrong_tries: i64,
    pub created_at: i64,
    pub expires_at: i64,
    pub confirmed_at: Option<i64>,
    pub approved_at: Option<i64>,
    pub approved_by: Option<String>,
    pub ended_at: Option<i64>,
    pub ended_as: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
