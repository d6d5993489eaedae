//! What the pages of 受診ナビ show, as far as a place.
//!
//! May enter: types of the domain, gathered for a page. Must not: sentences, decisions.

use serde::{Deserialize, Serialize};

use crate::domain::{
    checkup::{
        choice::ChoiceField,
        code::OptionCode,
        contraindication::Condition,
        course::{Course, OptionRule, Period},
        institution::{DaySex, InstitutionClass, Prefecture},
        price::Quote,
        reason::{Reason, Verdict},
        refusal::Refusal,
        search::SearchForm,
        wish::{Wish, WishField, WishForm},
        yen::Yen,
    },
    date::CivilDate,
    field::FieldErrors,
    weekday::Weekday,
};

/// A time of day in minutes, where one is said.
pub type Starts = Option<i32>;

/// Every course a person may ask about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CoursesPage {
    /// By fiscal year, this one first.
    pub years: Vec<(i32, Vec<(Course, Verdict)>)>,
    /// How many bookings are still to come.
    pub bookings: usize,
    /// How many days are waited for, and whether one is offered.
    pub waits: (usize, bool),
    /// Whether a place is held at this moment.
    pub held: bool,
}

/// A booking that is to be moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// Our number of it.
    pub id: i64,
    /// The name of its institution.
    pub institution: String,
    /// Its day.
    pub exam_on: Option<CivilDate>,
}

/// An option of a course.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OptionLine {
    /// The option.
    pub rule: OptionRule,
    /// What stands against it.
    pub against: Option<Reason>,
    /// Whether the answers on the course that led here stand against it.
    pub barred: bool,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What the choice costs at the institutions of one class.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Estimate {
    /// The class.
    pub class: InstitutionClass,
    /// How many institutions offer it.
    pub institutions: usize,
    /// The lowest own share of them.
    pub least: Yen,
    /// The highest.
    pub most: Yen,
}

/// A course, and what is chosen with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CoursePage {
    /// The course.
    pub course: Course,
    /// Whether the person may.
    pub verdict: Verdict,
    /// 補助上限額 at the person's age.
    pub cap: Yen,
    /// Its options.
    pub options: Vec<OptionLine>,
    /// What is asked; nothing where it was answered on the course that led here.
    pub conditions: Vec<Condition>,
    /// What the choice costs, by class.
    pub estimates: Vec<Estimate>,
    /// The booking that is to be moved.
    pub replaces: Option<Replaced>,
    /// Whether answers on another course led here.
    pub led: bool,
    /// The names of options chosen there that did not come along.
    pub left_out: Vec<String>,
    /// What was wrong with the choice.
    pub errors: FieldErrors<ChoiceField>,
}

/// What has been chosen so far.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chosen {
    /// The course.
    pub course: Course,
    /// The options.
    pub options: Vec<OptionCode>,
    /// Options that were left out because of the answers.
    pub left_out: Vec<OptionCode>,
    /// The booking that is to be moved.
    pub replaces: Option<Replaced>,
}

/// An institution found.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Found {
    /// Our number of it.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// 都道府県
    pub prefecture: Prefecture,
    /// 市区町村
    pub city: String,
    /// The nearest station.
    pub station: String,
    /// 区分
    pub class: InstitutionClass,
    /// Saturdays, days for women alone, no steps.
    pub marks: [bool; 3],
    /// ご負担額 of the choice.
    pub own: Yen,
    /// Whether it offers places; else wishes.
    pub live: bool,
    /// The nearest free day.
    pub nearest: Option<CivilDate>,
}

/// What the search found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SearchPage {
    /// What was chosen before.
    pub chosen: Chosen,
    /// The question.
    pub form: SearchForm,
    /// The 市区町村 of the 都道府県 asked for.
    pub cities: Vec<String>,
    /// How many there are.
    pub total: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Those of this page.
    pub found: Vec<Found>,
}

