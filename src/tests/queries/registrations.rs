//! What waits for a mailed link: one of a kind is open, and one caller moves it on.

use crate::{
    domain::{
        field::{FieldError, FieldErrors},
        newsletter::CategoryId,
        registration::{AccountField, AccountForm},
    },
    server::{
        db::{
            code,
            draft::{self, Draft},
            echo,
            ended::EndedAs,
            link,
            registration::{self, NewAddress},
        },
        link::Seed,
    },
    tests::db::{at_once, each_database, on_each_database},
};

use super::{NOW, email, member, person, registering, seed};

fn seeds(number: u64) -> [Seed; 2] {
    [seed(2 * number), seed(2 * number + 1)]
}

#[tokio::test]
async fn of_many_registrations_of_a_person_the_last_one_is_open() {
    for test in each_database().await {
        let person_id = person(&test.db, "345", "00").await;
        let ids = at_once(20, |at| {
            let db = test.db.clone();
            async move {
                let (address, seeds) = (email("hanako@example.jp"), seeds(at as u64));
                let txn = db.begin().await.unwrap();
                let id = registration::open(&txn, &registering(person_id, &address, &seeds))
                    .await
                    .unwrap();
                txn.commit().await.unwrap();
                id
            }
        })
        .await;
        let mut open = 0;
        for id in &ids {
            let found = registration::by_id(test.db.reader(), *id).await.unwrap();
            match found.unwrap().ended {
                None => open += 1,
                Some((ended, _)) => assert_eq!(ended, EndedAs::Superseded),
            }
        }
        assert_eq!(open, 1, "{}", test.kind);
        let last = ids.into_iter().max().unwrap();
        let last = registration::by_id(test.db.reader(), last).await.unwrap();
        assert_eq!(last.unwrap().ended, None, "the last one stands");
    }
}

#[tokio::test]
async fn one_of_many_moves_a_registration_on() {
    for test in each_database().await {
        let person_id = person(&test.db, "345", "00").await;
        let address = email("hanako@example.jp");
        let id = registration::open(
            test.db.writer(),
            &registering(person_id, &address, &seeds(1)),
        )
        .await
        .unwrap();
        let won = |answers: Vec<bool>| answers.into_iter().filter(|won| *won).count();
        let confirmed = at_once(10, |_| {
            let db = test.db.clone();
            async move { registration::confirm(db.writer(), id, NOW).await.unwrap() }
        });
        assert_eq!(won(confirmed.await), 1);
        let approved = at_once(10, |_| {
            let db = test.db.clone();
            async move {
                registration::approve(db.writer(), id, "old_address", NOW)
                    .await
                    .unwrap()
            }
        });
        assert_eq!(won(approved.await), 1);
        let ended = at_once(10, |_| {
            let db = test.db.clone();
            async move {
                registration::end(db.writer(), id, EndedAs::Completed, NOW)
                    .await
                    .unwrap()
            }
        });
        assert_eq!(won(ended.await), 1);
        let found = registration::by_seed(test.db.reader(), &seeds(1)[0]).await;
        let found = found.unwrap().unwrap();
        assert_eq!(found.ended, Some((EndedAs::Completed, NOW)));
        assert_eq!(found.approved_by.as_deref(), Some("old_address"));
        assert_eq!(found.confirmed_at, Some(NOW));
    }
}

