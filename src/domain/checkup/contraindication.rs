//! 受診できない条件: what is asked before a booking, because an examination would harm or not work.
//!
//! May enter: the conditions asked, and what follows from them. Must not: storing an answer (it is asked again each time
//! and forgotten: health data of which nothing needs to be kept).

use super::code::{CourseCode, OptionCode};
use super::course::Course;
use crate::domain::relationship::Sex;
use serde::{Deserialize, Serialize};

/// A condition a person is asked about, as the societies' booking pages ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// 妊娠中(その可能性を含む): no X-rays.
    Pregnant,
    /// ペースメーカー・体内の金属・シャント: no mammography, no MRI.
    Pacemaker,
    /// 胃の切除後: no barium.
    StomachResected,
    /// 授乳中: mammography does not tell enough.
    Breastfeeding,
}

impl Condition {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 4] = [
        Self::Pregnant,
        Self::Breastfeeding,
        Self::Pacemaker,
        Self::StomachResected,
    ];

    /// The code rows, wires and forms hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pregnant => "pregnant",
            Self::Pacemaker => "pacemaker",
            Self::StomachResected => "stomach_resected",
            Self::Breastfeeding => "breastfeeding",
        }
    }

    /// Whether it can be so for a person of that sex. Who the roster tells nothing of is asked.
    pub fn can_be(self, sex: Sex) -> bool {
        match self {
            Self::Pregnant | Self::Breastfeeding => sex != Sex::Male,
            Self::Pacemaker | Self::StomachResected => true,
        }
    }

    /// The condition of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|condition| condition.code() == code)
    }
}

/// A condition under which a course is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contra {
    /// The condition.
    pub condition: Condition,
    /// The course to take instead (胃なし …); none where the person should not be examined now.
    #[serde(default)]
    pub instead: Option<CourseCode>,
}

/// What follows from a person's conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Nothing stands against it.
    Fine,
    /// Another course is the right one. Whether it is, its own rules say: ask again with it.
    Other {
        /// That course.
        course: CourseCode,
        /// The conditions that lead to it.
        because: Vec<Condition>,
    },
    /// The course, but without these options.
    WithoutOptions {
        /// The options to leave out, in the order chosen.
        options: Vec<OptionCode>,
        /// The conditions that stand against them.
        because: Vec<Condition>,
    },
    /// Not now; the society or the institution advises.
    Stop {
        /// The conditions that stand against it.
        because: Vec<Condition>,
    },
}

/// What follows from the conditions for a course with these options.
///
/// One condition without another course stops. So do two that lead to different courses, for neither of these was
/// made for both.
pub fn advise(course: &Course, chosen: &[OptionCode], conditions: &[Condition]) -> Advice {
    let against: Vec<&Contra> = course
        .avoid
        .iter()
        .filter(|contra| conditions.contains(&contra.condition))
        .collect();
    if let Some(first) = against.first() {
        let one_way = against.iter().all(|contra| contra.instead == first.instead);
        let because = |contras: &[&Contra]| contras.iter().map(|contra| contra.condition).collect();
        return match &first.instead {
            Some(instead) if one_way => Advice::Other {
                course: instead.clone(),
                because: because(&against),
            },
            _ => Advice::Stop {
                because: because(&against),
            },
        };
    }
    let (mut options, mut because) = (Vec::new(), Vec::new());
    for rule in chosen.iter().filter_map(|code| course.option(code)) {
        let stand_against: Vec<Condition> = rule
            .avoid
            .iter()
            .copied()
            .filter(|condition| conditions.contains(condition))
            .collect();
        if !stand_against.is_empty() {
            options.push(rule.code.clone());
            because.extend(stand_against);
        }
    }
    if options.is_empty() {
        return Advice::Fine;
    }
    because.sort_unstable();
    because.dedup();
    Advice::WithoutOptions { options, because }
}

