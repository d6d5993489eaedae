//! 続柄 and 性別: what the roster says about a person within the family.
//!
//! May enter: the roster's words and our codes. Must not: rights that follow (`eligibility`), the sentences
//! people see.

use super::field::FieldError;
use super::text::{Nfkc, fold_ascii};
use serde::{Deserialize, Serialize};

/// 続柄, seen from the insured person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// 本人: the insured person, 任意継続 and 特例退職 included.
    Insured,
    /// 配偶者, an unregistered marriage included, which 健康保険法 第3条第7項 treats alike.
    Spouse,
    /// 子
    Child,
    /// 父
    Father,
    /// 母
    Mother,
    /// 義父母: the spouse's parents.
    ParentInLaw,
    /// 祖父母
    Grandparent,
    /// 兄弟姉妹
    Sibling,
    /// 孫
    Grandchild,
    /// その他: any other relative of the household.
    Other,
}

impl Relationship {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Insured,
        Self::Spouse,
        Self::Child,
        Self::Father,
        Self::Mother,
        Self::ParentInLaw,
        Self::Grandparent,
        Self::Sibling,
        Self::Grandchild,
        Self::Other,
    ];

    /// Reads the word of a roster: 本人, 配偶者 or 妻, 子 or 長男 …
    ///
    /// # Errors
    /// `Empty`; `Unknown` for a word rosters do not use.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let word = word_of(raw, nfkc)?;
        Self::ALL
            .into_iter()
            .find(|relationship| relationship.words().contains(&word.as_str()))
            .or_else(|| is_numbered_child(&word).then_some(Self::Child))
            .ok_or(FieldError::Unknown)
    }

    /// The code rows and wires hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Insured => "insured",
            Self::Spouse => "spouse",
            Self::Child => "child",
            Self::Father => "father",
            Self::Mother => "mother",
            Self::ParentInLaw => "parent_in_law",
            Self::Grandparent => "grandparent",
            Self::Sibling => "sibling",
            Self::Grandchild => "grandchild",
            Self::Other => "other",
        }
    }

    /// The relationship of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|relationship| relationship.code() == code)
    }

    /// Whether the person is insured as a family member (被扶養者) and not as 本人.
    pub fn is_dependant(self) -> bool {
        self != Self::Insured
    }

    /// The roster's words for it, the usual one first.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Insured => &["本人", "被保険者", "被保険者本人"],
            Self::Spouse => &[
                "配偶者",
                "夫",
                "妻",
                "内縁の夫",
                "内縁の妻",
                "夫(未届)",
                "妻(未届)",
                "未届の夫",
                "未届の妻",
            ],
            Self::Child => &["子", "養子", "実子", "息子", "娘"],
            Self::Father => &["父", "実父", "養父"],
            Self::Mother => &["母", "実母", "養母"],
            Self::ParentInLaw => &[
                "義父母",
                "義父",
                "義母",
                "配偶者の父",
                "配偶者の母",
                "夫の父",
                "夫の母",
                "妻の父",
                "妻の母",
            ],
            Self::Grandparent => &["祖父母", "祖父", "祖母"],
            Self::Sibling => &["兄弟姉妹", "兄弟", "姉妹", "兄", "弟", "姉", "妹"],
            Self::Grandchild => &["孫"],
            Self::Other => &[
                "その他",
                "曽祖父",
                "曽祖母",
                "曾祖父",
                "曾祖母",
                "曽祖父母",
                "曾祖父母",
                "曽孫",
                "曾孫",
                "伯父",
                "伯母",
                "叔父",
                "叔母",
                "甥",
                "姪",
                "配偶者の子",
                "夫の子",
                "妻の子",
                "子の配偶者",
                "子の夫",
                "子の妻",
                "義兄",
                "義弟",
                "義姉",
                "義妹",
            ],
        }
    }
}

/// The usual word for it, as a roster writes it.
impl std::fmt::Display for Relationship {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words()[0])
    }
}

/// 長男, 次女, 三男 …
fn is_numbered_child(word: &str) -> bool {
    let mut chars = word.chars();
    let (order, kind) = (chars.next(), chars.next());
    order.is_some_and(|c| "長次二三四五六七八九十".contains(c))
        && kind.is_some_and(|c| "男女".contains(c))
        && chars.next().is_none()
}

/// 性別, as the roster has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
    /// Not told.
    Unknown,
}

