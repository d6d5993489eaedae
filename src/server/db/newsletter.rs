//! メルマガ: which categories an account wants.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    Result,
    entity::newsletter_choice::{Column, Entity},
    row,
};
use crate::domain::newsletter::CategoryId;

/// What the account has decided, category by category.
///
/// # Errors
/// The database's own.
pub async fn choices<C: ConnectionTrait>(
    c: &C,
    account_id: i64,
) -> Result<BTreeMap<CategoryId, bool>> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account_id))
        .all(c)
        .await?;
    rows.into_iter()
        .map(|row| {
            let category = row::parsed(
                CategoryId::parse(&row.category),
                "newsletter_choice",
                "category",
            )?;
            Ok((category, row.wanted))
        })
        .collect()
}

/// Decides one category. Answers whether that changed anything.
///
/// # Errors
/// The database's own.
pub async fn set_choice<C: ConnectionTrait>(
    c: &C,
    account_id: i64,
    category: &CategoryId,
    wanted: bool,
) -> Result<bool> {
    let changed = row::execute(
        c,
        "INSERT INTO newsletter_choice (account_id, category, wanted) VALUES ($1, $2, $3) \
         ON CONFLICT (account_id, category) DO UPDATE SET wanted = excluded.wanted \
         WHERE newsletter_choice.wanted <> excluded.wanted",
        [account_id.into(), category.as_str().into(), wanted.into()],
    )
    .await?;
    Ok(changed == 1)
}
