//! One of the society's staff at a browser, for tests of the console.

use std::ops::{Deref, DerefMut};

use super::{
    app::Node,
    browser::{Browser, Page},
};
use crate::{
    api::staff::{Enrol, SignIn, Verify},
    domain::{
        password::NewPassword,
        staff::{Login, PASSWORD as RULE, Role},
        totp::STEP_MS,
    },
    server::{
        clock::Clock,
        db::staff::{self, NewStaff},
        passwords::nfkc,
        totp::TotpSecret,
    },
};

/// The password of everybody here.
pub const PASSWORD: &str = "aozora-to-kirin-3";

/// One of the staff: a browser, and what the person knows and has.
pub struct Clerk {
    browser: Browser,
    clock: Clock,
    /// ログインID
    pub login: String,
    /// The authenticator's secret in base 32, once it was set up.
    pub secret: String,
}

impl Deref for Clerk {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl DerefMut for Clerk {
    fn deref_mut(&mut self) -> &mut Browser {
        &mut self.browser
    }
}

impl Node {
    /// Somebody who has an account with an own password, but no authenticator yet, and is not signed in. The login name is the
    /// role's code.
    pub async fn new_staff(&self, role: Role) -> Clerk {
        self.new_staff_called(role.code(), role).await
    }

    /// The same under another login name.
    pub async fn new_staff_called(&self, login: &str, role: Role) -> Clerk {
        let password = NewPassword::parse(PASSWORD, &nfkc, &RULE).unwrap();
        let hashed = self.state.hasher.hash(&password).await.unwrap();
        let new = NewStaff {
            login: &Login::parse(login, &nfkc).unwrap(),
            name: "空野 みどり",
            role,
            hashed: &hashed,
            start_until: None,
        };
        let now = self.state.clock.now();
        staff::insert(self.state.db.writer(), &new, now)
            .await
            .unwrap()
            .expect("the login name is free");
        Clerk {
            browser: self.browser(),
            clock: self.state.clock.clone(),
            login: login.to_owned(),
            secret: String::new(),
        }
    }

    /// Somebody of this role, signed in at the console by password and authenticator.
    pub async fn staff(&self, role: Role) -> Clerk {
        let mut clerk = self.new_staff(role).await;
        clerk
            .signs_in(PASSWORD)
            .await
            .is("認証アプリを登録してください");
        clerk.enrols().await.is("概要");
        clerk
    }
}

impl Clerk {
    /// The same person at another browser.
    pub fn with_browser(&self, browser: Browser) -> Self {
        Self {
            browser,
            clock: self.clock.clone(),
            login: self.login.clone(),
            secret: self.secret.clone(),
        }
    }

    /// Posts login name and password.
    pub async fn signs_in(&mut self, password: &str) -> Page {
        let login = self.login.clone();
        self.fills::<SignIn>(&[("form[login]", &login), ("form[password]", password)])
            .await
    }

    /// Reads the secret off the page, as an app does, and types the first code.
    pub async fn enrols(&mut self) -> Page {
        let page = self.opens("/staff/enrol").await;
        let (_, secret) = page.html.split_once("staff__secret\">").unwrap();
        self.secret = secret.split('<').next().unwrap().to_owned();
        let code = self.code();
        self.fills::<Enrol>(&[("form[code]", &code)]).await
    }

    /// The code the authenticator shows now.
    pub fn code(&self) -> String {
        self.code_in(0)
    }

    /// The code it will show so many steps later (or has shown, if negative).
    pub fn code_in(&self, steps: i64) -> String {
        let at = self.clock.now() + steps * STEP_MS;
        let code = TotpSecret::from_base32(&self.secret).code_at(at);
        code.as_str().to_owned()
    }

    /// Types a code at the sign-in.
    pub async fn verifies(&mut self, code: &str) -> Page {
        self.fills::<Verify>(&[("form[code]", code)]).await
    }

    /// The whole sign-in, after the authenticator was set up. A code opens once: half a minute goes by first.
    pub async fn comes_back(&mut self) -> Page {
        self.clock.advance(STEP_MS);
        self.signs_in(PASSWORD)
            .await
            .is("確認コードを入力してください");
        let code = self.code();
        self.verifies(&code).await
    }

    /// Whether the console opens.
    pub async fn is_in(&mut self) -> bool {
        self.opens("/staff").await.path == "/staff"
    }
}
