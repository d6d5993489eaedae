//! Mails that wait for being sent, and what became of them.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub kind: String,
    pub recipient: String,
    /// JSON without secrets: tokens exist only while a mail is rendered.
    pub params: String,
    pub account_id: Option<i64>,
    pub registration_id: Option<i64>,
    pub state: String,
    pub attempts: i32,
    pub next_at: i64,
    pub lease: Option<String>,
    pub lease_until: Option<i64>,
    pub reply_code: Option<i32>,
    pub reply_text: Option<String>,
    pub created_at: i64,
    pub settled_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
