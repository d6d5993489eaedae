//! Migrations and entities agree, on both databases: every table has exactly the entity's columns, nullable or not as its types say.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, Iterable, PrimaryKeyToColumn, Statement,
    sea_query::Iden,
};

use super::db::{empty_postgres, empty_sqlite, on_each_database};
use crate::server::db::{Db, entity::*};

/// A table's columns: nullable or not, and the place in the primary key.
type Columns = BTreeMap<String, (bool, bool)>;

fn described<E: EntityTrait>() -> (String, Columns)
where
    E::Column: Iden,
{
    let keys: Vec<String> = E::PrimaryKey::iter()
        .map(|key| key.into_column().to_string())
        .collect();
    let columns = E::Column::iter()
        .map(|column| {
            let name = column.to_string();
            let key = keys.contains(&name);
            (name, (column.def().is_null(), key))
        })
        .collect();
    (E::default().table_name().to_owned(), columns)
}

fn entities() -> BTreeMap<String, Columns> {
    BTreeMap::from([
        described::<account::Entity>(),
        described::<booking::Entity>(),
        described::<booking_event::Entity>(),
        described::<checkup_draft::Entity>(),
        described::<closed_day::Entity>(),
        described::<consent::Entity>(),
        described::<course::Entity>(),
        described::<daily_list::Entity>(),
        described::<email_change::Entity>(),
        described::<exam_result::Entity>(),
        described::<expense::Entity>(),
        described::<expense_batch::Entity>(),
        described::<expense_document::Entity>(),
        described::<expense_orphan::Entity>(),
        described::<expense_paper::Entity>(),
        described::<expense_sharing::Entity>(),
        described::<form_echo::Entity>(),
        described::<holiday::Entity>(),
        described::<inquiry::Entity>(),
        described::<institution::Entity>(),
        described::<known_device::Entity>(),
        described::<newsletter_choice::Entity>(),
        described::<outbox::Entity>(),
        described::<password_reset::Entity>(),
        described::<person::Entity>(),
        described::<person_earlier::Entity>(),
        described::<place::Entity>(),
        described::<place_option::Entity>(),
        described::<price::Entity>(),
        described::<registration::Entity>(),
        described::<registration_code::Entity>(),
        described::<registration_draft::Entity>(),
        described::<reminder_choice::Entity>(),
        described::<session::Entity>(),
        described::<session_code::Entity>(),
        described::<setting::Entity>(),
        described::<staff::Entity>(),
        described::<staff_audit::Entity>(),
        described::<staff_event::Entity>(),
        described::<staff_session::Entity>(),
        described::<throttle::Entity>(),
        described::<waitlist::Entity>(),
    ])
}

async fn tables(db: &Db) -> BTreeMap<String, Columns> {
    let backend = db.reader().get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "SELECT c.table_name::text AS t, c.column_name::text AS c, c.is_nullable = 'YES' AS n, k.column_name IS NOT NULL AS k \
             FROM information_schema.columns c \
             LEFT JOIN information_schema.table_constraints p ON p.table_schema = c.table_schema \
             AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY' \
             LEFT JOIN information_schema.key_column_usage k ON k.constraint_schema = p.constraint_schema \
             AND k.constraint_name = p.constraint_name AND k.table_name = c.table_name AND k.column_name = c.column_name \
             WHERE c.table_schema = current_schema()"
        }
        _ => {
            "SELECT m.name AS t, i.name AS c, i.\"notnull\" = 0 AS n, i.pk > 0 AS k \
             FROM sqlite_master m JOIN pragma_table_info(m.name) i \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
        }
    };
    let rows = db
        .reader()
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .expect("the schema can be read");
    let mut tables: BTreeMap<String, Columns> = BTreeMap::new();
    for row in rows {
        let table: String = row.try_get("", "t").expect("a name");
        let column: String = row.try_get("", "c").expect("a name");
        let null: bool = row.try_get("", "n").expect("yes or no");
        let key: bool = row.try_get("", "k").expect("yes or no");
        tables
            .entry(table)
            .or_default()
            .insert(column, (null && !key, key));
    }
    tables.remove("seaql_migrations");
    tables
}

#[tokio::test]
async fn entities_agree_with_the_migrations() {
    on_each_database(|db| async move {
        assert_eq!(tables(&db).await, entities());
    })
    .await;
}

#[tokio::test]
async fn migrating_again_changes_nothing() {
    on_each_database(|db| async move {
        db.migrate().await.expect("nothing left to do");
        assert_eq!(tables(&db).await, entities());
    })
    .await;
}

#[tokio::test]
async fn two_nodes_may_start_at_once() {
    let mut tests = vec![empty_sqlite().await];
    tests.extend(empty_postgres().await);
    for test in &tests {
        let nodes = [
            test.db.clone(),
            test.second_node().await,
            test.second_node().await,
        ];
        let starts: Vec<_> = nodes
            .into_iter()
            .map(|node| tokio::spawn(async move { node.migrate().await }))
            .collect();
        for start in starts {
            start
                .await
                .expect("no panic")
                .unwrap_or_else(|error| panic!("{}: {error}", test.kind));
        }
        assert_eq!(tables(&test.db).await, entities(), "{}", test.kind);
    }
}
