//! Who is meant: the roster in memory, as small as it can be.
//!
//! May enter: keyed digests of what names a person. Must not: names and numbers themselves, which do not stay here.

use std::{
    hash::{BuildHasher, RandomState},
    time::Instant,
};

use crate::{
    domain::expense::{batch::Why, import::line::Who},
    server::db::{
        self, ConnectionTrait,
        expense::{
            Pace,
            people::{self, Named},
        },
    },
};

/// What of a person is compared, as 128 bits under keys of this process: nobody can make two people look alike on purpose.
type Key = [u64; 2];

/// Makes keys.
#[derive(Clone, Default)]
pub struct Digester(RandomState, RandomState);

impl Digester {
    /// The key of some parts; the same parts in another order are another key.
    pub fn key(&self, parts: &[&str]) -> Key {
        [self.0.hash_one(parts), self.1.hash_one(parts)]
    }
}

/// The roster.
pub struct People {
    digester: Digester,
    /// 記号・番号・生年月日・カナ. Twins have the same.
    by_name: Vec<(Key, i64)>,
    /// 記号・番号・枝番・生年月日・カナ, of those who share the other key alone.
    by_all: Vec<(Key, i64)>,
    /// 記号・番号・枝番・生年月日, for whose name has changed.
    by_branch: Vec<(Key, i64)>,
}

/// Which keys a digest is of.
const NAME: &str = "name";
const ALL: &str = "all";
const BRANCH: &str = "branch";

impl People {
    /// Everybody in the database.
    ///
    /// # Errors
    /// The database's own.
    pub async fn read<C: ConnectionTrait>(c: &C, pace: Pace) -> db::Result<Self> {
        let mut all = Self {
            digester: Digester::default(),
            by_name: Vec::new(),
            by_all: Vec::new(),
            by_branch: Vec::new(),
        };
        let mut after = 0;
        loop {
            let begun = Instant::now();
            let page = people::page(c, after).await?;
            let Some(last) = page.last() else { break };
            after = last.id;
            for person in &page {
                all.add(person);
            }
            pace.rest(begun.elapsed()).await;
        }
        all.sort();
        Ok(all)
    }

    fn add(&mut self, person: &Named) {
        let born = person.birth_date.to_string();
        let (symbol, number) = (person.symbol.as_str(), person.number.as_str());
        let (branch, kana) = (person.branch.as_str(), person.kana_key.as_str());
        let key = |parts: &[&str]| self.digester.key(parts);
        let name = key(&[NAME, symbol, number, &born, kana]);
        let whole = key(&[ALL, symbol, number, branch, &born, kana]);
        let by_branch = key(&[BRANCH, symbol, number, branch, &born]);
        self.by_name.push((name, person.id));
        if !branch.is_empty() {
            self.by_all.push((whole, person.id));
            self.by_branch.push((by_branch, person.id));
        }
    }

    fn sort(&mut self) {
        self.by_name.sort_unstable();
        self.by_branch.sort_unstable();
        let shared = self.by_name.windows(2).filter(|two| two[0].0 == two[1].0);
        let mut twins: Vec<i64> = shared.flat_map(|two| [two[0].1, two[1].1]).collect();
        twins.sort_unstable();
        self.by_all
            .retain(|(_, id)| twins.binary_search(id).is_ok());
        self.by_all.sort_unstable();
        self.by_all.shrink_to_fit();
    }

