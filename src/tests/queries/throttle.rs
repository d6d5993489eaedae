//! Counters hold when many ask at once.

use crate::{
    domain::throttle::{LOGIN_IDENTIFIER, Quota},
    server::db::throttle,
    tests::db::{at_once, each_database, on_each_database},
};

use super::NOW;

const KEY: &str = "5f4dcc3b";
const QUOTA: Quota = Quota {
    max: 7,
    window_ms: 60_000,
};

#[tokio::test]
async fn fifty_failures_at_once_are_fifty() {
    for test in each_database().await {
        at_once(50, |_| {
            let db = test.db.clone();
            async move { throttle::failed(db.writer(), KEY, &LOGIN_IDENTIFIER, NOW).await }
        })
        .await
        .into_iter()
        .for_each(|counted| assert!(counted.is_ok()));
        let one_more = throttle::failed(test.db.writer(), KEY, &LOGIN_IDENTIFIER, NOW).await;
        assert_eq!(one_more.unwrap().failures, 51, "{}", test.kind);
    }
}

#[tokio::test]
async fn of_fifty_tries_at_once_only_the_free_ones_get_through() {
    for test in each_database().await {
        let nodes = [test.db.clone(), test.second_node().await];
        let tries = at_once(50, |at| {
            let db = nodes[at % 2].clone();
            async move {
                let txn = db.begin().await.unwrap();
                let tried = throttle::attempt(&txn, KEY, &LOGIN_IDENTIFIER, NOW)
                    .await
                    .unwrap();
                txn.commit().await.unwrap();
                tried
            }
        })
        .await;
        let through = tries.iter().filter(|tried| tried.is_ok()).count();
        // the free ones, and the one that sets the first wait
        assert_eq!(through, 4, "{}", test.kind);
        assert!(tries.iter().all(|tried| tried.is_ok() || *tried == Err(1)));
    }
}

#[tokio::test]
async fn waits_grow_end_and_are_forgotten() {
    on_each_database(|db| async move {
        let c = db.writer();
        let rule = &LOGIN_IDENTIFIER;
        for _ in 0..3 {
            throttle::failed(c, KEY, rule, NOW).await.unwrap();
            assert_eq!(throttle::blocked(c, KEY, NOW).await.unwrap(), None);
        }
        throttle::failed(c, KEY, rule, NOW).await.unwrap();
        assert_eq!(throttle::blocked(c, KEY, NOW).await.unwrap(), Some(1));
        assert_eq!(throttle::blocked(c, KEY, NOW + 1000).await.unwrap(), None);
        throttle::failed(c, KEY, rule, NOW + 1000).await.unwrap();
        assert_eq!(
            throttle::blocked(c, KEY, NOW + 1000).await.unwrap(),
            Some(3)
        );

        let later = NOW + 1000 + rule.forget_after_ms;
        let tries = throttle::failed(c, KEY, rule, later).await.unwrap();
        assert_eq!((tries.failures, tries.first_at), (1, later));

        throttle::clear(c, KEY).await.unwrap();
        assert_eq!(throttle::blocked(c, KEY, later).await.unwrap(), None);
        assert_eq!(
            throttle::failed(c, KEY, rule, later)
                .await
                .unwrap()
                .failures,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_good_try_is_taken_back() {
    on_each_database(|db| async move {
        for _ in 0..20 {
            let txn = db.begin().await.unwrap();
            let tried = throttle::attempt(&txn, KEY, &LOGIN_IDENTIFIER, NOW).await;
            assert!(tried.unwrap().is_ok());
            throttle::forgive(&txn, KEY, NOW).await.unwrap();
            txn.commit().await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_quota_is_exact_and_comes_back() {
    for test in each_database().await {
        let nodes = [test.db.clone(), test.second_node().await];
        for now in [NOW, NOW + QUOTA.window_ms] {
            let taken = at_once(50, |at| {
                let db = nodes[at % 2].clone();
                async move { throttle::take(db.writer(), KEY, &QUOTA, now).await.unwrap() }
            })
            .await;
            let through = taken.iter().filter(|taken| taken.is_ok()).count();
            assert_eq!(through, 7, "{}", test.kind);
            assert!(taken.iter().all(|taken| taken.is_ok() || *taken == Err(60)));
        }
    }
}

#[tokio::test]
async fn old_counters_are_swept() {
    on_each_database(|db| async move {
        let c = db.writer();
        let rule = &LOGIN_IDENTIFIER;
        throttle::failed(c, KEY, rule, NOW).await.unwrap();
        assert_eq!(
            throttle::sweep(c, NOW + rule.forget_after_ms)
                .await
                .unwrap(),
            0
        );
        assert_eq!(
            throttle::sweep(c, NOW + 3 * rule.forget_after_ms)
                .await
                .unwrap(),
            1
        );
    })
    .await;
}
