//! Accounts, and what hangs on them.

use std::collections::BTreeMap;

use crate::{
    domain::{
        birth_date::BirthDate,
        contact::Topic,
        date::CivilDate,
        newsletter::CategoryId,
        symbol_number::{Branch, Number, Symbol},
    },
    server::db::{
        ConnectionTrait,
        account::{self, Conflict, NewAccount},
        consent::{self, Consent},
        inquiry::{self, Inquiry},
        newsletter, person as people,
        session::{self, ABSOLUTE, IDLE, TOUCH, known_device},
        setting, staff_event,
    },
    server::passwords::Hashed,
    tests::db::{at_once, each_database, on_each_database},
};

use super::{NOW, email, member, person};

fn new_account(person_id: i64, email: &crate::domain::email::Email) -> NewAccount<'_> {
    NewAccount {
        person_id,
        email,
        password_hash: "$argon2id$",
        pepper_id: "0a1b2c3d",
        password_weak: true,
    }
}

/// The session of one digest, and its account.
async fn find<C: ConnectionTrait>(
    c: &C,
    digest: &str,
    now: i64,
) -> Option<(session::Session, account::Account)> {
    let digest = digest.to_owned();
    let mut found = session::find(c, std::slice::from_ref(&digest), now)
        .await
        .unwrap();
    let known = found.remove(&digest)?;
    assert_eq!(known.person.id, known.account.person_id);
    Some((known.session, known.account))
}

#[tokio::test]
async fn an_address_or_a_person_taken_is_told_apart_and_the_transaction_goes_on() {
    on_each_database(|db| async move {
        let first = person(&db, "345", "00").await;
        let second = person(&db, "346", "00").await;
        let (mine, other) = (email("Hanako@example.jp"), email("other@example.jp"));
        let txn = db.begin().await.unwrap();
        let id = account::insert(&txn, &new_account(first, &mine), NOW)
            .await
            .unwrap()
            .unwrap();
        let same_key = email("hanako@EXAMPLE.jp");
        let taken = account::insert(&txn, &new_account(second, &same_key), NOW).await;
        assert_eq!(taken.unwrap(), Err(Conflict::Email));
        let again = account::insert(&txn, &new_account(first, &other), NOW).await;
        assert_eq!(again.unwrap(), Err(Conflict::Person));
        let both = account::insert(&txn, &new_account(first, &mine), NOW).await;
        assert_eq!(both.unwrap(), Err(Conflict::Person));
        txn.commit().await.unwrap();

        let found = account::by_email_key(db.reader(), &same_key.key()).await;
        let found = found.unwrap().unwrap();
        assert_eq!((found.id, found.person_id), (id, first));
        assert_eq!(found.email, mine, "kept as it was typed");
        assert!(
            account::by_person(db.reader(), second)
                .await
                .unwrap()
                .is_none()
        );
    })
    .await;
}

#[tokio::test]
async fn of_fifty_who_want_an_address_one_gets_it() {
    for test in each_database().await {
        let mut people = Vec::new();
        for number in 0..50 {
            people.push(person(&test.db, &number.to_string(), "00").await);
        }
        let made = at_once(50, |at| {
            let (db, person_id) = (test.db.clone(), people[at]);
            async move {
                let address = email("shared@example.jp");
                let txn = db.begin().await.unwrap();
                let made = account::insert(&txn, &new_account(person_id, &address), NOW)
                    .await
                    .unwrap();
                txn.commit().await.unwrap();
                made
            }
        })
        .await;
        let owners = made.iter().filter(|made| made.is_ok()).count();
        assert_eq!(owners, 1, "{}", test.kind);
        assert!(
            made.iter()
                .all(|made| made.is_ok() || *made == Err(Conflict::Email))
        );
    }
}

