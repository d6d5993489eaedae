//! What can be asked of the desk, and what it answers.
//!
//! May enter: plain data. Must not: how it is decided (`decide`) or written.

use crate::domain::{
    checkup::{
        booking::{Event, State},
        code::{CourseCode, OptionCode},
        refusal::Refusal,
        wish::Wish,
    },
    date::CivilDate,
};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The person of the booking.
    Member,
    /// A member of staff, by number: from a phone call, a list of an institution.
    Staff(i64),
    /// The product itself: a hold or a 資格 that ran out.
    System,
}

/// Something asked of a person's bookings. `idem` is the key a form carries: the same key of the same person is the same
/// booking, however often it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// 仮押さえ: keep a place for ten minutes. Gives back what the person held before.
    Hold {
        /// For whom.
        person_id: i64,
        /// Which place.
        place_id: i64,
        /// With which options.
        options: Vec<OptionCode>,
        /// The booking that this one takes the place of once it is confirmed.
        replaces: Option<i64>,
        /// The form's key.
        idem: String,
    },
    /// 予約する: confirm what is held.
    Confirm {
        /// Whose.
        person_id: i64,
        /// The held booking.
        booking_id: i64,
    },
    /// A place held and confirmed in one: staff at the phone. No cut-off is asked, and no first day.
    Book {
        /// For whom.
        person_id: i64,
        /// Which place.
        place_id: i64,
        /// With which options.
        options: Vec<OptionCode>,
        /// The booking that this one takes the place of.
        replaces: Option<i64>,
        /// The form's key.
        idem: String,
        /// Who asks.
        actor: Actor,
    },
    /// 希望日で申し込む, where an institution offers no places.
    Apply {
        /// For whom.
        person_id: i64,
        /// Where.
        institution_id: i64,
        /// The fiscal year of the course.
        fiscal_year: i32,
        /// The course.
        course: CourseCode,
        /// With which options.
        options: Vec<OptionCode>,
        /// First to third wish.
        wishes: Vec<Wish>,
        /// The booking that this one takes the place of.
        replaces: Option<i64>,
        /// The form's key.
        idem: String,
        /// Who asks.
        actor: Actor,
    },
    /// キャンセル待ち: wait for a place of a full day.
    Wait {
        /// For whom.
        person_id: i64,
        /// Which place.
        place_id: i64,
        /// With which options.
        options: Vec<OptionCode>,
    },
    /// Wait no longer; an offer goes to the next.
    Leave {
        /// Whose.
        person_id: i64,
        /// Which wait.
        waiting_id: i64,
    },
    /// Book what was offered.
    Accept {
        /// Whose.
        person_id: i64,
        /// Which wait.
        waiting_id: i64,
    },
    /// 取消. Members until the institution's cut-off, staff and the product at any time.
    Cancel {
        /// Which booking.
        booking_id: i64,
        /// Whose it has to be, where a member asks.
        person_id: Option<i64>,
        /// Who asks.
        actor: Actor,
        /// Why, in words the member reads; may be empty.
        note: String,
    },
    /// Staff note what happened: [`Event::TakeUp`], [`Event::Decline`], [`Event::MarkDone`], [`Event::MarkNoShow`], and what
    /// puts those two right.
    Happen {
        /// Which booking.
        booking_id: i64,
        /// What.
        event: Event,
        /// Words the member reads; may be empty.
        note: String,
        /// Who notes it.
        staff_id: i64,
    },
    /// Staff answer wishes with the day agreed.
    Answer {
        /// Which booking.
        booking_id: i64,
        /// The day.
        on: CivilDate,
        /// The time, in minutes of the day, where it was agreed.
        starts: Option<i32>,
        /// Words the member reads; may be empty.
        note: String,
        /// Who answers.
        staff_id: i64,
    },
}

/// What 操作の記録 says of an order of staff: written with what became of it, in the transaction that decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Who asks.
    pub staff_id: i64,
    /// What the account is called.
    pub login: String,
    /// Whose booking it is, or is to be.
    pub person_id: i64,
    /// The booking it is about; none where one is to be made.
    pub booking_id: Option<i64>,
    /// The code of what is asked.
    pub doing: String,
}

impl Record {
    /// The line, once there is an answer.
    pub fn line(&self, answer: &Answer) -> String {
        let doing = &self.doing;
        let asked = match (self.booking_id, answer) {
            (Some(id), _) => format!("booking={id} {doing}"),
            (None, Answer::Booking { id, .. }) => format!("booking={id} {doing}"),
            (None, _) => doing.clone(),
        };
        match answer {
            Answer::No(_) => asked + " refused",
            Answer::Booking { .. } | Answer::Waiting { .. } => asked,
        }
    }
}

/// What became of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Done, or done before under the same key.
    Booking {
        /// The booking.
        id: i64,
        /// Its state now.
        state: State,
    },
    /// The person waits.
    Waiting {
        /// The wait.
        id: i64,
    },
    /// Not done; nothing has changed.
    No(Refusal),
}
