//! The one of the staff a fictitious society has, for a look at the console.

use std::fmt;

use super::DemoError;
use crate::{
    domain::{
        password::NewPassword,
        staff::{Login, PASSWORD as RULE, Role},
    },
    server::{
        clock::Clock,
        db::{
            Db,
            staff::{self, NewStaff},
        },
        passwords::{Hasher, nfkc},
    },
};

/// Login name and password, written here for all to read, and good for nothing else. The authenticator is set up by whoever signs in
/// first.
const LOGIN: &str = "sorano";
const PASSWORD: &str = "kusunoki-no-hiroba-8";

/// Gives the society this manager, unless there is.
pub(super) async fn employ(db: &Db, hasher: &Hasher, clock: &Clock) -> Result<(), DemoError> {
    let login = Login::parse(LOGIN, &nfkc).expect("the demo's login name is one");
    if staff::by_login(db.reader(), &login).await?.is_some() {
        return Ok(());
    }
    let password = NewPassword::parse(PASSWORD, &nfkc, &RULE)
        .expect("the demo's password satisfies the rule for staff");
    let hashed = hasher.hash(&password).await.map_err(DemoError::Busy)?;
    let new = NewStaff {
        login: &login,
        name: "空野 みどり",
        role: Role::Manager,
        hashed: &hashed,
        start_until: None,
    };
    // somebody was faster: then there is one
    staff::insert(db.writer(), &new, clock.now()).await?;
    Ok(())
}

/// Everything that is typed to sign in at `console`.
pub(super) fn signs_in(f: &mut fmt::Formatter<'_>, console: &str) -> fmt::Result {
    writeln!(f, "     ログイン画面  {console}")?;
    writeln!(f, "     ログインID    {LOGIN}")?;
    writeln!(f, "     パスワード    {PASSWORD}")?;
    writeln!(
        f,
        "     最初のログインで認証アプリを登録します(なくしたときは mypage staff reset {LOGIN})"
    )
}
