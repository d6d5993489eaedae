//! Rows nobody is known for.

use super::world::{HANAKO, NOBODY, file, load, on_each, person, row, rows, settled};
use crate::{
    domain::{
        expense::batch::Why,
        staff::{Action, OPERATOR},
    },
    server::{
        db::{
            expense::orphan::{self, Orphan},
            staff_audit::{self, Deed, Unseen},
        },
        expense::publish,
    },
    tests::app::TestApp,
};

async fn seen(app: &TestApp, unseen: Unseen<Orphan>) -> Vec<Orphan> {
    let deed = Deed {
        staff_id: None,
        login: OPERATOR,
        action: Action::PersonViewed,
        detail: "",
        at: app.state.clock.now(),
    };
    let looked = staff_audit::look(app.state.db.writer(), &deed, unseen).await;
    looked.unwrap()
}

async fn waiting(app: &TestApp, batch: i64) -> Vec<Orphan> {
    let found = orphan::waiting(app.state.db.reader(), batch, 0, 10).await;
    seen(app, found.unwrap()).await
}

fn three() -> Vec<u8> {
    let twin = "12,346,,カザマ ユウキ,2006-06-06";
    let rows = [
        row(HANAKO, "2026-08", 10_000, "新規", "A"),
        row(NOBODY, "2026-08", 20_000, "新規", "B"),
        row(twin, "2026-08", 30_000, "新規", "C"),
    ];
    file(&rows).into_bytes()
}

#[tokio::test]
async fn they_wait_and_become_somebodys_or_nobodys() {
    on_each(|app| async move {
        let db = &app.state.db;
        let id = load(&app, &three()).await;
        assert_eq!(publish::publish_now(&app.state, id).await.unwrap(), Ok(()));
        let found = waiting(&app, id).await;
        // a look at whom nobody knows is a line about nobody
        assert_eq!(app.count("staff_audit", "person_id IS NULL").await, 1);
        let why: Vec<_> = found
            .iter()
            .map(|one| (one.kana.as_str(), one.why))
            .collect();
        assert_eq!(
            why,
            [
                ("ナナシノ ゴンベ", Why::Unknown),
                ("カザマ ユウキ", Why::Ambiguous)
            ]
        );
        assert_eq!(found[1].care.amounts.total.get(), 30_000);
        assert_eq!(orphan::count(db.reader(), id).await.unwrap(), 2);

        let brother = person(&app, "346", "02").await;
        let now = app.state.clock.now();
        let settle = async |orphan: i64| {
            let txn = db.begin().await.unwrap();
            let done = orphan::settle(&txn, orphan, brother, Some(7), now)
                .await
                .unwrap();
            txn.commit().await.unwrap();
            done
        };
        assert!(settle(found[1].id).await);
        assert!(!settle(found[1].id).await);
        assert_eq!(
            rows(&app, brother).await,
            [("2026-08".into(), 30_000, true)]
        );
        let number = format!("id = {} AND person_id = {brother}", found[1].id);
        assert_eq!(app.count("expense", &number).await, 1);

        let txn = db.begin().await.unwrap();
        assert!(orphan::dismiss(&txn, found[0].id, None, now).await.unwrap());
        txn.commit().await.unwrap();
        assert!(!settle(found[0].id).await);
        assert_eq!(waiting(&app, id).await, []);
    })
    .await;
}

#[tokio::test]
async fn they_go_with_their_batch() {
    on_each(|app| async move {
        let id = load(&app, &three()).await;
        let found = waiting(&app, id).await;
        let brother = person(&app, "346", "01").await;
        assert_eq!(publish::undo(&app.state, id).await.unwrap(), Ok(()));
        let txn = app.state.db.begin().await.unwrap();
        let late = orphan::settle(&txn, found[0].id, brother, None, 0).await;
        assert!(!late.unwrap());
        txn.commit().await.unwrap();
        settled(&app).await;
        assert_eq!(app.count("expense_orphan", "1 = 1").await, 0);
        assert_eq!(app.count("expense", "1 = 1").await, 0);
    })
    .await;
}
