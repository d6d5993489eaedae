//! An institution as its visitors know it: what it offers, at which price.
//!
//! May enter: offers, quotes. Must not: places, people.

use super::{institutions::Institution, prices::Offer};
use crate::{
    domain::checkup::{
        course::{Course, CourseCode, OptionCode, Yen},
        institution::InstitutionClass,
    },
    server::db::checkup_demo::{LimitRow, PriceRow},
};

/// An institution that was stored.
#[derive(Clone, Debug)]
pub(super) struct House {
    /// Our number of it.
    pub id: i64,
    /// 区分
    pub class: InstitutionClass,
    /// Whether it offers places.
    pub live: bool,
    offers: Vec<Offer>,
}

impl House {
    pub(super) fn of(one: &Institution, id: i64) -> Self {
        Self {
            id,
            class: one.row.class,
            live: one.row.live,
            offers: one.offers.clone(),
        }
    }

    /// The course's price there and its options with theirs, if it is offered.
    pub(super) fn offer(&self, course: &CourseCode) -> Option<(Yen, &[(OptionCode, Yen)])> {
        let offer = self.offers.iter().find(|offer| offer.course == *course)?;
        Some((offer.price, &offer.options))
    }

    /// Its prices, the same in all these years.
    pub(super) fn prices<'a>(
        &'a self,
        years: &'a [Vec<Course>; 2],
    ) -> impl Iterator<Item = PriceRow<'a>> {
        let years = years.iter().flatten();
        years.flat_map(move |course| {
            let offer = self.offers.iter().find(|offer| offer.course == course.code);
            let of = move |option, yen: Yen| {
                let year = course.fiscal_year;
                (self.id, year, course.code.as_str(), option, yen.get())
            };
            let whole = offer.map(|offer| of("", offer.price));
            let options = offer.map_or([].as_slice(), |offer| &offer.options);
            let options = options
                .iter()
                .map(move |(code, yen)| of(code.as_str(), *yen));
            whole.into_iter().chain(options)
        })
    }

    /// Options scarcer than its days, if it offers places.
    pub(super) fn limits(&self) -> Option<impl Iterator<Item = LimitRow<'_>>> {
        let scarce = self.offers.iter().filter_map(|offer| {
            let (option, limit) = offer.scarce.as_ref()?;
            Some((self.id, offer.course.as_str(), option.as_str(), *limit))
        });
        self.live.then_some(scarce)
    }
}
