//! What fictitious institutions offer, and for how much.
//!
//! May enter: courses, options, prices. Must not: days, the database.

use super::{courses, options};
use crate::{
    domain::checkup::{
        course::{Course, CourseCode, OptionCode, Yen},
        institution::InstitutionClass,
    },
    server::roster::dice::Dice,
};

/// A course at an institution.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    /// The course.
    pub course: CourseCode,
    /// 料金
    pub price: Yen,
    /// The options offered with it, each with its price.
    pub options: Vec<(OptionCode, Yen)>,
    /// An option that is scarcer than the day, and how many a day.
    pub scarce: Option<(OptionCode, i32)>,
}

/// The usual price of each course, and how many of a hundred institutions offer it.
const COURSES: [(&str, u32, u64); 9] = [
    (courses::DOCK, 42_000, 85),
    (courses::DOCK_NO_STOMACH, 35_000, 60),
    (courses::LIFESTYLE, 21_000, 90),
    (courses::SPECIFIC, 9_500, 95),
    (courses::SPOUSE, 24_000, 80),
    (courses::BRAIN, 36_000, 35),
    (courses::WOMEN, 8_500, 50),
    (courses::BONE, 3_500, 30),
    (courses::MOBILE, 17_000, 4),
];

/// The courses of measurements.
const DENSE: [&str; 5] = [
    courses::DOCK,
    courses::LIFESTYLE,
    courses::SPECIFIC,
    courses::SPOUSE,
    courses::BRAIN,
];

/// The usual price of each option, and how many of a hundred institutions offer it.
const OPTIONS: [(&str, u32, u64); 8] = [
    (options::ENDOSCOPY, 11_000, 70),
    (options::MAMMOGRAPHY, 6_050, 75),
    ("breast-echo", 4_950, 85),
    ("cervix", 5_280, 80),
    (options::BRAIN_MRI, 24_200, 35),
    ("psa", 2_530, 95),
    ("carotid-echo", 4_400, 60),
    ("abdomen-echo", 5_060, 85),
];

/// What an institution of the class offers of these courses.
pub(super) fn offers(
    dice: &mut Dice,
    class: InstitutionClass,
    dense: bool,
    courses: &[Course],
) -> Vec<Offer> {
    let mut offers = Vec::new();
    for (code, usual, share) in COURSES {
        let offered = dice.percent(share);
        let wanted = if dense {
            DENSE.contains(&code)
        } else {
            offered
        };
        let course = courses.iter().find(|course| course.code.as_str() == code);
        if let Some(course) = course.filter(|_| wanted) {
            offers.push(offer(dice, class, course, usual));
        }
    }
    offers
}

fn offer(dice: &mut Dice, class: InstitutionClass, course: &Course, usual: u32) -> Offer {
    let mut options = Vec::new();
    for (code, usual, share) in OPTIONS {
        let known = course.options.iter().find(|one| one.code.as_str() == code);
        if let Some(rule) = known.filter(|_| dice.percent(share)) {
            options.push((rule.code.clone(), price(dice, class, usual)));
        }
    }
    let scarce = options
        .iter()
        .map(|(code, _)| code)
        .find(|code| may_be_scarce(code))
        .cloned()
        .filter(|_| dice.percent(40))
        .map(|code| (code, if dice.percent(50) { 1 } else { 2 }));
    Offer {
        course: course.code.clone(),
        price: price(dice, class, usual),
        options,
        scarce,
    }
}

/// About the usual price, a tenth more in class C and a tenth less in class A, in steps of 110 yen (tax included).
fn price(dice: &mut Dice, class: InstitutionClass, usual: u32) -> Yen {
    let percent = match class {
        InstitutionClass::A => 90,
        InstitutionClass::B => 100,
        InstitutionClass::C => 110,
    };
    let spread = u32::try_from(dice.below(21)).unwrap_or_default();
    let steps = usual * (percent + spread - 10) / 100 / 110;
    Yen::new(steps.max(1) * 110)
}

/// Whether some institutions have fewer of the option than places.
pub(super) fn may_be_scarce(option: &OptionCode) -> bool {
    [options::ENDOSCOPY, options::BRAIN_MRI].contains(&option.as_str())
}
