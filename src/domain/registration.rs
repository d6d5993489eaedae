//! マイページ登録: the form of the first step, what it parses into, how it was read, and the order of the steps.

use serde::{Deserialize, Serialize};

use super::{
    birth_date::BirthDate,
    date::CivilDate,
    email::Email,
    field::{FieldError, FieldErrors},
    form::{cut, fields},
    kana_name::KanaName,
    password::{NewPassword, PasswordPolicy, Personal, is_personal},
    pasted_card::{contradicts, split_pasted},
    symbol_number::{Branch, Number, Symbol},
    text::Nfkc,
};

fields! {
    /// Fields of the account form, in the order of the page.
    AccountField {
        /// 記号
        Symbol = "symbol",
        /// 番号
        Number = "number",
        /// 枝番
        Branch = "branch",
        /// 氏名(カナ)
        Kana = "kana",
        /// 生年月日
        BirthDate = "birth_date",
        /// パスワード
        Password = "password",
        /// メールアドレス
        Email = "email",
    }
}

/// The account form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountForm {
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番 (任意)
    pub branch: String,
    /// 氏名(カナ)
    pub kana: String,
    /// 生年月日
    pub birth_date: String,
    /// パスワード
    pub password: String,
    /// メールアドレス
    pub email: String,
}

/// What the form parses into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// 記号
    pub symbol: Symbol,
    /// 番号
    pub number: Number,
    /// 枝番, where given.
    pub branch: Option<Branch>,
    /// 氏名(カナ)
    pub kana: KanaName,
    /// 生年月日
    pub birth_date: BirthDate,
    /// The new password; none when an earlier one is kept.
    pub password: Option<NewPassword>,
    /// メールアドレス
    pub email: Email,
}

/// What the rules of the form depend on.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// The password rule.
    pub policy: PasswordPolicy,
    /// Today in Japan.
    pub today: CivilDate,
    /// A password typed before is kept on the server, so the field may stay empty.
    pub password_kept: bool,
}

/// How each field was read, for the live echo; `None` where it is empty or unreadable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// 記号
    pub symbol: Option<String>,
    /// 番号
    pub number: Option<String>,
    /// 枝番
    pub branch: Option<String>,
    /// 氏名(カナ)
    pub kana: Option<String>,
    /// 生年月日: both calendars.
    pub birth_date: Option<(CivilDate, String)>,
    /// メールアドレス
    pub email: Option<String>,
}

impl Account {
    /// Whether the new password is little more than something personal, or the society's name (`society_words`, in letters). Asked
    /// by the server alone, as it alone knows the common passwords: the client has no room for a rule seldom met.
    pub fn has_personal_password(&self, society_words: &[String]) -> bool {
        let personal = Personal {
            symbol: Some(&self.symbol),
            number: Some(&self.number),
            birth_date: Some(self.birth_date),
            email: Some(&self.email),
            kana: Some(&self.kana),
            society_words,
        };
        let password = self.password.as_ref();
        password.is_some_and(|password| is_personal(password.expose(), &personal))
    }
}

impl AccountForm {
    /// Whether both are about the same person, as far as what was typed tells: 記号, 番号, 氏名 and 生年月日 are spelled alike.
    pub fn is_about_whom(&self, other: &Self) -> bool {
        let person = |form: &Self| {
            let form = form.without_secrets();
            [form.symbol, form.number, form.kana, form.birth_date]
        };
        person(self) == person(other)
    }

    /// Reads the whole form and collects every error.
    ///
    /// # Errors
    /// One code per field that needs attention.
    pub fn parse(
        &self,
        nfkc: Nfkc<'_>,
        rules: &Rules,
    ) -> Result<Account, FieldErrors<AccountField>> {
        let mut errors = FieldErrors::new();
        let (symbol, number, branch) = self.split(nfkc);
        let symbol = errors.keep(AccountField::Symbol, Symbol::parse(&symbol, nfkc));
        let number = errors.keep(AccountField::Number, Number::parse(&number, nfkc));
        let branch = match Branch::parse(&branch, nfkc) {
            Err(FieldError::Empty) => Some(None),
            read => errors.keep(AccountField::Branch, read).map(Some),
        };
        let kana = errors.keep(AccountField::Kana, KanaName::parse(&self.kana, nfkc));
        let birth_date = errors.keep(
            AccountField::BirthDate,
            BirthDate::parse(&self.birth_date, nfkc, rules.today),
        );
        let email = errors.keep(AccountField::Email, Email::parse(&self.email, nfkc));
        let password = self.password(nfkc, rules);
        let password = errors.keep(AccountField::Password, password);
        match (symbol, number, branch, kana, birth_date, password, email) {
            (
                Some(symbol),
                Some(number),
                Some(branch),
                Some(kana),
                Some(birth_date),
                Some(password),
                Some(email),
            ) => errors.into_result(Account {
                symbol,
                number,
                branch,
                kana,
                birth_date,
                password,
                email,
            }),
            _ => Err(errors),
        }
    }

    fn password(&self, nfkc: Nfkc<'_>, rules: &Rules) -> Result<Option<NewPassword>, FieldError> {
        if self.password.is_empty() && rules.password_kept {
            return Ok(None);
        }
        NewPassword::parse(&self.password, nfkc, &rules.policy).map(Some)
    }

    /// Whether 記号 and 番号, typed or copied together into one field, say something else than the other field. Only a reason to
    /// look again where nobody was found: a hyphen may stand within a 記号.
    pub fn contradicts_itself(&self, nfkc: Nfkc<'_>) -> bool {
        contradicts(&self.symbol, &self.number, nfkc)
    }

