//! Wishes beside the booking they are to take the place of: they use no right yet, and there are no two of them for one booking.

use sea_orm_migration::prelude::*;

use crate::parts::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let wished = Expr::col("state").is_in(["applied", "arranging"]);
        let beside = Expr::col("uses_right").eq(false).and(wished);
        let mut one = index("booking_one_beside", "booking", &["replaces_id"]);
        manager
            .create_index(one.unique().and_where(beside).to_owned())
            .await
    }
}
