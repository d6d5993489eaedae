//! A stampede: 2,000 members, 200 places, 64 at a time, two nodes of which one dies and comes back.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::world;
use crate::{
    domain::checkup::{booking::State, refusal::Refusal},
    server::{
        checkup::{
            desk::Desk,
            order::{Actor, Answer, Order},
        },
        clock::Clock,
        db::{Db, entity},
        error::Error,
        jobs::Bell,
    },
    tests::{
        db::{TestDb, each_database},
        people::NOW,
    },
};

const MEMBERS: usize = 2_000;
const DAYS: [(&str, i32); 4] = [
    ("2026-12-14", 50),
    ("2026-12-15", 50),
    ("2026-12-16", 50),
    ("2026-12-17", 50),
];
const AT_ONCE: usize = 64;

/// Two nodes on one database. A node that dies is opened anew.
struct Nodes {
    databases: [Db; 2],
    desks: Mutex<[Desk; 2]>,
    confirmed: AtomicUsize,
}

impl Nodes {
    async fn open(database: &TestDb) -> Arc<Self> {
        let databases = [database.db.clone(), database.second_node().await];
        let desks = databases.each_ref().map(open);
        Arc::new(Self {
            databases,
            desks: Mutex::new(desks),
            confirmed: AtomicUsize::new(0),
        })
    }

    fn desk(&self, node: usize) -> Desk {
        self.desks.lock().unwrap()[node % 2].clone()
    }

    /// Kills the first node in the middle of what it does, and starts it again.
    fn kill_and_restart(&self) {
        let mut desks = self.desks.lock().unwrap();
        desks[0].kill();
        desks[0] = open(&self.databases[0]);
    }

    /// Asks until there is an answer, at the other node when one has none: an answer that was lost comes again.
    async fn ask(&self, mut node: usize, order: &Order) -> Answer {
        for _ in 0..1_000 {
            match self.desk(node).ask(order.clone()).await {
                Ok(answer) => return answer,
                Err(Error::Busy) => node += 1,
                Err(error) => panic!("{error:?}"),
            }
            tokio::task::yield_now().await;
        }
        panic!("nobody answers");
    }
}

fn open(db: &Db) -> Desk {
    Desk::open_here(db.clone(), Clock::fixed(NOW), Bell::default())
}

/// A member tries one day after the other; answers the booking, or nothing when all are full.
async fn books(nodes: &Nodes, at: usize, person_id: i64, places: &[i64]) -> Option<i64> {
    for step in 0..places.len() {
        let place_id = places[(at + step) % places.len()];
        let hold = Order::Hold {
            person_id,
            place_id,
            options: Vec::new(),
            replaces: None,
            idem: format!("form-{place_id}"),
        };
        let id = match nodes.ask(at, &hold).await {
            Answer::Booking { id, .. } => id,
            Answer::No(Refusal::Full) => continue,
            other => panic!("{other:?}"),
        };
        let confirm = Order::Confirm {
            person_id,
            booking_id: id,
        };
        let confirmed = nodes.ask(at, &confirm).await;
        let expected = Answer::Booking {
            id,
            state: State::Confirmed,
        };
        assert_eq!(confirmed, expected);
        if nodes.confirmed.fetch_add(1, Ordering::SeqCst) == 60 {
            nodes.kill_and_restart();
        }
        return Some(id);
    }
    None
}

/// Everybody, [`AT_ONCE`] at a time.
async fn everybody<T, F>(
    work: Vec<T>,
    one: impl Fn(usize, T) -> F + Clone + Send + 'static,
) -> Vec<F::Output>
where
    T: Send + 'static,
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let queue: VecDeque<(usize, T)> = work.into_iter().enumerate().collect();
    let queue = Arc::new(Mutex::new(queue));
    let mut callers = Vec::new();
    for _ in 0..AT_ONCE {
        let (queue, one) = (Arc::clone(&queue), one.clone());
        callers.push(tokio::spawn(async move {
            let mut answers = Vec::new();
            loop {
                let next = queue.lock().unwrap().pop_front();
                let Some((at, work)) = next else {
                    return answers;
                };
                answers.push(one(at, work).await);
            }
        }));
    }
    let mut answers = Vec::new();
    for caller in callers {
        answers.extend(caller.await.unwrap());
    }
    answers
}

async fn left(db: &Db, places: &[i64]) -> i32 {
    let mut left = 0;
    for place in places {
        left += world::remaining(db, *place).await;
    }
    left
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_places_go_to_two_hundred_of_two_thousand() {
    for database in each_database().await {
        let db = &database.db;
        let course = world::course("dock", "main");
        world::add_course(db, &course).await;
        world::add_holidays(db).await;
        let house = world::institution("1310000001", "みなと健診センター");
        let house = world::add_institution(db, house, &[&course]).await;
        let mut places = Vec::new();
        for (on, capacity) in DAYS {
            places.push(world::add_place(db, house, &course, on, capacity).await);
        }
        let members = world::crowd(db, MEMBERS).await;
        let nodes = Nodes::open(&database).await;
        let (with, days) = (Arc::clone(&nodes), places.clone());
        let ends = everybody(members, move |at, person| {
            let (with, days) = (Arc::clone(&with), days.clone());
            async move { books(&with, at, person, &days).await.map(|id| (person, id)) }
        })
        .await;
        let booked: Vec<(i64, i64)> = ends.iter().flatten().copied().collect();
        assert_eq!(
            (booked.len(), ends.len() - booked.len()),
            (200, 1_800),
            "{}",
            database.kind
        );
        assert_eq!(left(db, &places).await, 0);
        rights_are_used_once(db, 200).await;
        // everybody cancels, at whichever node
        let with = Arc::clone(&nodes);
        everybody(booked, move |at, (person, booking_id)| {
            let with = Arc::clone(&with);
            async move {
                let cancel = Order::Cancel {
                    booking_id,
                    person_id: Some(person),
                    actor: Actor::Member,
                    note: String::new(),
                };
                let answer = with.ask(at, &cancel).await;
                assert!(matches!(
                    answer,
                    Answer::Booking {
                        state: State::Cancelled,
                        ..
                    }
                ));
            }
        })
        .await;
        assert_eq!(left(db, &places).await, 200);
        rights_are_used_once(db, 0).await;
    }
}

async fn rights_are_used_once(db: &Db, expected: usize) {
    let used = entity::booking::Column::UsesRight.eq(true);
    let used = entity::booking::Entity::find().filter(used);
    let used = used.all(db.reader()).await.unwrap();
    let mut people: Vec<i64> = used.iter().map(|booking| booking.person_id).collect();
    people.sort_unstable();
    people.dedup();
    assert_eq!((people.len(), used.len()), (expected, expected));
}
