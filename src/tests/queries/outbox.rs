//! A mail is held by one worker at a time, and none is lost.

use std::collections::BTreeSet;

use sea_orm::{EntityTrait, Statement, TransactionTrait};
use serde_json::{Value, json};

use crate::{
    server::db::{
        ConnectionTrait, Db,
        entity::outbox::Entity,
        outbox::{self, NewMail, Outcome, Reply, State},
    },
    tests::db::{at_once, each_database, fresh_postgres, on_each_database},
};

use super::NOW;

const LEASE_MS: i64 = 120_000;

fn mail(params: Value) -> NewMail {
    NewMail {
        kind: "registration".into(),
        recipient: "a..b.@docomo.ne.jp".into(),
        params,
        account_id: None,
        registration_id: Some(7),
    }
}

async fn enqueue(db: &Db) -> i64 {
    outbox::enqueue(db.writer(), &mail(json!({"seed": "s"})), NOW)
        .await
        .unwrap()
}

/// Settles one mail; whether that was done.
async fn settle<C: ConnectionTrait>(
    c: &C,
    id: i64,
    lease: &str,
    outcome: &Outcome,
    now: i64,
) -> bool {
    let ended = outbox::Ended {
        id,
        lease: lease.to_owned(),
        outcome: outcome.clone(),
    };
    let settled = outbox::settle(c, &[ended], now).await.unwrap();
    settled.contains(&id)
}

#[tokio::test]
async fn workers_at_once_get_different_mails() {
    for test in each_database().await {
        for _ in 0..40 {
            enqueue(&test.db).await;
        }
        let nodes = [test.db.clone(), test.second_node().await];
        let claims = at_once(8, |at| {
            let db = nodes[at % 2].clone();
            async move {
                let lease = format!("worker-{at}");
                outbox::claim(db.writer(), NOW, &lease, LEASE_MS, 5)
                    .await
                    .unwrap()
            }
        })
        .await;
        let ids: Vec<i64> = claims.iter().flatten().map(|row| row.id).collect();
        let distinct: BTreeSet<i64> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{}: claimed twice", test.kind);
        let rest = outbox::claim(test.db.writer(), NOW, "last", LEASE_MS, 40).await;
        assert_eq!(ids.len() + rest.unwrap().len(), 40, "{}: lost", test.kind);
        let none = outbox::claim(test.db.writer(), NOW, "late", LEASE_MS, 40).await;
        assert!(none.unwrap().is_empty());
    }
}

#[tokio::test]
async fn however_many_wait_a_claim_reads_what_it_takes() {
    let Some(test) = fresh_postgres().await else {
        return;
    };
    let txn = test.db.few_writer().begin().await.unwrap();
    let accepted = Outcome::Accepted(Reply::default());
    // by the sixth time PostgreSQL has a plan it keeps, made for a table it knows to be empty
    txn.execute_unprepared("ANALYZE outbox").await.unwrap();
    for _ in 0..8 {
        let none = outbox::claim(&txn, NOW, "one", LEASE_MS, 8).await;
        assert!(none.unwrap().is_empty());
        assert!(!settle(&txn, 1, "one", &accepted, NOW).await);
    }
    let many = vec![mail(json!({"seed": "s"})); 2_000];
    outbox::enqueue_all(&txn, &many, NOW).await.unwrap();
    let before = read(&txn).await;
    let claimed = outbox::claim(&txn, NOW, "one", LEASE_MS, 8).await.unwrap();
    assert_eq!(claimed.len(), 8);
    let then = read(&txn).await;
    assert!(settle(&txn, claimed[7].id, "one", &accepted, NOW).await);
    let (claim, settle) = (then - before, read(&txn).await - then);
    assert!(
        claim < 50 && settle < 10,
        "{claim} rows read for 8, {settle} for one"
    );
}

/// How many mails this transaction has read.
async fn read<C: ConnectionTrait>(c: &C) -> i64 {
    let sql = "SELECT CAST(seq_tup_read + idx_tup_fetch AS BIGINT) AS value FROM pg_stat_xact_user_tables WHERE relname = 'outbox'";
    let row = c
        .query_one_raw(Statement::from_string(c.get_database_backend(), sql))
        .await;
    row.unwrap().unwrap().try_get("", "value").unwrap()
}

