//! What staff note on a booking: 調整中, the day agreed, that none was found, 取消, 受診済, 未受診.

use serde::{Deserialize, Serialize};

use crate::domain::{
    birth_date::parse_date,
    checkup::booking::{Event, State, next},
    date::CivilDate,
    field::{FieldError, FieldErrors},
    form::{cut, fields},
    text::{Nfkc, fold_ascii},
};

/// Longest note to a member, in characters.
pub const NOTE_MAX: u16 = 400;

/// Something staff do to a booking, the answer to wishes aside (which has a form of its own).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// 調整中にする
    TakeUp,
    /// 見つからない
    Decline,
    /// 取消
    Cancel,
    /// 受診済
    Done,
    /// 未受診
    NoShow,
    /// 未受診 put right: 受診済
    CorrectDone,
    /// 受診済 put right: 未受診
    CorrectNoShow,
    /// Either taken back: 確定
    Unmark,
}

impl Act {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::TakeUp,
        Self::Decline,
        Self::Done,
        Self::NoShow,
        Self::CorrectDone,
        Self::CorrectNoShow,
        Self::Unmark,
        Self::Cancel,
    ];

    /// The code forms hold.
    pub fn code(self) -> &'static str {
        self.event().code()
    }

    /// The act of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// What happens to the booking.
    pub fn event(self) -> Event {
        match self {
            Self::TakeUp => Event::TakeUp,
            Self::Decline => Event::Decline,
            Self::Cancel => Event::Cancel,
            Self::Done => Event::MarkDone,
            Self::NoShow => Event::MarkNoShow,
            Self::CorrectDone => Event::CorrectDone,
            Self::CorrectNoShow => Event::CorrectNoShow,
            Self::Unmark => Event::Unmark,
        }
    }

    /// Whether it can be done to a booking in that state.
    pub fn fits(self, state: State) -> bool {
        next(state, self.event()).is_some()
    }
}

/// An act on one booking as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActForm {
    /// Which booking.
    pub id: String,
    /// When it had changed last, as the page showed it (ms).
    pub seen: String,
    /// Code of the act.
    pub act: String,
    /// 受診者への連絡 (任意)
    pub note: String,
}

/// One act on several bookings as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    /// Which bookings.
    pub ids: Vec<String>,
    /// Code of the act.
    pub act: String,
    /// Day of the list it was sent from, where it was a day's; else the list of bookings.
    pub day: String,
    /// Institution of that list.
    pub institution: String,
}

fields! {
    /// Fields of the answer to wishes.
    AnswerField {
        /// 受診日
        Day = "day",
        /// 時刻
        Time = "time",
        /// 受診者への連絡
        Note = "note",
    }
}

/// The answer to wishes as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// Which booking.
    pub id: String,
    /// When it had changed last, as the page showed it (ms).
    pub seen: String,
    /// 受診日
    pub day: String,
    /// 時刻 (任意)
    pub time: String,
    /// 受診者への連絡 (任意)
    pub note: String,
    /// The day (ISO) that is confirmed although something about it is odd; empty where nothing was ticked.
    pub sure: String,
}

/// The day agreed with the institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// 受診日
    pub on: CivilDate,
    /// 時刻 in minutes of the day, where one was agreed.
    pub starts: Option<i32>,
    /// Words the member reads; may be empty.
    pub note: String,
}

impl AnswerForm {
    /// Reads the answer. Whether the day is possible is the desk's to say.
    ///
    /// # Errors
    /// One code per field that needs attention: `Empty`, `NotADate`, `Future` never; `Wrong` for what is no time; `TooLong`.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<Agreed, FieldErrors<AnswerField>> {
        let mut errors = FieldErrors::new();
        let on = errors.keep(AnswerField::Day, parse_date(&self.day, nfkc));
        let starts = errors.keep(AnswerField::Time, time(&self.time, nfkc));
        let note = errors.keep(AnswerField::Note, note(&self.note));
        match (on, starts, note) {
            (Some(on), Some(starts), Some(note)) => errors.into_result(Agreed { on, starts, note }),
            _ => Err(errors),
        }
    }

    /// Whether that day was confirmed although something about it is odd. A tick for another day counts for nothing.
    pub fn is_sure_of(&self, day: CivilDate) -> bool {
        self.sure == day.to_string()
    }

    /// What may be kept and shown again.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self {
            id: cut(&self.id),
            seen: cut(&self.seen),
            day: cut(&self.day),
            time: cut(&self.time),
            note: cut(&self.note),
            sure: cut(&self.sure),
        }
    }
}

