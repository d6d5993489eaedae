//! 代理予約: the choice as it is kept with the browser, and what it means.

use super::proxy::Caller;
use crate::{
    api::staff_checkup::proxy::{ChoiceErrors, Way},
    domain::checkup::{
        code::OptionCode, course::Course, refusal::Refusal, staff_form::ProxyForm, wish::Wish,
        yen::Yen,
    },
    server::{
        ctx::Ctx,
        db::checkup_desk::offers::{self, Offering},
        error::Result,
        passwords::nfkc,
    },
};

/// Name under which the choice is kept.
pub(super) const CHOICE: &str = "staff-checkup-proxy";

/// What is kept of a choice.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    pub(super) form: ProxyForm,
    pub(super) replaces: Option<i64>,
}

impl Kept {
    /// The way to the step of the choice.
    pub(super) fn way(&self) -> Way {
        Way {
            person: self.form.person.parse().ok(),
            replaces: self.replaces,
            year: self.form.year.parse().ok(),
            course: self.form.course.clone(),
            institution: self.form.institution.parse().ok(),
            ..Way::default()
        }
    }
}

/// What the institution asks for the options.
pub(super) async fn option_prices(
    ctx: &Ctx,
    course: &Course,
    institution: i64,
) -> Result<Vec<(OptionCode, Yen)>> {
    let reader = ctx.db.reader();
    let prices = offers::option_prices(reader, institution, course.fiscal_year, &course.code);
    Ok(prices.await?)
}

/// A choice as it can be booked, as far as can be known before the desk decides.
pub(super) struct Chosen<'a> {
    pub(super) course: &'a Course,
    pub(super) offering: Offering,
    pub(super) options: Vec<(OptionCode, Yen)>,
    pub(super) place: Option<i64>,
    pub(super) wishes: Vec<Wish>,
}

impl<'a> Chosen<'a> {
    pub(super) async fn of(
        ctx: &Ctx,
        caller: &'a Caller,
        choice: &Kept,
    ) -> Result<std::result::Result<Self, ChoiceErrors>> {
        let not_offered = || ChoiceErrors {
            refusal: Some(Refusal::NotOffered),
            ..ChoiceErrors::default()
        };
        let way = choice.way();
        let (Some(course), Some(institution), Some(codes)) = (
            caller.course(&way),
            way.institution,
            choice.form.option_codes(),
        ) else {
            return Ok(Err(not_offered()));
        };
        let wanted = caller.wanted(ctx, course);
        let offering = offers::institution(ctx.db.reader(), &wanted, institution).await?;
        let prices = option_prices(ctx, course, institution).await?;
        let priced = |code: &OptionCode| prices.iter().find(|(of, _)| of == code).cloned();
        let options = codes.iter().map(priced).collect::<Option<Vec<_>>>();
        let (Some(offering), Some(options)) = (offering, options) else {
            return Ok(Err(not_offered()));
        };
        let (mut place, mut wishes, mut errors) = (None, Vec::new(), ChoiceErrors::default());
        if offering.live {
            place = choice.form.place.parse().ok();
            errors.no_place = place.is_none();
        } else {
            let days = caller.days(ctx, course);
            match choice.form.wishes.parse(&nfkc, days) {
                Ok(read) => wishes = read,
                Err(wrong) => errors.wishes = wrong,
            }
        }
        if errors != ChoiceErrors::default() {
            return Ok(Err(errors));
        }
        Ok(Ok(Self {
            course,
            offering,
            options,
            place,
            wishes,
        }))
    }
}