    fn split(&self, nfkc: Nfkc<'_>) -> (String, String, String) {
        split_pasted(&self.symbol, &self.number, &self.branch, nfkc)
    }

    /// How the fields were read so far.
    pub fn reading(&self, nfkc: Nfkc<'_>, today: CivilDate) -> Reading {
        let (symbol, number, branch) = self.split(nfkc);
        let text = |value: &str| value.to_owned();
        Reading {
            symbol: Symbol::parse(&symbol, nfkc).ok().map(|s| text(s.as_str())),
            number: Number::parse(&number, nfkc).ok().map(|n| text(n.as_str())),
            branch: Branch::parse(&branch, nfkc).ok().map(|b| text(b.as_str())),
            kana: KanaName::parse(&self.kana, nfkc)
                .ok()
                .map(|k| text(k.as_str())),
            birth_date: BirthDate::parse(&self.birth_date, nfkc, today)
                .ok()
                .map(|birth| {
                    let wareki = birth
                        .wareki()
                        .map_or_else(String::new, |day| day.to_string());
                    (birth.date(), wareki)
                }),
            email: Email::parse(&self.email, nfkc)
                .ok()
                .map(|e| text(e.as_str())),
        }
    }

    /// What may be kept and shown again: everything but the password, each value cut to a sane length.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            symbol: cut(&self.symbol),
            number: cut(&self.number),
            branch: cut(&self.branch),
            kana: cut(&self.kana),
            birth_date: cut(&self.birth_date),
            password: String::new(),
            email: cut(&self.email),
        }
    }
}

/// The pages of the wizard, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// ①本人確認とアカウント
    Account,
    /// ②メルマガ
    Newsletters,
    /// ③確認
    Confirm,
    /// ④メールを送りました
    Sent,
}

/// The step a draft is at: the first one that is not done.
pub fn next_step(has_account: bool, has_newsletters: bool, finished: bool) -> Step {
    match (has_account, has_newsletters, finished) {
        (_, _, true) => Step::Sent,
        (false, _, _) => Step::Account,
        (true, false, _) => Step::Newsletters,
        (true, true, _) => Step::Confirm,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn nfkc(raw: &str) -> String {
        raw.nfkc().collect()
    }

    fn rules() -> Rules {
        Rules {
            policy: PasswordPolicy::SEED,
            today: CivilDate::new(2026, 11, 23).expect("a day"),
            password_kept: false,
        }
    }

    fn typed() -> AccountForm {
        AccountForm {
            symbol: "１２－３４５".into(),
            kana: "やまだ　ﾊﾅｺ".into(),
            birth_date: "S55.1.31".into(),
            password: "k7mp2".into(),
            email: "Hanako＠Example.JP ".into(),
            ..AccountForm::default()
        }
    }

    #[test]
    fn lenient_input_is_read() {
        let account = typed().parse(&nfkc, &rules()).expect("readable");
        assert_eq!(account.symbol.as_str(), "12");
        assert_eq!(account.number.as_str(), "345");
        assert_eq!(account.branch, None);
        assert_eq!(account.kana.as_str(), "ヤマダ ハナコ");
        assert_eq!(account.birth_date.date().to_string(), "1980-01-31");
        assert_eq!(account.email.key(), "hanako@example.jp");
    }

    #[test]
    fn every_error_is_collected() {
        let errors = AccountForm::default()
            .parse(&nfkc, &rules())
            .expect_err("nothing was typed");
        let fields: Vec<AccountField> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(
            fields,
            [
                AccountField::Symbol,
                AccountField::Number,
                AccountField::Kana,
                AccountField::BirthDate,
                AccountField::Password,
                AccountField::Email,
            ]
        );
    }

    #[test]
    fn a_kept_password_may_stay_empty() {
        let form = AccountForm {
            password: String::new(),
            ..typed()
        };
        assert!(form.parse(&nfkc, &rules()).is_err());
        let kept = Rules {
            password_kept: true,
            ..rules()
        };
        assert_eq!(
            form.parse(&nfkc, &kept).map(|account| account.password),
            Ok(None)
        );
    }

    #[test]
    fn the_own_number_is_no_password() {
        let form = AccountForm {
            symbol: "12".into(),
            number: "34567".into(),
            password: "a34567".into(),
            ..typed()
        };
        let account = form.parse(&nfkc, &rules()).expect("readable");
        assert!(account.has_personal_password(&[]));
        let account = typed().parse(&nfkc, &rules()).expect("readable");
        assert!(!account.has_personal_password(&[]));
        assert!(account.has_personal_password(&["k7mp".into()]));
    }

    #[test]
    fn the_first_unfinished_step_is_next() {
        assert_eq!(next_step(false, false, false), Step::Account);
        assert_eq!(next_step(true, false, false), Step::Newsletters);
        assert_eq!(next_step(true, true, false), Step::Confirm);
        assert_eq!(next_step(true, true, true), Step::Sent);
    }

    proptest! {
        #[test]
        fn nothing_panics(symbol in any::<String>(), number in any::<String>(), kana in any::<String>(), birth in any::<String>(), password in any::<String>(), email in any::<String>()) {
            let form = AccountForm { symbol, number, branch: kana.clone(), kana, birth_date: birth, password, email };
            let _ = form.parse(&nfkc, &rules());
            let _ = form.reading(&nfkc, rules().today);
            prop_assert!(form.without_secrets().password.is_empty());
        }
    }
}