#[tokio::test]
async fn a_dead_workers_mail_comes_back_and_the_dead_settle_nothing() {
    on_each_database(|db| async move {
        let c = db.writer();
        let id = enqueue(&db).await;
        let first = outbox::claim(c, NOW, "first", LEASE_MS, 9).await.unwrap();
        assert_eq!((first[0].id, first[0].attempts), (id, 1));
        assert_eq!(first[0].params, json!({"seed": "s"}));
        assert_eq!(first[0].recipient, "a..b.@docomo.ne.jp");
        let later = NOW + LEASE_MS;
        assert!(!outbox::is_due(c, later - 1).await.unwrap());
        assert!(outbox::is_due(c, later).await.unwrap());
        assert!(
            outbox::claim(c, later - 1, "x", LEASE_MS, 9)
                .await
                .unwrap()
                .is_empty()
        );

        let second = outbox::claim(c, later, "second", LEASE_MS, 9)
            .await
            .unwrap();
        assert_eq!((second[0].id, second[0].attempts), (id, 2));
        let taken = Outcome::Accepted(Reply {
            code: Some(250),
            text: Some("OK".into()),
        });
        assert!(!settle(c, id, "first", &taken, later).await);
        assert!(settle(c, id, "second", &taken, later).await);
        assert!(!settle(c, id, "second", &taken, later).await);

        let state = outbox::latest_of_registration(c, 7, "registration").await;
        let state = state.unwrap().unwrap();
        assert_eq!(state.state, State::Accepted);
        assert_eq!(
            (state.reply_code, state.settled_at),
            (Some(250), Some(later))
        );
        assert_eq!(
            outbox::latest_of_registration(c, 7, "approval")
                .await
                .unwrap(),
            None
        );
        assert_eq!(outbox::oldest_waiting(c).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_put_off_mail_waits_for_its_moment() {
    on_each_database(|db| async move {
        let c = db.writer();
        let id = enqueue(&db).await;
        outbox::claim(c, NOW, "first", LEASE_MS, 9).await.unwrap();
        let busy = Reply {
            code: Some(451),
            text: Some("later".into()),
        };
        let later = Outcome::Later(busy, NOW + 500_000);
        assert!(settle(c, id, "first", &later, NOW).await);
        assert_eq!(outbox::oldest_waiting(c).await.unwrap(), Some(NOW));
        assert!(!outbox::is_due(c, NOW + 499_999).await.unwrap());
        assert!(outbox::is_due(c, NOW + 500_000).await.unwrap());
        assert!(
            outbox::claim(c, NOW + 499_999, "x", LEASE_MS, 9)
                .await
                .unwrap()
                .is_empty()
        );
        let again = outbox::claim(c, NOW + 500_000, "x", LEASE_MS, 9)
            .await
            .unwrap();
        assert_eq!(again[0].attempts, 2);
    })
    .await;
}

#[tokio::test]
async fn a_stopping_worker_gives_back_what_it_has_not_sent() {
    on_each_database(|db| async move {
        let c = db.writer();
        enqueue(&db).await;
        enqueue(&db).await;
        let held = outbox::claim(c, NOW, "stops", LEASE_MS, 9).await.unwrap();
        let refused = Outcome::Refused(Reply::default());
        assert!(settle(c, held[0].id, "stops", &refused, NOW).await);
        assert_eq!(outbox::release(c, "stops").await.unwrap(), 1);
        let next = outbox::claim(c, NOW, "next", LEASE_MS, 9).await.unwrap();
        assert_eq!(next.len(), 1);
        assert_eq!((next[0].id, next[0].attempts), (held[1].id, 1));
    })
    .await;
}

#[tokio::test]
async fn settled_mails_are_swept() {
    on_each_database(|db| async move {
        let c = db.writer();
        let id = enqueue(&db).await;
        enqueue(&db).await;
        outbox::claim(c, NOW, "w", LEASE_MS, 1).await.unwrap();
        let given_up = Outcome::GivenUp(Reply::default());
        assert!(settle(c, id, "w", &given_up, NOW).await);
        assert_eq!(outbox::sweep(c, NOW + outbox::KEPT - 1).await.unwrap(), 0);
        assert_eq!(outbox::sweep(c, NOW + outbox::KEPT).await.unwrap(), 1);
        assert_eq!(outbox::oldest_waiting(c).await.unwrap(), Some(NOW));
    })
    .await;
}

#[tokio::test]
async fn a_mail_to_somebody_who_left_forgets_the_address_once_it_is_settled() {
    on_each_database(|db| async move {
        let c = db.writer();
        let goodbye = NewMail {
            registration_id: None,
            ..mail(json!(null))
        };
        let id = outbox::enqueue(c, &goodbye, NOW).await.unwrap();
        let other = enqueue(&db).await;
        outbox::claim(c, NOW, "w", LEASE_MS, 9).await.unwrap();
        let later = Outcome::Later(Reply::default(), NOW);
        assert!(settle(c, id, "w", &later, NOW).await);
        outbox::claim(c, NOW, "w", LEASE_MS, 9).await.unwrap();
        let recipient = async |id| {
            let row = Entity::find_by_id(id).one(c).await.unwrap();
            row.unwrap().recipient
        };
        assert_eq!(recipient(id).await, "a..b.@docomo.ne.jp");
        let taken = Outcome::Accepted(Reply::default());
        for id in [id, other] {
            assert!(settle(c, id, "w", &taken, NOW).await);
        }
        assert_eq!(recipient(id).await, "");
        assert_eq!(recipient(other).await, "a..b.@docomo.ne.jp");
    })
    .await;
}
