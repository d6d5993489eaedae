//! 代理予約: what the caller chose.

use serde::{Deserialize, Serialize};

use crate::domain::{
    checkup::{code::OptionCode, wish::WishForm},
    form::cut,
};

/// The choice as sent: a place, or wishes where the institution offers no places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProxyForm {
    /// For whom.
    pub person: String,
    /// The fiscal year of the course.
    pub year: String,
    /// Code of the course.
    pub course: String,
    /// Where.
    pub institution: String,
    /// Which place.
    pub place: String,
    /// Codes of the options.
    pub options: Vec<String>,
    /// 第1〜第3希望
    pub wishes: WishForm,
    /// The form's key: the same key of the same person is the same booking.
    pub idem: String,
}

impl ProxyForm {
    /// The options chosen, once each; nothing where one is no code.
    pub fn option_codes(&self) -> Option<Vec<OptionCode>> {
        let read = self.options.iter().map(|code| OptionCode::parse(code));
        let mut codes = read.collect::<Option<Vec<_>>>()?;
        codes.sort_unstable();
        codes.dedup();
        Some(codes)
    }

    /// What may be kept and shown again.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self {
            person: cut(&self.person),
            year: cut(&self.year),
            course: cut(&self.course),
            institution: cut(&self.institution),
            place: cut(&self.place),
            options: self.options.iter().take(50).map(|code| cut(code)).collect(),
            wishes: self.wishes.without_secrets(),
            idem: cut(&self.idem),
        }
    }
}
