//! A society that one household after another is made in.
//!
//! May enter: people and rows, put there as the roster, the desk and imports leave them. Must not: what is seen of them.
//! Numbers of rows, batches, mails and documents go on from household to household, and are soon others than the other society's.

use super::case::{Case, Notice, Secret, Why};
use crate::{
    server::mail::transport::Parcel,
    tests::{
        app::TestApp,
        browser::Browser,
        expense_rows::{all_proven, number_of},
        expense_world::changes,
        people::colleague,
    },
};

/// How many of a household look.
const VIEWERS: usize = 4;
/// 記号 and 番号 of the household of the day.
const HOUSEHOLD: &str = "symbol = '12', number = '900'";
/// The names of those who look.
const NAMES: [&str; VIEWERS] = ["観月 一", "観月 二", "観月 三", "観月 四"];

/// Somebody with an account, signed in and past the second step.
pub struct Member {
    pub id: i64,
    pub browser: Browser,
    pub address: String,
}

/// A society, and who its households are made of.
pub struct Society {
    pub app: TestApp,
    pub viewers: Vec<Member>,
    /// Whoever is not seen, with an account.
    known: Member,
    /// The same without.
    unknown: i64,
    /// Under another 記号・番号 by now.
    since: i64,
    /// Whoever of the household is not seen, by our number; where nobody is, the one of the household before.
    pub secret: i64,
}

async fn id(app: &TestApp, number: usize) -> i64 {
    let sql = format!("SELECT id FROM person WHERE symbol = '77' AND number = '{number}'");
    number_of(app, &sql).await
}

impl Society {
    pub async fn open(app: TestApp) -> Self {
        let mut members = Vec::new();
        for number in 1..=VIEWERS + 1 {
            let form = colleague(number);
            let browser = app.member(&form).await;
            members.push(Member {
                id: id(&app, number).await,
                browser,
                address: form.email,
            });
        }
        all_proven(&app).await;
        Self {
            known: members.pop().unwrap(),
            viewers: members,
            unknown: id(&app, VIEWERS + 2).await,
            since: id(&app, VIEWERS + 3).await,
            secret: 0,
            app,
        }
    }

    /// Makes the household with this secret or none; answers the mails that went to those who look, each with its place.
    pub async fn houses(&mut self, case: &Case, secret: Option<&Secret>) -> Vec<(usize, Parcel)> {
        self.clear().await;
        self.people(case).await;
        if let Some(secret) = secret {
            self.hide(secret).await;
        }
        self.publish(case, secret).await;
        if let Some(secret) = secret.filter(|secret| secret.busy && secret.account) {
            self.works(secret).await;
        }
        let mails = self.app.leaving().await;
        let to = |parcel: &Parcel| {
            let addresses = self.viewers.iter().map(|viewer| &viewer.address);
            addresses
                .clone()
                .position(|address| *address == parcel.to.to_string())
        };
        mails
            .into_iter()
            .filter_map(|mail| Some((to(&mail)?, mail)))
            .collect()
    }

    async fn clear(&self) {
        for table in [
            "expense",
            "expense_batch",
            "expense_sharing",
            "expense_document",
            "expense_paper",
            "person_earlier",
        ] {
            changes(&self.app, &format!("DELETE FROM {table}")).await;
        }
        let away = "UPDATE person SET symbol = '77', number = CAST(100000 + id AS TEXT), branch = '00', lost_on = NULL, \
                    acquired_on = '2010-04-01' WHERE symbol = '12' AND number = '900'";
        changes(&self.app, away).await;
    }

    async fn people(&self, case: &Case) {
        for (at, viewer) in case.viewers.iter().enumerate() {
            let id = self.viewers[at].id;
            let relationship = if case.insured && at == 0 {
                "insured"
            } else {
                "child"
            };
            self.place(
                id,
                NAMES[at],
                relationship,
                u8::try_from(2 * at + 1).unwrap(),
            )
            .await;
            let lost = viewer
                .lost_on
                .map_or("NULL".to_owned(), |day| format!("'{day}'"));
            let since = viewer.acquired_on;
            let days = format!(
                "UPDATE person SET acquired_on = '{since}', lost_on = {lost} WHERE id = {id}"
            );
            changes(&self.app, &days).await;
            self.decide(id, viewer.notice, viewer.objects, viewer.hidden)
                .await;
            let wants = format!(
                "UPDATE newsletter_choice SET wanted = {} WHERE category = 'expense' AND account_id = (SELECT id FROM account WHERE person_id = {id})",
                viewer.wants_mail
            );
            changes(&self.app, &wants).await;
        }
    }

    async fn place(&self, id: i64, name: &str, relationship: &str, branch: u8) {
        let sql = format!(
            "UPDATE person SET {HOUSEHOLD}, branch = '{branch:02}', name = '{name}', relationship = '{relationship}', \
             birth_date = '1990-02-03' WHERE id = {id}"
        );
        changes(&self.app, &sql).await;
    }

    async fn decide(&self, id: i64, notice: Notice, objects: bool, hidden: bool) {
        let at = |is: bool| if is { "1" } else { "NULL" };
        let (read, declined) = (at(notice == Notice::Read), at(notice == Notice::Declined));
        let sql = format!(
            "INSERT INTO expense_sharing (person_id, notice_at, declined_at, opted_out_at, hidden_at) VALUES ({id}, {read}, {declined}, {}, {})",
            at(objects),
            at(hidden)
        );
        changes(&self.app, &sql).await;
    }

    async fn hide(&mut self, secret: &Secret) {
        let id = if secret.account {
            self.known.id
        } else {
            self.unknown
        };
        self.secret = id;
        let relationship = if secret.insured { "insured" } else { "other" };
        self.place(id, "秘密 隠子", relationship, 2 * secret.branch)
            .await;
        let born = if secret.child {
            "2016-05-05"
        } else {
            "1971-05-05"
        };
        let lost = secret
            .lost_on
            .map_or("NULL".to_owned(), |day| format!("'{day}'"));
        let days =
            format!("UPDATE person SET birth_date = '{born}', lost_on = {lost} WHERE id = {id}");
        changes(&self.app, &days).await;
        let hidden = matches!(secret.why, Why::Hidden | Why::Both);
        let objects = matches!(secret.why, Why::Objects | Why::Both);
        self.decide(id, secret.notice, objects, hidden).await;
        if secret.why == Why::HiddenSince {
            let since = self.since;
            self.decide(since, secret.notice, false, true).await;
            let link = format!(
                "INSERT INTO person_earlier (earlier_id, person_id, linked_at) VALUES ({id}, {since}, 1)"
            );
            changes(&self.app, &link).await;
        }
    }

    /// Has documents made, and asks for paper, as members do.
    async fn works(&mut self, secret: &Secret) {
        if secret.why == Why::HiddenSince {
            return;
        }
        for year in [2025, 2026] {
            let path = format!("/expenses/tax/{year}/notice.pdf");
            self.known.browser.downloads(&path).await;
            let year = year.to_string();
            let fields = [("year", year.as_str())];
            self.known
                .browser
                .posts::<crate::api::expense_tax::RequestPaper>(&fields)
                .await;
        }
    }
}
