//! How many of a day's places may have an option. What is taken of it is counted in the bookings, never below which a limit goes.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;

use super::{
    super::{Result, row},
    BATCH,
};

use crate::server::db::unfold::{self, Kind};
/// A limit to be written for a place.
#[derive(Clone, Debug, Serialize)]
pub struct NewLimit {
    /// The line that asks for it.
    pub line: i64,
    /// The place.
    pub place_id: i64,
    /// Code of the option.
    pub option_code: String,
    /// How many.
    pub capacity: i32,
}

const COLUMNS: [(&str, Kind); 4] = [
    ("line", Kind::Number),
    ("place_id", Kind::Number),
    ("option_code", Kind::Text),
    ("capacity", Kind::Number),
];

/// How many have the option of row `r`: bookings that keep the place, and offers to those who waited. A booking that is to take the
/// place of another one of the same place shares the option with it.
fn taken<C: ConnectionTrait>(c: &C) -> String {
    let (has, offered) = if unfold::is_postgres(c) {
        (
            "EXISTS (SELECT 1 FROM jsonb_array_elements(CAST(b.options AS jsonb)) o WHERE o.value->>0 = r.option_code)",
            "EXISTS (SELECT 1 FROM jsonb_array_elements_text(CAST(w.options AS jsonb)) o WHERE o.value = r.option_code)",
        )
    } else {
        (
            "EXISTS (SELECT 1 FROM json_each(b.options) o WHERE o.value->>0 = r.option_code)",
            "EXISTS (SELECT 1 FROM json_each(w.options) o WHERE o.value = r.option_code)",
        )
    };
    let shared = has.replace("b.options", "s.options");
    let booked = format!(
        "{has} AND NOT EXISTS (SELECT 1 FROM booking s WHERE s.id = b.replaces_id AND s.place_id = b.place_id \
         AND s.state <> 'cancelled' AND {shared})"
    );
    format!(
        "((SELECT COUNT(*) FROM booking b WHERE b.place_id = r.place_id AND b.state <> 'cancelled' AND {booked}) + \
         (SELECT COUNT(*) FROM waitlist w WHERE w.place_id = r.place_id AND w.state = 'offered' AND {offered}))"
    )
}

/// Writes limits of places that the transaction holds still. Answers the lines refused, with how much is taken.
///
/// # Errors
/// The database's own.
pub async fn write<C: ConnectionTrait>(c: &C, limits: &[NewLimit]) -> Result<Vec<(i64, i64)>> {
    #[derive(FromQueryResult)]
    struct Refused {
        line: i64,
        taken: i64,
    }
    let rows = unfold::rows(c, "$1", &COLUMNS);
    let counted = format!("(SELECT r.*, {} AS taken FROM {rows} r)", taken(c));
    let write = format!(
        "INSERT INTO place_option (place_id, option_code, capacity, remaining) \
         SELECT place_id, option_code, capacity, capacity - taken FROM {counted} x WHERE x.taken <= x.capacity \
         ON CONFLICT (place_id, option_code) DO UPDATE SET capacity = excluded.capacity, remaining = excluded.remaining"
    );
    let refused =
        format!("SELECT line, taken FROM {counted} x WHERE x.taken > x.capacity ORDER BY line");
    let mut all = Vec::new();
    for some in limits.chunks(BATCH) {
        let json = unfold::json(some)?;
        let found: Vec<Refused> = row::all(c, &refused, [json.as_str().into()]).await?;
        all.extend(found.into_iter().map(|one| (one.line, one.taken)));
        row::execute(c, &write, [json.into()]).await?;
    }
    Ok(all)
}

/// Takes a limit away: the option is as free as the day.
///
/// # Errors
/// The database's own.
pub async fn remove<C: ConnectionTrait>(c: &C, place_id: i64, option_code: &str) -> Result<()> {
    let sql = "DELETE FROM place_option WHERE place_id = $1 AND option_code = $2";
    row::execute(c, sql, [place_id.into(), option_code.into()]).await?;
    Ok(())
}
