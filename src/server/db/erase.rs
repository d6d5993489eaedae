//! 退会: what is known of a person beyond the roster. What hangs on the account goes with it by the foreign keys; here goes the rest.

use sea_orm::ConnectionTrait;

use super::{Result, row};

/// Deletes a person's drafts, typed values, messages, registrations, waits that are over, results of examinations that never counted,
/// paper asked for and not printed, and mails about them: written, waiting or sent. Bookings stay: the institution expects the
/// person. So does the objection to being shown to the family: the notice alone is asked anew. To be called after the person has left
/// the queues, before the account is deleted and before the last mail to it is written. Returns how many rows there were.
///
/// # Errors
/// The database's own.
pub async fn person_traces<C: ConnectionTrait>(c: &C, person_id: i64) -> Result<u64> {
    let mut erased = 0;
    for sql in [
        "DELETE FROM outbox WHERE account_id IN (SELECT id FROM account WHERE person_id = $1) \
         OR registration_id IN (SELECT id FROM registration WHERE person_id = $1)",
        "DELETE FROM form_echo WHERE visitor_digest IN ( \
         SELECT visitor_digest FROM registration WHERE person_id = $1 \
         UNION SELECT visitor_digest FROM registration_draft WHERE person_id = $1 \
         UNION SELECT visitor_digest FROM known_device WHERE account_id IN (SELECT id FROM account WHERE person_id = $1))",
        "DELETE FROM registration_draft WHERE person_id = $1 OR visitor_digest IN ( \
         SELECT visitor_digest FROM registration WHERE person_id = $1)",
        "DELETE FROM inquiry WHERE account_id IN (SELECT id FROM account WHERE person_id = $1)",
        "DELETE FROM registration WHERE person_id = $1",
        "DELETE FROM registration_code WHERE person_id = $1",
        "DELETE FROM checkup_draft WHERE person_id = $1",
        "DELETE FROM waitlist WHERE person_id = $1 AND state NOT IN ('waiting', 'offered')",
        "DELETE FROM exam_result WHERE person_id = $1 AND state <> 'accepted'",
        "UPDATE expense_sharing SET notice_at = NULL, declined_at = NULL \
         WHERE person_id = $1 AND (notice_at IS NOT NULL OR declined_at IS NOT NULL)",
        "DELETE FROM expense_paper WHERE person_id = $1 AND printed_at IS NULL",
    ] {
        erased += row::execute(c, sql, [person_id.into()]).await?;
    }
    Ok(erased)
}
