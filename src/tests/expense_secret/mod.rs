//! 不開示 and objections, over the whole application: nothing of whoever is not seen can be computed from anything the others can fetch.
//!
//! Two societies differ in one person alone: there with any rows, mails, documents, an account or none, or somebody else, or nobody. Every
//! page, file and mail of the others of the household is the same to the last byte. `domain::expense::household` holds the same of the pure
//! rule; here nothing is left out that might go past it.

mod case;
mod look;
mod rows;
mod society;

use self::{
    case::{Case, Secret, Why, cases},
    look::{Found, everything, mail},
    society::Society,
};
use super::{app::on_each_two_as_set, expense_tax::signed::signs};

/// How many households; each database has every second one.
const CASES: usize = 24;

/// What those who look can fetch, and the mails they got; `tried` is a person's number that is tried as a filter.
async fn fetched(
    society: &mut Society,
    case: &Case,
    secret: Option<&Secret>,
    tried: Option<i64>,
) -> Vec<Found> {
    let mails = society.houses(case, secret).await;
    let tried = tried.unwrap_or(society.secret);
    let mut all = Vec::new();
    for at in 0..case.viewers.len() {
        let mut found = everything(society, at, tried, &case.one.rows).await;
        let own = mails.iter().filter(|(to, _)| *to == at);
        let own = own.map(|(_, parcel)| mail(parcel));
        found.push(("mails".into(), own.collect()));
        all.push(found);
    }
    all
}

/// What of one society is not as in the other, and where they part.
fn parted(one: &Found, other: &Found) -> Vec<String> {
    assert_eq!(one.len(), other.len());
    let pairs = one.iter().zip(other);
    let differ = pairs.filter(|((_, one), (_, other))| one != other);
    let told = differ.map(|((what, one), (_, other))| {
        let both = one.bytes().zip(other.bytes());
        let at = both.take_while(|(a, b)| a == b).count();
        let near = |text: &str| {
            let near = &text.as_bytes()[at.saturating_sub(200)..text.len().min(at + 200)];
            String::from_utf8_lossy(near).into_owned()
        };
        format!("{what}:\n{}\n--- and ---\n{}\n", near(one), near(other))
    });
    told.collect()
}

#[tokio::test]
async fn nothing_of_whoever_is_not_seen_can_be_fetched() {
    on_each_two_as_set(signs, |one, other| async move {
        let first = usize::from(one.database.kind == "postgres");
        let (mut one, mut other) = (Society::open(one).await, Society::open(other).await);
        for (number, case) in cases(CASES).into_iter().enumerate().skip(first).step_by(2) {
            let here = fetched(&mut one, &case, Some(&case.one), None).await;
            let tried = Some(one.secret);
            let there = fetched(&mut other, &case, case.other.as_ref(), tried).await;
            for (at, (here, there)) in here.iter().zip(&there).enumerate() {
                let told = parted(here, there);
                assert!(
                    told.is_empty(),
                    "household {number}, to {at}: {} tell of the secret:\n{}{case:#?}",
                    told.len(),
                    told.concat()
                );
                for (what, text) in here {
                    assert!(!text.contains("秘密"), "{what} names the secret: {case:#?}");
                }
            }
        }
    })
    .await;
}

/// The cases are worth something: they hold what could tell.
#[test]
fn the_cases_hold_every_kind_of_secret() {
    let cases = cases(CASES);
    let many = |is: fn(&Case) -> bool| cases.iter().filter(|case| is(case)).count();
    for why in [Why::Hidden, Why::Objects, Why::Both, Why::HiddenSince] {
        assert!(cases.iter().any(|case| case.one.why == why), "{why:?}");
    }
    for (what, found) in [
        (
            "an account that works",
            many(|case| case.one.account && case.one.busy),
        ),
        ("no account", many(|case| !case.one.account)),
        ("the insured", many(|case| case.one.insured)),
        ("a child", many(|case| case.one.child)),
        (
            "nobody in the other society",
            many(|case| case.other.is_none()),
        ),
        (
            "somebody else in the other society",
            many(|case| case.other.is_some()),
        ),
        ("two who look", many(|case| case.viewers.len() > 1)),
    ] {
        assert!(found >= 2, "{what}: {found}");
    }
}