impl Sex {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Male, Self::Female, Self::Unknown];

    /// Reads the word of a roster: 男, 女, or nothing; 1 and 2 as in the forms of 年金機構.
    ///
    /// # Errors
    /// `Unknown` for another word.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        match word_of(raw, nfkc).as_deref() {
            Ok("男" | "男性" | "男子" | "1" | "M") => Ok(Self::Male),
            Ok("女" | "女性" | "女子" | "2" | "F") => Ok(Self::Female),
            Err(FieldError::Empty) | Ok("不明") => Ok(Self::Unknown),
            _ => Err(FieldError::Unknown),
        }
    }

    /// The code rows and wires hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
            Self::Unknown => "unknown",
        }
    }

    /// The sex of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sex| sex.code() == code)
    }
}

/// A roster's word without spaces; nothing longer is one.
fn word_of(raw: &str, nfkc: Nfkc<'_>) -> Result<String, FieldError> {
    const MAX_CHARS: usize = 20;
    if raw.chars().nth(MAX_CHARS).is_some() {
        return Err(FieldError::Unknown);
    }
    let word: String = fold_ascii(raw, nfkc)
        .chars()
        .filter(|c| *c != ' ')
        .collect();
    if word.is_empty() {
        Err(FieldError::Empty)
    } else {
        Ok(word.to_ascii_uppercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    fn relationship(raw: &str) -> Result<Relationship, FieldError> {
        Relationship::parse(raw, &nfkc)
    }

    #[test]
    fn reads_the_rosters_words() {
        for (raw, read) in [
            ("本人", Relationship::Insured),
            (" 本　人 ", Relationship::Insured),
            ("妻", Relationship::Spouse),
            ("夫（未届）", Relationship::Spouse),
            ("長男", Relationship::Child),
            ("三女", Relationship::Child),
            ("父", Relationship::Father),
            ("養母", Relationship::Mother),
            ("義母", Relationship::ParentInLaw),
            ("祖母", Relationship::Grandparent),
            ("妹", Relationship::Sibling),
            ("孫", Relationship::Grandchild),
            ("その他", Relationship::Other),
            ("甥", Relationship::Other),
        ] {
            assert_eq!(relationship(raw), Ok(read), "{raw}");
        }
        for raw in ["隣人", "長", "長男男", "男", "本人\0", "insured", "😀"] {
            assert_eq!(relationship(raw), Err(FieldError::Unknown), "{raw}");
        }
        assert_eq!(relationship("　"), Err(FieldError::Empty));
    }

    #[test]
    fn no_word_means_two_things() {
        for one in Relationship::ALL {
            assert_eq!(relationship(&one.to_string()), Ok(one));
            for word in one.words() {
                assert_eq!(relationship(word), Ok(one), "{word}");
            }
        }
    }

    #[test]
    fn codes_go_there_and_back_and_are_those_of_the_wire() {
        for one in Relationship::ALL {
            assert_eq!(Relationship::from_code(one.code()), Some(one));
            assert_eq!(serde_json::to_value(one).unwrap(), one.code());
            assert_eq!(one.is_dependant(), one.code() != "insured");
        }
        for one in Sex::ALL {
            assert_eq!(Sex::from_code(one.code()), Some(one));
            assert_eq!(serde_json::to_value(one).unwrap(), one.code());
        }
        assert_eq!(Relationship::from_code("本人"), None);
        assert_eq!(Sex::from_code(""), None);
    }

    #[test]
    fn reads_sexes() {
        for (raw, read) in [
            ("男", Sex::Male),
            ("１", Sex::Male),
            ("女性", Sex::Female),
            ("f", Sex::Female),
            (" ", Sex::Unknown),
        ] {
            assert_eq!(Sex::parse(raw, &nfkc), Ok(read), "{raw}");
        }
        for raw in ["人", "3", "男\0", "男女"] {
            assert_eq!(Sex::parse(raw, &nfkc), Err(FieldError::Unknown), "{raw}");
        }
    }

    #[test]
    fn takes_a_megabyte() {
        for text in megabytes() {
            assert_eq!(relationship(&text), Err(FieldError::Unknown));
            assert_eq!(Sex::parse(&text, &nfkc), Err(FieldError::Unknown));
        }
    }

    proptest! {
        #[test]
        fn never_panics(raw in hostile()) {
            let _ = (relationship(&raw), Sex::parse(&raw, &nfkc));
        }
    }
}
