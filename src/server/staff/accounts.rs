//! Accounts of staff, as an operator keeps them on the command line. Passwords are made up by chance, shown once, and good for one
//! sign-in: the person replaces them at once.

use std::fmt;

use crate::{
    domain::{
        code::RegistrationCode,
        password::NewPassword,
        staff::{Action, Login, OPERATOR, PASSWORD, Role},
    },
    server::{
        chance::Chance,
        clock::{DAY, Millis},
        db::{
            self, Db, Txn,
            staff::{NewStaff, StaffRow},
            staff_audit::Deed,
            staff_session,
        },
        passwords::{Busy, Hashed, Hasher, nfkc},
    },
};

/// How long a start password works.
pub const START: Millis = 7 * DAY;
/// Most characters of a name.
const NAME_MAX: usize = 60;

/// A password that its owner has to replace.
#[derive(Debug)]
pub struct StartPassword {
    /// As it is typed.
    pub password: String,
    /// Until when it works.
    pub until: Millis,
}

/// Why nothing was done.
#[derive(Debug)]
pub enum AccountError {
    /// Another account has the login name.
    Taken,
    /// There is no such account.
    Nobody,
    /// The name is empty, too long, or holds control characters.
    Name,
    /// The password could not be hashed.
    Busy(Busy),
    /// The database failed.
    Database(db::Error),
}

impl From<db::Error> for AccountError {
    fn from(error: db::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for AccountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken => {
                f.write_str("そのログインIDはもう使われています。別のIDにしてください。")
            }
            Self::Nobody => f.write_str(
                "そのログインIDの職員はいません。`mypage staff list` で確かめてください。",
            ),
            Self::Name => write!(f, "氏名は1〜{NAME_MAX}文字で書いてください。"),
            Self::Busy(_) => {
                f.write_str("パスワードを処理できませんでした。もう一度試してください。")
            }
            Self::Database(error) => write!(f, "職員のアカウントを変更できませんでした({error})。"),
        }
    }
}

impl std::error::Error for AccountError {}

/// What the command line works with.
pub struct Office<'a> {
    /// The database.
    pub db: &'a Db,
    /// Hashes start passwords.
    pub hasher: &'a Hasher,
    /// Makes them up.
    pub chance: &'a Chance,
    /// Now.
    pub now: Millis,
}

impl Office<'_> {
    /// Makes an account.
    ///
    /// # Errors
    /// [`AccountError::Taken`], [`AccountError::Name`], busy, or the database's own.
    pub async fn add(
        &self,
        login: &Login,
        name: &str,
        role: Role,
    ) -> Result<StartPassword, AccountError> {
        let name = name.trim();
        let length = name.chars().count();
        if length == 0 || length > NAME_MAX || name.chars().any(char::is_control) {
            return Err(AccountError::Name);
        }
        let (start, hashed) = self.make_up().await?;
        let new = NewStaff {
            login,
            name,
            role,
            hashed: &hashed,
            start_until: Some(start.until),
        };
        let txn = self.db.begin().await?;
        let id = db::staff::insert(&txn, &new, self.now).await?;
        let id = id.ok_or(AccountError::Taken)?;
        let detail = format!("staff={id} role={}", role.code());
        self.record(&txn, login, Action::StaffAdded, &detail)
            .await?;
        self.commit(txn).await?;
        Ok(start)
    }

    /// Gives an account a new start password, takes its authenticator away and ends its sessions: a lost phone, a forgotten password.
    ///
    /// # Errors
    /// [`AccountError::Nobody`], busy, or the database's own.
    pub async fn reset(&self, login: &Login) -> Result<StartPassword, AccountError> {
        let (start, hashed) = self.make_up().await?;
        let txn = self.db.begin().await?;
        let row = self.find(&txn, login).await?;
        db::staff::set_password(&txn, row.id, &hashed, Some(start.until), self.now).await?;
        db::staff::forget_totp(&txn, row.id).await?;
        staff_session::end_all(&txn, row.id, None).await?;
        let detail = format!("staff={}", row.id);
        self.record(&txn, login, Action::StaffReset, &detail)
            .await?;
        self.commit(txn).await?;
        Ok(start)
    }

    /// Closes an account and ends its sessions, or opens it again.
    ///
    /// # Errors
    /// [`AccountError::Nobody`], or the database's own.
    pub async fn set_disabled(&self, login: &Login, disabled: bool) -> Result<(), AccountError> {
        let txn = self.db.begin().await?;
        let row = self.find(&txn, login).await?;
        db::staff::set_disabled(&txn, row.id, disabled.then_some(self.now)).await?;
        staff_session::end_all(&txn, row.id, None).await?;
        let action = if disabled {
            Action::StaffDisabled
        } else {
            Action::StaffEnabled
        };
        let detail = format!("staff={}", row.id);
        self.record(&txn, login, action, &detail).await?;
        self.commit(txn).await
    }

    async fn find(&self, txn: &Txn, login: &Login) -> Result<StaffRow, AccountError> {
        let row = db::staff::by_login(txn, login).await?;
        row.ok_or(AccountError::Nobody)
    }

    async fn make_up(&self) -> Result<(StartPassword, Hashed), AccountError> {
        // a code for people to type off: 60 bits, no letter that looks like another
        let password = RegistrationCode::from_bytes(self.chance.bytes()).printed();
        let parsed = NewPassword::parse(&password, &nfkc, &PASSWORD)
            .expect("fourteen plain characters satisfy the rule");
        let hashed = self.hasher.hash(&parsed).await;
        let hashed = hashed.map_err(AccountError::Busy)?;
        let until = self.now + START;
        Ok((StartPassword { password, until }, hashed))
    }

    async fn record(
        &self,
        txn: &Txn,
        login: &Login,
        action: Action,
        detail: &str,
    ) -> Result<(), AccountError> {
        let detail = format!("{detail} login={}", login.as_str());
        let deed = Deed {
            staff_id: None,
            login: OPERATOR,
            action,
            detail: &detail,
            at: self.now,
        };
        Ok(db::staff_audit::record(txn, &deed, &[None]).await?)
    }

    async fn commit(&self, txn: Txn) -> Result<(), AccountError> {
        txn.commit().await.map_err(db::Error::from)?;
        Ok(())
    }
}
