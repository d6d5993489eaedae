//! The outbox from row to wire, on both databases: sent once, retried, refused, given up, taken over.

use std::{path::Path, sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use super::{
    db::{each_database, on_each_database},
    smtp::{Habits, Reaction, SmtpServer},
};
use crate::{
    domain::{contact::Topic, email::Email},
    server::{
        chance::Chance,
        clock::{Clock, HOUR, MINUTE, Millis},
        db::{
            Db,
            draft::{self, Draft},
            inquiry::{self, Inquiry},
            outbox::{self, MailState, State},
        },
        jobs::{
            Bell,
            outbox::{Pace, Worker},
            sweep::sweep,
        },
        keys::Keys,
        link::Seed,
        mail::{
            Links, Mail,
            compose::Composer,
            read::Letter,
            transport::{Memory, Transport},
        },
        settings::{Environment, Settings},
    },
};

const NOW: Millis = 1_795_312_800_000;
const OLD_MOBILE: &str = "a..b.@docomo.ne.jp";

fn settings(smtp_url: &str) -> Settings {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("Leptos.toml");
    let environment = Environment::of([
        ("PUBLIC_URL", "https://mypage.example.jp"),
        ("SMTP_URL", smtp_url),
    ]);
    Settings::load(&file, &environment).unwrap()
}

fn composer() -> Composer {
    Composer::new(Arc::new(settings("")), Keys::from_bytes([7; 32])).unwrap()
}

fn worker(db: &Db, clock: &Clock, transport: Transport) -> Worker {
    Worker {
        db: db.clone(),
        clock: clock.clone(),
        chance: Chance::system(),
        composer: composer(),
        transport: Arc::new(transport),
        bell: Bell::default(),
        pace: Pace::default(),
    }
}

fn smtp(server: &SmtpServer) -> Transport {
    Transport::from_settings(&settings(&server.url())).unwrap()
}

async fn enqueue(db: &Db, mail: &Mail, to: &str, registration_id: Option<i64>) -> i64 {
    let to = Email::from_stored(to).unwrap();
    let links = Links {
        account_id: None,
        registration_id,
    };
    mail.enqueue(db.writer(), &to, links, NOW).await.unwrap()
}

fn registration(seed: u64) -> Mail {
    Mail::Registration {
        seed: Seed::random(&Chance::seeded(seed)),
        expires_at: NOW + 24 * HOUR,
    }
}

async fn state(db: &Db, registration_id: i64) -> MailState {
    let (kind, _) = registration(0).stored();
    outbox::latest_of_registration(db.reader(), registration_id, &kind)
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn a_registration_mail_reaches_the_wire_once() {
    on_each_database(|db| async move {
        let server = SmtpServer::start().await;
        enqueue(&db, &registration(1), OLD_MOBILE, Some(5)).await;
        let worker = worker(&db, &Clock::fixed(NOW), smtp(&server));
        assert_eq!(worker.drain().await, 1);
        assert_eq!(worker.drain().await, 0);
        let [mail] = server.take().try_into().unwrap();
        assert_eq!(mail.to, ["<\"a..b.\"@docomo.ne.jp>"]);
        let letter = Letter::read(&mail.data).unwrap();
        assert_eq!(letter.subject, "マイページ登録手続き");
        assert!(
            letter
                .text
                .contains("https://mypage.example.jp/register/complete/")
        );
        let state = state(&db, 5).await;
        assert_eq!(state.state, State::Accepted);
        assert_eq!(state.reply_code, Some(250));
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_is_not_taken_is_tried_again_with_growing_waits() {
    on_each_database(|db| async move {
        let server = SmtpServer::start().await;
        server.next([
            Reaction::AtRecipient("450 4.2.1 later please"),
            Reaction::HangUp,
            Reaction::AtEnd("451 4.3.0 not now"),
        ]);
        enqueue(&db, &registration(1), "hanako@example.jp", Some(5)).await;
        let clock = Clock::fixed(NOW);
        let worker = worker(&db, &clock, smtp(&server));
        for wait in [10_000, MINUTE, 5 * MINUTE] {
            assert_eq!(worker.drain().await, 1);
            let state = state(&db, 5).await;
            assert_eq!(state.state, State::Queued);
            assert_eq!(state.next_at, clock.now() + wait);
            clock.advance(wait - 1);
            assert_eq!(worker.drain().await, 0);
            clock.advance(1);
        }
        assert_eq!(worker.drain().await, 1);
        assert_eq!(server.take().len(), 1);
        let state = state(&db, 5).await;
        assert_eq!((state.state, state.attempts), (State::Accepted, 4));
    })
    .await;
}

#[tokio::test]
async fn a_refused_mail_is_not_tried_again() {
    on_each_database(|db| async move {
        let server = SmtpServer::start().await;
        server.next([Reaction::AtRecipient(
            "550 5.1.1 <hanako@example.jp> no such mailbox",
        )]);
        enqueue(&db, &registration(1), "hanako@example.jp", Some(5)).await;
        let clock = Clock::fixed(NOW);
        let worker = worker(&db, &clock, smtp(&server));
        assert_eq!(worker.drain().await, 1);
        let state = state(&db, 5).await;
        assert_eq!((state.state, state.reply_code), (State::Refused, Some(550)));
        assert_eq!(
            state.reply_text.as_deref(),
            Some("5.1.1 (…) no such mailbox")
        );
        clock.advance(80 * HOUR);
        assert_eq!(worker.drain().await, 0);
        assert_eq!(server.take(), []);
    })
    .await;
}

#[tokio::test]
async fn a_notice_nobody_takes_is_given_up_after_ten_attempts() {
    on_each_database(|db| async move {
        let clock = Clock::fixed(NOW);
        // Port 1 is nobody's: every attempt fails at once.
        let nobody = Transport::from_settings(&settings("smtp://127.0.0.1:1")).unwrap();
        enqueue(&db, &Mail::Registered, "hanako@example.jp", None).await;
        let worker = worker(&db, &clock, nobody);
        let mut attempts = 0;
        for _ in 0..80 {
            attempts += worker.drain().await;
            clock.advance(HOUR);
        }
        assert_eq!(attempts, 10);
        let waiting = outbox::oldest_waiting(db.reader()).await.unwrap();
        assert_eq!(waiting, None);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_has_expired_is_not_sent() {
    on_each_database(|db| async move {
        let memory = Memory::default();
        enqueue(&db, &registration(1), "hanako@example.jp", Some(5)).await;
        let clock = Clock::fixed(NOW + 24 * HOUR);
        let worker = worker(&db, &clock, Transport::Memory(memory.clone()));
        worker.drain().await;
        assert_eq!(memory.take().len(), 0);
        assert_eq!(state(&db, 5).await.state, State::GivenUp);
    })
    .await;
}

#[tokio::test]
async fn poisoned_rows_are_given_up_and_the_others_go_out() {
    on_each_database(|db| async move {
        let poison = |kind: &str, recipient: &str| outbox::NewMail {
            kind: kind.to_owned(),
            recipient: recipient.to_owned(),
            params: serde_json::Value::Null,
            account_id: None,
            registration_id: None,
        };
        for (kind, recipient) in [
            ("lottery", "hanako@example.jp"),
            ("registration", "hanako@example.jp"),
            ("registered", "a@example.jp\r\nRCPT TO:<evil@example.jp>"),
            ("registered", "山田 <a@example.jp>"),
        ] {
            outbox::enqueue(db.writer(), &poison(kind, recipient), NOW)
                .await
                .unwrap();
        }
        let missing = Mail::Inquiry { id: 404 };
        enqueue(&db, &missing, "madoguchi@example.jp", None).await;
        enqueue(&db, &Mail::Registered, "hanako@example.jp", None).await;
        let memory = Memory::default();
        let worker = worker(&db, &Clock::fixed(NOW), Transport::Memory(memory.clone()));
        assert_eq!(worker.drain().await, 6);
        let [sent] = memory.take().try_into().unwrap();
        assert_eq!(sent.to.to_string(), "hanako@example.jp");
        let waiting = outbox::oldest_waiting(db.reader()).await.unwrap();
        assert_eq!(waiting, None);
    })
    .await;
}

#[tokio::test]
async fn a_message_goes_to_the_society_and_answers_go_to_its_writer() {
    on_each_database(|db| async move {
        let message = Inquiry {
            account_id: None,
            topic: Topic::Other,
            email: Email::from_stored(OLD_MOBILE).unwrap(),
            body: "<b>教えてください</b>\nBcc: evil@example.jp".into(),
            created_at: NOW,
        };
        let id = inquiry::insert(db.writer(), &message).await.unwrap();
        enqueue(&db, &Mail::Inquiry { id }, "madoguchi@example.jp", None).await;
        let memory = Memory::default();
        let worker = worker(&db, &Clock::fixed(NOW), Transport::Memory(memory.clone()));
        worker.drain().await;
        let [sent] = memory.take().try_into().unwrap();
        let letter = Letter::read(&sent.bytes).unwrap();
        assert_eq!(letter.reply_to.as_deref(), Some("\"a..b.\"@docomo.ne.jp"));
        assert!(letter.text.contains(&message.body));
        assert!(letter.text.contains("種類: その他"));
        assert!(letter.html.contains("&#60;b&#62;教えてください"));
    })
    .await;
}

#[tokio::test]
async fn two_nodes_send_each_mail_once() {
    for database in each_database().await {
        let server = SmtpServer::start().await;
        for number in 0..40 {
            let to = format!("member{number}@example.jp");
            enqueue(&database.db, &Mail::Registered, &to, None).await;
        }
        let clock = Clock::fixed(NOW);
        let first = worker(&database.db, &clock, smtp(&server));
        let second = worker(&database.second_node().await, &clock, smtp(&server));
        let (a, b) = tokio::join!(first.drain(), second.drain());
        assert_eq!(a + b, 40, "{}", database.kind);
        let mut recipients: Vec<String> =
            server.take().into_iter().flat_map(|mail| mail.to).collect();
        recipients.sort();
        recipients.dedup();
        assert_eq!(recipients.len(), 40, "{}", database.kind);
    }
}

#[tokio::test]
async fn a_lease_whose_holder_died_is_taken_over_and_its_holder_cannot_settle() {
    on_each_database(|db| async move {
        enqueue(&db, &registration(1), "hanako@example.jp", Some(5)).await;
        // A node claims the mail and is killed before it settles.
        let dead = outbox::claim(db.writer(), NOW, "dead", MINUTE, 8)
            .await
            .unwrap();
        let clock = Clock::fixed(NOW);
        let memory = Memory::default();
        let worker = worker(&db, &clock, Transport::Memory(memory.clone()));
        clock.advance(MINUTE - 1);
        assert_eq!(worker.drain().await, 0);
        clock.advance(1);
        assert_eq!(worker.drain().await, 1);
        assert_eq!(memory.take().len(), 1);
        let late = outbox::Ended {
            id: dead[0].id,
            lease: "dead".into(),
            outcome: outbox::Outcome::Later(outbox::Reply::default(), NOW),
        };
        let settled = outbox::settle(db.writer(), &[late], clock.now())
            .await
            .unwrap();
        assert!(settled.is_empty());
        assert_eq!(state(&db, 5).await.state, State::Accepted);
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_kills_every_worker_is_given_up_unsent() {
    on_each_database(|db| async move {
        enqueue(&db, &Mail::Registered, "hanako@example.jp", None).await;
        let clock = Clock::fixed(NOW);
        for _ in 0..10 {
            let claimed = outbox::claim(db.writer(), clock.now(), "dead", MINUTE, 8)
                .await
                .unwrap();
            assert_eq!(claimed.len(), 1);
            clock.advance(MINUTE);
        }
        let memory = Memory::default();
        let worker = worker(&db, &clock, Transport::Memory(memory.clone()));
        assert_eq!(worker.drain().await, 1);
        assert_eq!(memory.take().len(), 0);
        let waiting = outbox::oldest_waiting(db.reader()).await.unwrap();
        assert_eq!(waiting, None);
    })
    .await;
}

#[tokio::test]
async fn the_bell_wakes_the_worker_and_a_stop_ends_it() {
    on_each_database(|db| async move {
        let server = SmtpServer::start().await;
        let stop = CancellationToken::new();
        let worker = Worker {
            // Without the bell this test would take an hour.
            pace: Pace {
                poll: Duration::from_secs(3600),
                ..Pace::default()
            },
            ..worker(&db, &Clock::fixed(NOW), smtp(&server))
        };
        let bell = worker.bell.clone();
        let running = tokio::spawn(worker.run(stop.clone()));
        enqueue(&db, &Mail::Registered, "hanako@example.jp", None).await;
        bell.ring();
        server.taken(1).await;
        stop.cancel();
        running.await.unwrap();
        // What was under way has been settled before the end.
        let waiting = outbox::oldest_waiting(db.reader()).await.unwrap();
        assert_eq!(waiting, None);
    })
    .await;
}

#[tokio::test]
async fn a_stop_finishes_the_mail_under_way_and_begins_no_other() {
    on_each_database(|db| async move {
        let server = SmtpServer::start().await;
        server.next([Reaction::Hold]);
        for _ in 0..2 {
            enqueue(&db, &Mail::Registered, "hanako@example.jp", None).await;
        }
        let stop = CancellationToken::new();
        let worker = Worker {
            pace: Pace {
                at_once: 1,
                ..Pace::default()
            },
            ..worker(&db, &Clock::fixed(NOW), smtp(&server))
        };
        let running = tokio::spawn(worker.run(stop.clone()));
        server.holding().await;
        stop.cancel();
        server.release();
        running.await.unwrap();
        assert_eq!(server.take().len(), 1);
        let next = outbox::claim(db.writer(), NOW, "next", MINUTE, 8)
            .await
            .unwrap();
        let attempts: Vec<i32> = next.iter().map(|row| row.attempts).collect();
        assert_eq!(attempts, [1], "the other mail is untouched");
    })
    .await;
}

#[tokio::test]
async fn a_delivery_that_panics_takes_nobody_along() {
    on_each_database(|db| async move {
        let odd = SmtpServer::with(Habits {
            blank_hello: true,
            ..Habits::default()
        })
        .await;
        enqueue(&db, &registration(1), "hanako@example.jp", Some(5)).await;
        let clock = Clock::fixed(NOW);
        assert_eq!(worker(&db, &clock, smtp(&odd)).drain().await, 1);
        assert_eq!(state(&db, 5).await.state, State::Sending);
        clock.advance(MINUTE);
        let server = SmtpServer::start().await;
        assert_eq!(worker(&db, &clock, smtp(&server)).drain().await, 1);
        assert_eq!(server.take().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_sweep_takes_what_has_expired_and_leaves_the_rest() {
    on_each_database(|db| async move {
        let clock = Clock::fixed(NOW);
        enqueue(&db, &registration(1), "hanako@example.jp", Some(5)).await;
        let sent = Transport::Memory(Memory::default());
        assert_eq!(worker(&db, &clock, sent).drain().await, 1);
        enqueue(&db, &registration(2), "hanako@example.jp", Some(6)).await;
        let begun = Draft {
            visitor: "visitor".into(),
            updated_at: NOW,
            ..Draft::default()
        };
        draft::save(db.writer(), &begun).await.unwrap();

        sweep(&db, NOW + draft::LIFETIME - 1).await;
        assert!(draft::load(db.reader(), "visitor").await.unwrap().is_some());
        assert_eq!(state(&db, 5).await.state, State::Accepted);

        sweep(&db, NOW + draft::LIFETIME.max(outbox::KEPT)).await;
        assert!(draft::load(db.reader(), "visitor").await.unwrap().is_none());
        let (kind, _) = registration(1).stored();
        let settled = outbox::latest_of_registration(db.reader(), 5, &kind).await;
        assert_eq!(settled.unwrap(), None);
        assert_eq!(state(&db, 6).await.state, State::Queued);
    })
    .await;
}