#[tokio::test]
async fn a_registration_that_ran_out_cannot_be_confirmed() {
    on_each_database(|db| async move {
        let c = db.writer();
        let person_id = person(&db, "345", "00").await;
        let address = email("hanako@example.jp");
        let (old, new) = (seeds(1), seeds(2));
        let opened = registration::open(c, &registering(person_id, &address, &old)).await;
        let id = opened.unwrap();
        assert!(!registration::confirm(c, id, NOW + 1000).await.unwrap());
        assert!(
            !registration::approve(c, id, "staff", NOW + 1000)
                .await
                .unwrap()
        );
        assert_eq!(registration::wrong_try(c, id).await.unwrap(), 1);
        assert_eq!(registration::wrong_try(c, id).await.unwrap(), 2);

        let corrected = email("hanako2@example.jp");
        let address = NewAddress {
            email: &corrected,
            seed: &new[0],
            approval_seed: &new[1],
            needs_approval: true,
            expires_at: NOW + 5000,
        };
        assert!(registration::set_email(c, id, &address).await.unwrap());
        assert_eq!(
            registration::by_seed(c, &old[0])
                .await
                .unwrap()
                .map(|r| r.id),
            None
        );
        let found = registration::by_approval_seed(c, &new[1]).await.unwrap();
        let found = found.unwrap();
        assert_eq!((found.wrong_tries, &found.email), (0, &corrected));
        assert!(registration::confirm(c, id, NOW + 1000).await.unwrap());
        assert!(!registration::set_email(c, id, &address).await.unwrap());

        registration::sweep(c, NOW + 5000).await.unwrap();
        let found = registration::latest_of_visitor(c, "visitor-1")
            .await
            .unwrap();
        assert_eq!(found.unwrap().ended, Some((EndedAs::Expired, NOW + 5000)));
        let gone = registration::sweep(c, NOW + 5000 + crate::server::db::ended::KEPT).await;
        assert_eq!(gone.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_draft_comes_back_as_it_was_saved_without_its_password() {
    on_each_database(|db| async move {
        let c = db.writer();
        let mut errors = FieldErrors::new();
        errors.insert(AccountField::Number, FieldError::TooLong { max: 7 });
        let mut draft = Draft {
            visitor: "visitor-1".into(),
            form: AccountForm {
                symbol: "１２".into(),
                kana: "𠮷\u{202e}😀".into(),
                password: "k7mp2".into(),
                ..AccountForm::default()
            },
            errors,
            newsletters: Some(vec![CategoryId::parse("checkup").unwrap()]),
            email: Some(email("Hanako@example.jp")),
            password_hash: Some("$argon2id$".into()),
            password_weak: true,
            updated_at: NOW,
            ..Draft::default()
        };
        draft::save(c, &draft).await.unwrap();
        draft.form.password.clear();
        assert!(draft::load(c, "visitor-1").await.unwrap() == Some(draft.clone()));
        draft.registration_id = Some(9);
        draft.newsletters = None;
        draft::save(c, &draft).await.unwrap();
        assert!(draft::load(c, "visitor-1").await.unwrap() == Some(draft));
        assert!(draft::load(c, "visitor-2").await.unwrap().is_none());
        assert_eq!(draft::sweep(c, NOW + draft::LIFETIME - 1).await.unwrap(), 0);
        draft::delete(c, "visitor-1").await.unwrap();
        assert!(draft::load(c, "visitor-1").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn an_echo_fades() {
    on_each_database(|db| async move {
        let c = db.writer();
        echo::put(c, "visitor-1", "login", &"first", &1, NOW)
            .await
            .unwrap();
        echo::put(c, "visitor-1", "login", &"ａ＠例", &2, NOW + 1)
            .await
            .unwrap();
        let get = async |form: &str, now| {
            echo::get::<String, u8>(c, "visitor-1", form, now)
                .await
                .unwrap()
        };
        assert_eq!(get("login", NOW + 1).await, Some(("ａ＠例".to_owned(), 2)));
        assert_eq!(get("contact", NOW + 1).await, None);
        assert_eq!(get("login", NOW + 1 + echo::LIFETIME).await, None);
        let other = echo::get::<Vec<u8>, u8>(c, "visitor-1", "login", NOW + 1).await;
        assert_eq!(
            other.unwrap(),
            None,
            "another form's shape reads as nothing"
        );
        assert_eq!(echo::sweep(c, NOW + 1 + echo::LIFETIME).await.unwrap(), 1);
        echo::put(c, "visitor-1", "login", &"third", &3, NOW)
            .await
            .unwrap();
        echo::clear(c, "visitor-1", "login").await.unwrap();
        assert_eq!(get("login", NOW).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_spent_once_and_only_by_its_person() {
    for test in each_database().await {
        let c = test.db.writer();
        let owner = person(&test.db, "345", "00").await;
        let other = person(&test.db, "346", "00").await;
        code::issue(c, owner, "old", NOW, NOW + 1000).await.unwrap();
        code::issue(c, owner, "new", NOW, NOW + 1000).await.unwrap();
        assert!(!code::spend(c, owner, "old", NOW).await.unwrap());
        assert!(!code::spend(c, other, "new", NOW).await.unwrap());
        assert!(!code::spend(c, owner, "new", NOW + 1000).await.unwrap());
        let spent = at_once(10, |_| {
            let db = test.db.clone();
            async move { code::spend(db.writer(), owner, "new", NOW).await.unwrap() }
        })
        .await;
        assert_eq!(spent.into_iter().filter(|spent| *spent).count(), 1);
    }
}

#[tokio::test]
async fn one_link_of_a_kind_is_open() {
    for test in each_database().await {
        let c = test.db.writer();
        let id = member(&test.db, "345", "hanako@example.jp").await;
        at_once(10, |at| {
            let db = test.db.clone();
            async move {
                let txn = db.begin().await.unwrap();
                link::open_reset(&txn, id, &seed(at as u64), NOW, NOW + 1000)
                    .await
                    .unwrap();
                txn.commit().await.unwrap();
            }
        })
        .await;
        let mut open = Vec::new();
        for at in 0..10 {
            let found = link::reset_by_seed(c, &seed(at)).await.unwrap().unwrap();
            match found.ended {
                None => open.push(found.id),
                Some((ended, _)) => assert_eq!(ended, EndedAs::Superseded),
            }
        }
        assert_eq!(open.len(), 1, "{}", test.kind);
        assert!(
            link::end_reset(c, open[0], EndedAs::Completed, NOW)
                .await
                .unwrap()
        );
        assert!(
            !link::end_reset(c, open[0], EndedAs::Completed, NOW)
                .await
                .unwrap()
        );

        let address = email("new@example.jp");
        link::open_email_change(c, id, &address, &seed(50), NOW, NOW + 1000)
            .await
            .unwrap();
        let change = link::open_email_change_of(c, id).await.unwrap().unwrap();
        assert_eq!(change.email, address);
        assert_eq!(link::sweep(c, NOW + 1000).await.unwrap(), 0);
        let change = link::email_change_by_seed(c, &seed(50))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(change.link.ended, Some((EndedAs::Expired, NOW + 1000)));
        assert!(
            !link::end_email_change(c, change.link.id, EndedAs::Completed, NOW)
                .await
                .unwrap()
        );
    }
}
