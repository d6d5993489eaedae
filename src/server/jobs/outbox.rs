//! Delivery of the outbox: every mail goes out once, whoever dies on the way.
//!
//! A row is claimed under a lease with a random fencing string, sent, and settled by whoever still holds the lease. A worker
//! that is killed leaves a lease that runs out; the row is then claimed again. Delivery is at least once by nature (a server may
//! have taken a mail whose answer never came), so both attempts carry the same bytes and the same Message-ID.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use tokio::{
    task::{JoinError, JoinSet},
    time::timeout,
};
use tokio_util::sync::CancellationToken;

use super::Bell;
use crate::{
    server::{
        chance::Chance,
        clock::{Clock, MINUTE, Millis},
        db::{
            self, Db,
            booking::news::{self, Told},
            inquiry,
            outbox::{self, Ended, OutboxRow, Outcome},
        },
        link::plain_token,
        mail::{
            Mail,
            carried::{BookingText, Carried, InquiryText},
            compose::{Composer, Row, Unsendable},
            transport::{Delivery, Reply, Transport},
        },
    },
    web::words::{Lang, contact::topic},
};

mod again;

use again::{ATTEMPTS_MAX, given_up, later, stored};

/// How a worker goes about it.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Mails under way at once.
    pub at_once: usize,
    /// How often it looks for mails nobody rang for.
    pub poll: Duration,
    /// How long a claim holds, in milliseconds.
    pub lease: Millis,
    /// Longest time for one mail; below the lease, so that a claim never runs out while its holder still sends.
    pub send: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            at_once: 8,
            poll: Duration::from_secs(1),
            lease: MINUTE,
            send: Duration::from_secs(45),
        }
    }
}

/// One node's delivery; cheap to clone.
#[derive(Clone)]
pub struct Worker {
    /// The database.
    pub db: Db,
    /// The time, for due moments and leases.
    pub clock: Clock,
    /// Chance, for fencing strings.
    pub chance: Chance,
    /// Writes the mails.
    pub composer: Composer,
    /// Sends them.
    pub transport: Arc<Transport>,
    /// Rings when there is a new one.
    pub bell: Bell,
    /// Numbers.
    pub pace: Pace,
}

impl Worker {
    /// Delivers until `stop` is cancelled; then finishes the mails under way and claims no more.
    pub async fn run(self, stop: CancellationToken) {
        let mut under_way: JoinSet<Ended> = JoinSet::new();
        while !stop.is_cancelled() {
            // Claims cost a transaction each: wait until half of the places are free.
            let mut more = false;
            if under_way.len() <= self.pace.at_once / 2 {
                let free = self.pace.at_once - under_way.len();
                more = self.claim_into(&mut under_way, free).await == free;
            }
            tokio::select! {
                () = stop.cancelled() => {}
                Some(ended) = under_way.join_next() => {
                    // those that ended by now are settled with it: a transaction for each would keep others waiting
                    let mut some = vec![ended];
                    while let Some(ended) = under_way.try_join_next() {
                        some.push(ended);
                    }
                    self.settle(some).await;
                }
                () = self.bell.rung(), if !more => {}
                () = tokio::time::sleep(self.pace.poll), if !more => {}
            }
        }
        self.settle(under_way_to_end(under_way).await).await;
        self.transport.close().await;
    }

    /// Delivers everything that is due now, and answers how many mails were tried.
    pub async fn drain(&self) -> usize {
        let mut tried = 0;
        loop {
            let mut under_way = JoinSet::new();
            let claimed = self.claim_into(&mut under_way, self.pace.at_once).await;
            self.settle(under_way_to_end(under_way).await).await;
            tried += claimed;
            if claimed == 0 {
                return tried;
            }
        }
    }

    /// Claims up to `max` rows and starts on them; answers how many.
    async fn claim_into(&self, under_way: &mut JoinSet<Ended>, max: usize) -> usize {
        let lease = plain_token(&self.chance);
        let rows = match self.claim(&lease, max).await {
            Ok(rows) => rows,
            Err(error) => {
                tracing::warn!(%error, "the outbox cannot be read");
                return 0;
            }
        };
        let claimed = rows.len();
        let mails: Vec<_> = rows
            .into_iter()
            .map(|row| (Mail::from_stored(&row.kind, &row.params), row))
            .collect();
        let told = self.told(mails.iter().filter_map(|(mail, _)| mail.as_ref()));
        let told = Arc::new(told.await.ok());
        for (mail, row) in mails {
            let (worker, lease, told) = (self.clone(), lease.clone(), told.clone());
            under_way.spawn(async move {
                let outcome = worker.attempt(&row, mail, told.as_ref().as_ref()).await;
                log(&row, &outcome);
                Ended {
                    id: row.id,
                    lease,
                    outcome,
                }
            });
        }
        claimed
    }

    async fn claim(&self, lease: &str, max: usize) -> db::Result<Vec<OutboxRow>> {
        let now = self.clock.now();
        // Readers do not wait for SQLite's one writer: an idle worker disturbs nobody.
        if !outbox::is_due(self.db.few(), now).await? {
            return Ok(Vec::new());
        }
        let max = i64::try_from(max).unwrap_or(i64::MAX);
        outbox::claim(self.db.few_writer(), now, lease, self.pace.lease, max).await
    }