/// An institution.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Site {
    /// Our number of it.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its name in kana.
    pub kana: String,
    /// 都道府県
    pub prefecture: Prefecture,
    /// 市区町村
    pub city: String,
    /// The rest of its address.
    pub address: String,
    /// The nearest station.
    pub station: String,
    /// Its telephone number.
    pub phone: String,
    /// 区分
    pub class: InstitutionClass,
    /// Saturdays, days for women alone, no steps.
    pub marks: [bool; 3],
    /// On which weekdays it is closed.
    pub closed: Vec<Weekday>,
    /// Until so many business days before, at that hour and minute, a booking can be changed.
    pub cutoff: (u8, u8, u8),
    /// What a late cancellation costs.
    pub cancel_cost: String,
    /// Where its 問診 is filled in; may be empty.
    pub questionnaire_url: String,
}

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
}

/// What a day of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayState {
    /// No places are offered, or none for this person.
    None,
    /// So many are left.
    Free(u32),
    /// All are taken: one can wait.
    Full,
}

/// A day of the calendar, what it is, and for whom where all its places are for one sex alone.
pub type CalendarDay = (CivilDate, DayState, DaySex);

/// Places at one time of the day chosen.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceLine {
    /// Our number of them.
    pub id: i64,
    /// The time.
    pub starts: Starts,
    /// For whom.
    pub day_sex: DaySex,
    /// How many are left for this choice.
    pub free: u32,
    /// The person waits for one already.
    pub waits: bool,
}

/// The calendar of free places.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Calendar {
    /// The month shown.
    pub month: Month,
    /// The month before, where it has days that can be booked.
    pub before: Option<Month>,
    /// The month after.
    pub after: Option<Month>,
    /// Its days.
    pub days: Vec<CalendarDay>,
    /// The nearest free day, in whichever month.
    pub nearest: Option<CivilDate>,
    /// The day chosen and its places.
    pub chosen: Option<(CivilDate, Vec<PlaceLine>)>,
    /// The key of the form.
    pub idem: String,
    /// Whether one can wait for a full day; who moves a booking has one already.
    pub may_wait: bool,
}

/// The form of wishes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WishesPart {
    /// The days that can be wished for.
    pub days: Period,
    /// What was typed.
    pub form: WishForm,
    /// What was wrong with it.
    pub errors: FieldErrors<WishField>,
}

/// How a day is found there.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// From places.
    Live(Calendar),
    /// By wishes.
    Wishes(WishesPart),
    /// No day is left that the person could be examined on.
    NoDay,
}

/// An institution, what the choice costs there, and how a day is found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InstitutionPage {
    /// What was chosen before.
    pub chosen: Chosen,
    /// The institution.
    pub site: Site,
    /// What the choice costs.
    pub quote: Quote,
    /// How a day is found.
    pub way: Way,
    /// The booking of which only the day is to be changed: back leads there.
    pub from_booking: Option<i64>,
}

/// What is to be confirmed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckPage {
    /// What was chosen.
    pub chosen: Chosen,
    /// Where.
    pub site: Site,
    /// What it costs.
    pub quote: Quote,
    /// When, and how it is confirmed.
    pub what: ToConfirm,
}

/// When the examination shall be.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToConfirm {
    /// A place that is held.
    Held {
        /// The booking.
        booking_id: i64,
        /// The day.
        on: CivilDate,
        /// The time.
        starts: Starts,
        /// Until when it is held, in Japan: hour and minute.
        until: (u8, u8),
        /// How many seconds that is from now.
        seconds: i64,
        /// For whom the day is.
        day_sex: DaySex,
        /// Until when it could be changed after that: day, hour, minute.
        deadline: (CivilDate, u8, u8),
        /// That moment has passed: once confirmed, it can be changed by phone alone.
        too_late: bool,
    },
    /// Wishes.
    Wishes(Vec<Wish>),
}

/// The page before the last step.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmPage {
    /// To be checked.
    Check(Box<CheckPage>),
    /// The ten minutes are over; where to choose anew.
    Over(Option<i64>),
}

/// What was asked and not done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RefusedPage {
    /// Why.
    pub refusal: Refusal,
    /// The name of the option it is about.
    pub option: Option<String>,
    /// The institution it is about.
    pub institution: Option<i64>,
    /// The day it is about.
    pub on: Option<CivilDate>,
    /// The number to call.
    pub phone: Option<String>,
}