#[tokio::test]
async fn an_address_that_is_taken_is_not_given_and_the_transaction_goes_on() {
    on_each_database(|db| async move {
        let id = member(&db, "345", "hanako@example.jp").await;
        member(&db, "346", "taro@example.jp").await;
        let txn = db.begin().await.unwrap();
        let taken = account::set_email(&txn, id, &email("Taro@example.jp")).await;
        assert_eq!(taken.unwrap(), Err(Conflict::Email));
        let own = account::set_email(&txn, id, &email("HANAKO@example.jp")).await;
        assert_eq!(own.unwrap(), Ok(()));
        txn.commit().await.unwrap();
        let found = account::by_id(db.reader(), id).await.unwrap().unwrap();
        assert_eq!(found.email.as_str(), "HANAKO@example.jp");
    })
    .await;
}

#[tokio::test]
async fn a_password_is_set_and_a_stale_rehash_is_not() {
    on_each_database(|db| async move {
        let c = db.writer();
        let id = member(&db, "345", "hanako@example.jp").await;
        let hashed = |hash: &str, weak| Hashed {
            hash: hash.into(),
            pepper_id: "ffffffff".into(),
            weak,
        };
        let hash = async || account::by_id(c, id).await.unwrap().unwrap().password_hash;
        account::set_password(c, id, &hashed("second", true), NOW + 1)
            .await
            .unwrap();
        let third = hashed("third", false);
        account::rehash(c, id, "$argon2id$", &third).await.unwrap();
        assert_eq!(hash().await, "second", "changed meanwhile");
        let fourth = hashed("fourth", false);
        account::rehash(c, id, "second", &fourth).await.unwrap();
        let found = account::by_id(c, id).await.unwrap().unwrap();
        assert_eq!(found.password_hash, "fourth");
        assert_eq!(found.pepper_id, "ffffffff");
        assert!(found.password_weak, "the password is the same");
        assert_eq!(found.password_changed_at, NOW + 1);
    })
    .await;
}

#[tokio::test]
async fn five_sessions_live_and_the_oldest_goes() {
    for test in each_database().await {
        let c = test.db.writer();
        let id = member(&test.db, "345", "hanako@example.jp").await;
        for at in 0..6 {
            session::create(c, &format!("s{at}"), id, NOW + at)
                .await
                .unwrap();
        }
        let alive = async |digest: &str, now| find(c, digest, now).await.is_some();
        assert!(!alive("s0", NOW + 9).await);
        assert!(alive("s1", NOW + 9).await);
        at_once(20, |at| {
            let db = test.db.clone();
            async move {
                let txn = db.begin().await.unwrap();
                session::create(&txn, &format!("t{at}"), id, NOW + 100)
                    .await
                    .unwrap();
                txn.commit().await.unwrap();
            }
        })
        .await;
        let mut living = 0;
        for digest in (0..20).map(|at| format!("t{at}")) {
            living += usize::from(alive(&digest, NOW + 100).await);
        }
        assert_eq!(living, 5, "{}", test.kind);
    }
}