    /// Records how deliveries ended. One that panicked leaves its lease to run out; the others go on.
    async fn settle(&self, ended: Vec<Result<Ended, JoinError>>) {
        let broke_off = |error: &JoinError| {
            tracing::error!(panicked = error.is_panic(), "a delivery broke off");
        };
        let ended: Vec<Ended> = ended
            .into_iter()
            .filter_map(|ended| ended.inspect_err(broke_off).ok())
            .collect();
        if ended.is_empty() {
            return;
        }
        // Whoever cannot record a success would send the mail again: worth a few tries while the lease holds.
        for _ in 0..3 {
            match outbox::settle(self.db.few_writer(), &ended, self.clock.now()).await {
                Ok(settled) => {
                    for lost in ended.iter().filter(|one| !settled.contains(&one.id)) {
                        tracing::warn!(
                            mail = lost.id,
                            "the lease was lost before the mail was settled"
                        );
                    }
                    return;
                }
                Err(error) => {
                    tracing::warn!(mails = ended.len(), %error, "mails cannot be settled")
                }
            }
            tokio::time::sleep(self.pace.poll).await;
        }
    }

    /// Renders and sends; never fails, says how it ended.
    async fn attempt(
        &self,
        row: &OutboxRow,
        mail: Option<Mail>,
        told: Option<&AllTold>,
    ) -> Outcome {
        let now = self.clock.now();
        if row.attempts > ATTEMPTS_MAX {
            // Its workers died each time, before they could say why.
            return given_up("not sent: every attempt was interrupted");
        }
        let Some(mail) = mail else {
            return given_up(Unsendable::Row.text());
        };
        if mail.expires_at().is_some_and(|at| at <= now) {
            return given_up("not sent: its link has expired");
        }
        let (inquiry, booking) = match self.carried(&mail, told).await {
            Ok(carried) => carried,
            Err(error) => {
                tracing::warn!(mail = row.id, %error, "what a mail is about cannot be read");
                return later(row, now, Reply::new(None, "the database"));
            }
        };
        let carried = match (&inquiry, &booking) {
            (Some(inquiry), _) => Carried::Inquiry(inquiry),
            (_, Some(booking)) => Carried::Booking(booking),
            (None, None) => Carried::Nothing,
        };
        let place = Row {
            id: row.id,
            recipient: &row.recipient,
            created_at: row.created_at,
        };
        let parcel = match self.composer.compose(place, &mail, carried) {
            Ok(parcel) => parcel,
            Err(unsendable) => return given_up(unsendable.text()),
        };
        match timeout(self.pace.send, self.transport.send(&parcel)).await {
            Ok(Delivery::Accepted(reply)) => Outcome::Accepted(stored(reply)),
            Ok(Delivery::Refused(reply)) => Outcome::Refused(stored(reply)),
            Ok(Delivery::Later(reply)) => later(row, self.clock.now(), reply),
            Err(_) => later(row, self.clock.now(), Reply::new(None, "not sent in time")),
        }
    }

    /// What stands in other rows; of bookings it was read for several mails together, or, where one of them could not be, is read alone.
    async fn carried(
        &self,
        mail: &Mail,
        together: Option<&AllTold>,
    ) -> db::Result<(Option<InquiryText>, Option<BookingText>)> {
        let alone = match together {
            Some(_) => None,
            None => Some(self.told([mail]).await?),
        };
        let told = together.or(alone.as_ref());
        let told = told.and_then(|told| told.of(mail)).cloned();
        Ok((self.inquiry(mail).await?, told.map(BookingText::from)))
    }

    /// What mails about bookings and offers say.
    async fn told<'m>(&self, mails: impl IntoIterator<Item = &'m Mail>) -> db::Result<AllTold> {
        let (mut bookings, mut offers) = (Vec::new(), Vec::new());
        for mail in mails {
            match mail {
                Mail::Booking { id, .. } => bookings.push(*id),
                Mail::PlaceOffer { id, .. } => offers.push(*id),
                _ => {}
            }
        }
        let reader = self.db.few();
        Ok(AllTold {
            bookings: news::of_bookings(reader, &bookings).await?,
            offers: news::of_offers(reader, &offers).await?,
        })
    }

    async fn inquiry(&self, mail: &Mail) -> db::Result<Option<InquiryText>> {
        let Some(id) = mail.inquiry_id() else {
            return Ok(None);
        };
        let inquiry = inquiry::by_id(self.db.reader(), id).await?;
        Ok(inquiry.map(|inquiry| InquiryText {
            topic: topic(Lang::Ja, inquiry.topic).to_owned(),
            reply_to: inquiry.email.as_str().to_owned(),
            text: inquiry.body,
        }))
    }
}

/// What mails about bookings and offers say, by the numbers of those.
struct AllTold {
    bookings: BTreeMap<i64, Told>,
    offers: BTreeMap<i64, Told>,
}

impl AllTold {
    fn of(&self, mail: &Mail) -> Option<&Told> {
        match mail {
            Mail::Booking { id, .. } => self.bookings.get(id),
            Mail::PlaceOffer { id, .. } => self.offers.get(id),
            _ => None,
        }
    }
}

/// One line per attempt: what kind of mail, never to whom.
fn log(row: &OutboxRow, outcome: &Outcome) {
    let (mail, kind) = (row.id, row.kind.as_str());
    match outcome {
        Outcome::Accepted(reply) => tracing::info!(mail, kind, ?reply, "mail accepted"),
        Outcome::Refused(reply) => tracing::warn!(mail, kind, ?reply, "mail refused"),
        Outcome::Later(reply, _) => tracing::info!(mail, kind, ?reply, "mail not taken yet"),
        Outcome::GivenUp(reply) => tracing::error!(mail, kind, ?reply, "mail given up"),
    }
}

/// Waits for every delivery.
async fn under_way_to_end(mut under_way: JoinSet<Ended>) -> Vec<Result<Ended, JoinError>> {
    let mut all = Vec::with_capacity(under_way.len());
    while let Some(ended) = under_way.join_next().await {
        all.push(ended);
    }
    all
}
