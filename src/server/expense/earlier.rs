//! Who had another 記号・番号 before: two entries of the roster that the society says are one person.
//!
//! May enter: which two may be one, as far as the roster can tell. Must not: who says so and where that is noted (the command line, the
//! desk), sentences. Names and birth dates prove nothing, so nobody is linked by a rule.

use crate::{
    domain::{
        birth_date::BirthDate,
        expense::earlier::{Pair, Refused},
        symbol_number::{Number, Symbol},
    },
    server::{
        clock::Millis,
        db::{
            self, ConnectionTrait,
            expense::earlier,
            person::{self, Person},
        },
    },
};

/// Makes the two one person, who then sees the rows of both; answers our number of the person now.
///
/// # Errors
/// The database's own.
pub async fn link<C: ConnectionTrait>(
    c: &C,
    pair: &Pair,
    staff_id: Option<i64>,
    now: Millis,
) -> db::Result<Result<i64, Refused>> {
    let (then, person) = match both(c, pair).await? {
        Ok(both) => both,
        Err(refused) => return Ok(Err(refused)),
    };
    let follows = then.lost_on.is_some_and(|lost| lost <= person.acquired_on);
    if then.sex != person.sex || !follows {
        return Ok(Err(Refused::NotOne));
    }
    let linked = earlier::link(c, then.id, person.id, staff_id, now).await?;
    Ok(linked.then_some(person.id).ok_or(Refused::Linked))
}

/// Takes back what [`link`] said.
///
/// # Errors
/// The database's own.
pub async fn unlink<C: ConnectionTrait>(c: &C, pair: &Pair) -> db::Result<Result<i64, Refused>> {
    let (then, person) = match both(c, pair).await? {
        Ok(both) => both,
        Err(refused) => return Ok(Err(refused)),
    };
    let unlinked = earlier::unlink(c, then.id, person.id).await?;
    Ok(unlinked.then_some(person.id).ok_or(Refused::NotLinked))
}

/// The earlier entry and the one of now: each the only one of its number born on that day.
async fn both<C: ConnectionTrait>(
    c: &C,
    pair: &Pair,
) -> db::Result<Result<(Person, Person), Refused>> {
    let then = only(
        c,
        &pair.earlier_symbol,
        &pair.earlier_number,
        pair.birth_date,
    )
    .await?;
    let now = only(c, &pair.symbol, &pair.number, pair.birth_date).await?;
    Ok(match (then, now) {
        (Ok(then), Ok(now)) => Ok((then, now)),
        (Err(refused), _) | (_, Err(refused)) => Err(refused),
    })
}

async fn only<C: ConnectionTrait>(
    c: &C,
    symbol: &Symbol,
    number: &Number,
    birth_date: BirthDate,
) -> db::Result<Result<Person, Refused>> {
    let family = person::by_number(c, symbol, number).await?;
    let mut born = family
        .into_iter()
        .filter(|one| one.birth_date == birth_date);
    Ok(match (born.next(), born.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(Refused::Nobody),
        (Some(_), Some(_)) => Err(Refused::Several),
    })
}