/// A time of day in minutes: `9:30`, `09:30`, `９：３０`, `9時30分`, `9時`; nothing where nothing was typed.
///
/// # Errors
/// `Wrong` for anything else.
pub fn time(raw: &str, nfkc: Nfkc<'_>) -> Result<Option<i32>, FieldError> {
    if raw.len() > 40 {
        return Err(FieldError::Wrong);
    }
    let text = fold_ascii(raw, nfkc);
    if text.is_empty() {
        return Ok(None);
    }
    let (hour, minute) = text
        .split_once([':', '時'])
        .map(|(hour, minute)| (hour, minute.trim_end_matches('分')))
        .ok_or(FieldError::Wrong)?;
    let minute = if minute.is_empty() && text.ends_with('時') {
        "0"
    } else {
        minute
    };
    let number = |part: &str, most: i32| -> Result<i32, FieldError> {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let number = part.parse().ok().filter(|number| *number <= most);
        number.filter(|_| digits).ok_or(FieldError::Wrong)
    };
    Ok(Some(number(hour, 23)? * 60 + number(minute, 59)?))
}

/// A note to the member: trimmed, lines kept, other control characters dropped.
///
/// # Errors
/// `TooLong` over [`NOTE_MAX`].
pub fn note(raw: &str) -> Result<String, FieldError> {
    let text: String = raw
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    // Last, for what was taken out may have stood around spaces.
    let text = text.trim().to_owned();
    if text.chars().nth(usize::from(NOTE_MAX)).is_some() {
        return Err(FieldError::TooLong { max: NOTE_MAX });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::text::testing::{hostile, nfkc};

    #[test]
    fn times_are_read_as_people_write_them() {
        for (raw, read) in [
            ("", Ok(None)),
            (" ９：３０ ", Ok(Some(570))),
            ("09:05", Ok(Some(545))),
            ("9時30分", Ok(Some(570))),
            ("13時", Ok(Some(780))),
            ("24:00", Err(FieldError::Wrong)),
            ("9:60", Err(FieldError::Wrong)),
            ("9:", Err(FieldError::Wrong)),
            ("930", Err(FieldError::Wrong)),
            ("-1:00", Err(FieldError::Wrong)),
            ("+9:00", Err(FieldError::Wrong)),
        ] {
            assert_eq!(time(raw, &nfkc), read, "{raw}");
        }
    }

    #[test]
    fn an_answer_needs_a_day_alone() {
        let form = AnswerForm {
            day: "令和8年12月1日".into(),
            ..AnswerForm::default()
        };
        let agreed = form.parse(&nfkc).expect("a day");
        assert_eq!(Some(agreed.on), CivilDate::new(2026, 12, 1));
        let errors = AnswerForm {
            time: "朝".into(),
            note: "あ".repeat(401),
            ..AnswerForm::default()
        };
        assert_eq!(errors.parse(&nfkc).expect_err("three").len(), 3);
    }

    #[test]
    fn acts_have_codes_of_their_own_and_fit_where_they_can_happen() {
        for act in Act::ALL {
            assert_eq!(Act::from_code(act.code()), Some(act));
            assert!(State::ALL.into_iter().any(|state| act.fits(state)));
            assert!(!act.fits(State::Cancelled));
        }
        assert!(!Act::Done.fits(State::Applied));
        // a note never overrules another one; a correction does
        assert!(!Act::Done.fits(State::NoShow) && Act::CorrectDone.fits(State::NoShow));
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_anything(raw in hostile()) {
            if let Ok(Some(minutes)) = time(&raw, &nfkc) {
                prop_assert!((0..24 * 60).contains(&minutes));
            }
            if let Ok(text) = note(&raw) {
                prop_assert_eq!(note(&text), Ok(text));
            }
        }
    }
}