#[cfg(test)]
mod tests {
    use super::super::course::testing::{course_code, dock, option_code};
    use super::*;
    use proptest::prelude::*;

    /// 人間ドック: pregnant never; without a stomach 胃なし; no mammography while breast-feeding or with a pacemaker.
    fn course() -> Course {
        let mut course = dock();
        course.avoid = vec![
            contra(Condition::Pregnant, None),
            contra(Condition::StomachResected, Some("dock-no-stomach")),
        ];
        course.options[1].avoid = vec![Condition::Breastfeeding, Condition::Pacemaker];
        course.options[2].avoid = vec![Condition::Pacemaker];
        course
    }

    fn contra(condition: Condition, instead: Option<&str>) -> Contra {
        Contra {
            condition,
            instead: instead.map(course_code),
        }
    }

    #[test]
    fn codes_go_there_and_back_and_are_those_of_the_wire() {
        for one in Condition::ALL {
            assert_eq!(Condition::from_code(one.code()), Some(one));
            assert_eq!(serde_json::to_value(one).unwrap(), one.code());
        }
    }

    #[test]
    fn leads_on_or_stops() {
        let chosen = ["stomach", "breast", "brain"].map(option_code);
        let ask = |conditions: &[Condition]| advise(&course(), &chosen, conditions);
        assert_eq!(ask(&[]), Advice::Fine);
        assert_eq!(
            ask(&[Condition::StomachResected]),
            Advice::Other {
                course: course_code("dock-no-stomach"),
                because: vec![Condition::StomachResected]
            }
        );
        assert_eq!(
            ask(&[Condition::StomachResected, Condition::Pregnant]),
            Advice::Stop {
                because: vec![Condition::Pregnant, Condition::StomachResected]
            }
        );
        assert_eq!(
            ask(&[Condition::Pacemaker]),
            Advice::WithoutOptions {
                options: vec![option_code("breast"), option_code("brain")],
                because: vec![Condition::Pacemaker]
            }
        );
        assert_eq!(
            advise(
                &course(),
                &[option_code("stomach")],
                &[Condition::Pacemaker]
            ),
            Advice::Fine
        );
    }

    #[test]
    fn two_conditions_that_lead_apart_stop() {
        let mut course = course();
        course.avoid = vec![
            contra(Condition::Pregnant, Some("no-xray")),
            contra(Condition::StomachResected, Some("dock-no-stomach")),
        ];
        let both = [Condition::Pregnant, Condition::StomachResected];
        assert!(matches!(advise(&course, &[], &both), Advice::Stop { .. }));
        course.avoid[1].instead = Some(course_code("no-xray"));
        assert!(matches!(advise(&course, &[], &both), Advice::Other { .. }));
    }

    fn strictness(advice: &Advice) -> u8 {
        match advice {
            Advice::Fine => 0,
            Advice::WithoutOptions { .. } => 1,
            Advice::Other { .. } => 2,
            Advice::Stop { .. } => 3,
        }
    }

    proptest! {
        #[test]
        fn a_condition_more_is_never_less_strict_and_leaving_the_options_out_helps(
            conditions in prop::sample::subsequence(Condition::ALL.to_vec(), 0..=4),
            more in prop::sample::select(Condition::ALL.to_vec()),
            chosen in prop::sample::subsequence(vec!["stomach", "breast", "brain"], 0..=3),
        ) {
            let (course, chosen): (_, Vec<_>) = (course(), chosen.into_iter().map(option_code).collect());
            let advice = advise(&course, &chosen, &conditions);
            let stricter = advise(&course, &chosen, &[conditions.clone(), vec![more]].concat());
            prop_assert!(strictness(&advice) <= strictness(&stricter));
            if let Advice::WithoutOptions { options, .. } = advice {
                let left: Vec<_> = chosen.into_iter().filter(|code| !options.contains(code)).collect();
                prop_assert_eq!(advise(&course, &left, &conditions), Advice::Fine);
            }
        }
    }
}