#[tokio::test]
async fn sessions_end_by_themselves_and_by_others() {
    on_each_database(|db| async move {
        let c = db.writer();
        let id = member(&db, "345", "hanako@example.jp").await;
        session::create(c, "a", id, NOW).await.unwrap();
        let (found, account) = find(c, "a", NOW).await.unwrap();
        assert_eq!(found.account_id, account.id);
        assert!(!found.touch_due(NOW + TOUCH - 1) && found.touch_due(NOW + TOUCH));
        assert!(!session::touch(c, "a", NOW + TOUCH - 1).await.unwrap());
        assert!(session::touch(c, "a", NOW + TOUCH).await.unwrap());
        let idle = NOW + TOUCH + IDLE;
        assert!(find(c, "a", idle - 1).await.is_some());
        assert!(find(c, "a", idle).await.is_none());
        assert!(
            !session::touch(c, "a", idle).await.unwrap(),
            "the dead stay dead"
        );

        let mut now = NOW;
        session::create(c, "b", id, NOW).await.unwrap();
        while now < NOW + ABSOLUTE {
            assert!(find(c, "b", now).await.is_some());
            now += IDLE - 1;
            session::touch(c, "b", now).await.unwrap();
        }
        assert!(find(c, "b", NOW + ABSOLUTE).await.is_none());
        assert_eq!(session::sweep(c, NOW + ABSOLUTE).await.unwrap(), 2);

        for digest in ["c", "d", "e"] {
            session::create(c, digest, id, NOW).await.unwrap();
        }
        session::end_all(c, id, Some("d")).await.unwrap();
        assert!(!session::end(c, "c").await.unwrap());
        assert!(find(c, "d", NOW).await.is_some());
        session::end_all(c, id, None).await.unwrap();
        assert!(!session::end(c, "d").await.unwrap());

        assert!(!known_device::is_known(c, id, "v").await.unwrap());
        known_device::remember(c, id, "v", NOW).await.unwrap();
        known_device::remember(c, id, "v", NOW + 1).await.unwrap();
        assert!(known_device::is_known(c, id, "v").await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn only_a_branch_tells_twins_apart() {
    on_each_database(|db| async move {
        let c = db.reader();
        let first = person(&db, "345", "02").await;
        person(&db, "345", "03").await;
        let symbol = Symbol::from_stored("12").unwrap();
        let number = Number::from_stored("345").unwrap();
        let born = BirthDate::from_stored(CivilDate::new(1980, 1, 31).unwrap());
        let find = async |branch: Option<&Branch>, key: &str| {
            people::matching(c, &symbol, &number, branch, &born, key)
                .await
                .unwrap()
        };
        assert_eq!(find(None, "ヤマダハナコ").await.len(), 2);
        assert!(find(None, "ヤマダタロウ").await.is_empty());
        let branch = Branch::from_stored("02").unwrap();
        let found = find(Some(&branch), "ヤマダハナコ").await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].id, first);
        assert_eq!(found[0].birth_date, born);
        assert_eq!(found[0].lost_on, None);

        people::freeze(db.writer(), first, NOW).await.unwrap();
        people::freeze(db.writer(), first, NOW - 1).await.unwrap();
        let frozen = people::by_id(c, first).await.unwrap().unwrap();
        assert_eq!(frozen.frozen_until, Some(NOW));
        assert_eq!(people::count(c).await.unwrap(), 2);
        let txn = db.begin().await.unwrap();
        assert!(people::lock(&txn, first).await.unwrap());
        assert!(!people::lock(&txn, 99).await.unwrap());
        txn.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn choices_consents_messages_and_facts_are_kept() {
    on_each_database(|db| async move {
        let c = db.writer();
        let id = member(&db, "345", "hanako@example.jp").await;
        let category = CategoryId::parse("checkup").unwrap();
        assert!(
            newsletter::set_choice(c, id, &category, true)
                .await
                .unwrap()
        );
        assert!(
            !newsletter::set_choice(c, id, &category, true)
                .await
                .unwrap()
        );
        assert!(
            newsletter::set_choice(c, id, &category, false)
                .await
                .unwrap()
        );
        let choices = newsletter::choices(c, id).await.unwrap();
        assert_eq!(choices, BTreeMap::from([(category, false)]));

        let consent = Consent {
            subject: "terms".into(),
            given: true,
            at: NOW,
            wording_version: "2026-04".into(),
            wording: "利用規約に同意します".into(),
            source: "register".into(),
        };
        consent::record(c, id, &consent).await.unwrap();
        assert_eq!(consent::of_account(c, id).await.unwrap(), [consent]);

        let message = Inquiry {
            account_id: Some(id),
            topic: Topic::Other,
            email: email("hanako@example.jp"),
            body: "質問です。".into(),
            created_at: NOW,
        };
        let number = inquiry::insert(c, &message).await.unwrap();
        assert_eq!(inquiry::by_id(c, number).await.unwrap(), Some(message));

        staff_event::record(c, "rejected", Some(1), "", NOW)
            .await
            .unwrap();
        staff_event::record(c, "imported", None, "2000", NOW)
            .await
            .unwrap();
        assert_eq!(staff_event::latest(c, 1).await.unwrap()[0].kind, "imported");
        assert_eq!(staff_event::latest(c, 9).await.unwrap().len(), 2);

        assert_eq!(setting::get(c, "key_check").await.unwrap(), None);
        for value in ["first", "second"] {
            let stands = setting::put_if_absent(c, "key_check", value).await.unwrap();
            assert_eq!(stands, "first");
        }
    })
    .await;
}
