//! Parts that many tables have. May enter: names of the schema builder's pieces. Must not: any one table.

use sea_orm_migration::prelude::*;

/// An index on columns, not unique unless made so.
pub(crate) fn index(
    name: &str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// A foreign key from `{other}_id` to the other table's id.
pub(crate) fn refers(
    table: &'static str,
    other: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, format!("{other}_id"))
        .to(other, "id")
        .on_delete(on_delete)
        .to_owned()
}