    /// The person a row is about.
    ///
    /// # Errors
    /// Why nobody is known.
    pub fn find(&self, who: &Who) -> Result<i64, Why> {
        let (born, kana) = (who.birth_date.to_string(), who.kana.key());
        let (symbol, number) = (who.symbol.as_str(), who.number.as_str());
        let named = self.digester.key(&[NAME, symbol, number, &born, &kana]);
        let branch = who.branch.as_ref().map(|branch| branch.as_str());
        match (only(&self.by_name, named), branch) {
            (Some(Ok(person)), _) => Ok(person),
            (Some(Err(Several)), Some(branch)) => {
                let parts = [ALL, symbol, number, branch, &born, &kana];
                match only(&self.by_all, self.digester.key(&parts)) {
                    Some(Ok(person)) => Ok(person),
                    _ => Err(Why::Ambiguous),
                }
            }
            (Some(Err(Several)), None) => Err(Why::Ambiguous),
            (None, Some(branch)) => {
                let parts = [BRANCH, symbol, number, branch, &born];
                match only(&self.by_branch, self.digester.key(&parts)) {
                    Some(Ok(person)) => Ok(person),
                    Some(Err(Several)) => Err(Why::Ambiguous),
                    None => Err(Why::Unknown),
                }
            }
            (None, None) => Err(Why::Unknown),
        }
    }
}

/// More than one.
struct Several;

/// The one entry under a key; nothing where there is none.
fn only(sorted: &[(Key, i64)], key: Key) -> Option<Result<i64, Several>> {
    let begin = sorted.partition_point(|(known, _)| *known < key);
    let mut found = sorted[begin..]
        .iter()
        .take_while(|(known, _)| *known == key);
    let (_, person) = found.next()?;
    Some(match found.next() {
        Some(_) => Err(Several),
        None => Ok(*person),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            birth_date::BirthDate,
            date::CivilDate,
            kana_name::KanaName,
            symbol_number::{Branch, Number, Symbol},
        },
        server::passwords::nfkc,
    };

    fn born() -> CivilDate {
        CivilDate::new(2006, 6, 6).expect("a day")
    }

    fn roster(entries: &[(i64, &str, &str)]) -> People {
        let mut all = People {
            digester: Digester::default(),
            by_name: Vec::new(),
            by_all: Vec::new(),
            by_branch: Vec::new(),
        };
        for (id, branch, kana) in entries {
            all.add(&Named {
                id: *id,
                symbol: "12".into(),
                number: "346".into(),
                branch: (*branch).into(),
                birth_date: born(),
                kana_key: KanaName::parse(kana, &nfkc).expect("a name").key(),
            });
        }
        all.sort();
        all
    }

    fn who(branch: &str, kana: &str) -> Who {
        Who {
            symbol: Symbol::parse("12", &nfkc).expect("a symbol"),
            number: Number::parse("00346", &nfkc).expect("a number"),
            branch: Branch::parse(branch, &nfkc).ok(),
            kana: KanaName::parse(kana, &nfkc).expect("a name"),
            birth_date: BirthDate::from_stored(born()),
        }
    }

    #[test]
    fn the_branch_number_tells_twins_apart_and_nothing_else_does() {
        let people = roster(&[
            (1, "01", "カザマ ユウキ"),
            (2, "02", "カザマ ユウキ"),
            (3, "03", "カザマ アイ"),
        ]);
        assert_eq!(people.find(&who("1", "ｶｻﾞﾏ ﾕｳｷ")), Ok(1));
        assert_eq!(people.find(&who("02", "カザマ ユウキ")), Ok(2));
        assert_eq!(people.find(&who("", "カザマ ユウキ")), Err(Why::Ambiguous));
        assert_eq!(
            people.find(&who("09", "カザマ ユウキ")),
            Err(Why::Ambiguous)
        );
        assert_eq!(people.find(&who("", "カザマ アイ")), Ok(3));
    }

    #[test]
    fn a_changed_name_is_known_by_the_branch_number() {
        let people = roster(&[(1, "01", "カザマ ユウキ"), (4, "", "カザマ レン")]);
        assert_eq!(people.find(&who("01", "アマミヤ ユウキ")), Ok(1));
        assert_eq!(people.find(&who("", "アマミヤ ユウキ")), Err(Why::Unknown));
        assert_eq!(people.find(&who("", "カザマ レン")), Ok(4));
        assert_eq!(people.find(&who("02", "カザマ レン")), Ok(4));
    }
}
