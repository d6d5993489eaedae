//! The codes of courses and options.

use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// Longest code, in characters.
pub const MAX: usize = 32;

fn fits(raw: &str) -> bool {
    (1..=MAX).contains(&raw.len())
        && raw
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

macro_rules! code {
    ($(#[$meta:meta])* $name:ident, $refusal:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads a code: 1 to [`MAX`] of `a-z 0-9 -`.
            pub fn parse(raw: &str) -> Option<Self> {
                fits(raw).then(|| Self(raw.to_owned()))
            }

            /// The code.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Display for $name {
            fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(raw: String) -> Result<Self, Self::Error> {
                if fits(&raw) { Ok(Self(raw)) } else { Err($refusal) }
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }
    };
}

code!(
    /// The code of a course (健診コース). The same course of the next fiscal year keeps its code: by it a person's
    /// earlier examinations are found.
    CourseCode,
    "a course's code is 1 to 32 of a-z, 0-9 and -"
);

code!(
    /// The code of an option (オプション検査), of its own within a course.
    OptionCode,
    "an option's code is 1 to 32 of a-z, 0-9 and -"
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::hostile;
    use proptest::prelude::*;

    #[test]
    fn codes_are_strict() {
        for raw in ["dock", "dock-2", "7", &"a".repeat(32)] {
            assert_eq!(CourseCode::parse(raw).unwrap().to_string(), raw);
        }
        for raw in ["", "Dock", "空", "a b", "a_b", &"a".repeat(33), "a\0"] {
            assert_eq!(OptionCode::parse(raw), None, "{raw}");
        }
    }

    #[test]
    fn travels_as_checked_text() {
        let code: CourseCode = serde_json::from_str(r#""dock""#).unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), r#""dock""#);
        assert!(serde_json::from_str::<OptionCode>(r#""Dock""#).is_err());
    }

    proptest! {
        #[test]
        fn reading_what_is_written_gives_the_same_code(raw in prop_oneof![hostile(), "[a-z0-9-]{0,40}".prop_map(String::from)]) {
            if let Some(code) = CourseCode::parse(&raw) {
                prop_assert_eq!(code.as_str(), &raw);
                prop_assert_eq!(CourseCode::parse(&code.to_string()), Some(code));
            }
        }
    }
}
