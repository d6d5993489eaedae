//! Published rows of 医療費 for tests, as if they had been imported.

use sea_orm::Statement;

use super::{
    app::{Node, TestApp},
    browser::{Browser, Page},
    db::random_name,
};
use crate::{
    api::expense::{CheckExpensesCode, ChooseFamilyView, SendExpensesCode},
    domain::expense::{category::Category, kind::Kind, month::Month},
    server::db::{ConnectionTrait, expense::number},
};

/// 空野 花子, 本人
pub const HANAKO: &str = "空野 花子";
/// Her husband.
pub const TARO: &str = "空野 太郎";
/// Her address.
pub const HER_MAIL: &str = "hanako@example.jp";
/// His.
pub const HIS_MAIL: &str = "taro@example.jp";

/// One row.
#[derive(Clone)]
pub struct Bill {
    name: &'static str,
    month: Month,
    kind: Kind,
    reference: &'static str,
    institution: String,
    category: Category,
    own: u32,
    meals: (u32, u32),
    given: (u32, u32),
}

/// A row of somebody: a visit of `own` yen at the counter, three times that in all.
pub fn bill(name: &'static str, month: (i32, u8), reference: &'static str, own: u32) -> Bill {
    Bill {
        name,
        month: Month::new(month.0, month.1).unwrap(),
        kind: Kind::New,
        reference,
        institution: format!("{reference}医院"),
        category: Category::MedicalOut,
        own,
        meals: (0, 0),
        given: (0, 0),
    }
}

impl Bill {
    /// 修正 or 取消 of the row with this 整理番号.
    pub fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// A stay with meals, of which some is given back.
    pub fn stay(self, meals: (u32, u32), given: (u32, u32)) -> Self {
        Self {
            category: Category::MedicalIn,
            meals,
            given,
            ..self
        }
    }

    /// 柔整, without the name of a place.
    pub fn nameless(self) -> Self {
        Self {
            category: Category::Judo,
            institution: String::new(),
            ..self
        }
    }
}

async fn ask(node: &Node, sql: String) -> i64 {
    let writer = node.state.db.writer();
    let statement = Statement::from_string(writer.get_database_backend(), sql);
    let row = writer.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "value").unwrap()
}

/// Our number of somebody.
pub async fn person_id(node: &Node, name: &str) -> i64 {
    ask(
        node,
        format!("SELECT id AS value FROM person WHERE name = '{name}'"),
    )
    .await
}

/// Does something to the roster or the rows that no page does.
pub async fn changes(node: &Node, sql: &str) {
    let writer = node.state.db.writer();
    writer.execute_unprepared(sql).await.unwrap();
}

/// Publishes rows up to a month of treatment; answers the batch's number.
pub async fn publish(node: &Node, through: (i32, u8), bills: &[Bill]) -> i64 {
    let through = Month::new(through.0, through.1).unwrap().number();
    let batch = ask(
        node,
        format!(
            "INSERT INTO expense_batch (state, digest, label, made_at, done, rows, orphans, report, through_month, published_at) \
             VALUES ('published', '{}', 'テスト', 0, 0, {}, 0, '{{}}', {through}, 0) RETURNING id AS value",
            random_name(),
            bills.len()
        ),
    )
    .await;
    for (place, bill) in (1..).zip(bills) {
        let person = person_id(node, bill.name).await;
        let (total, own) = (bill.own * 3, bill.own);
        let sql = format!(
            "INSERT INTO expense (id, person_id, treatment_month, category, institution_code, institution, days, total, insurer, \
             public_paid, high_cost, additional, meal_total, meal_own, own, claim_month, kind, reference) \
             VALUES ({}, {person}, {}, {}, '', '{}', 1, {total}, {}, 0, {}, {}, {}, {}, {own}, {}, {}, '{}')",
            number(batch, place),
            bill.month.number(),
            bill.category.number(),
            bill.institution,
            total - own,
            bill.given.0,
            bill.given.1,
            bill.meals.0,
            bill.meals.1,
            bill.month.plus(1).number(),
            bill.kind.number(),
            bill.reference
        );
        changes(node, &sql).await;
    }
    batch
}

impl Browser {
    /// The second step, by the code of a mail.
    pub async fn proves(&mut self, app: &TestApp, address: &str) -> Page {
        self.fills::<SendExpensesCode>(&[("next", "/expenses")])
            .await
            .says("確認コードをお送りしました");
        let code = app.mail_to(address).await.code();
        self.fills::<CheckExpensesCode>(&[("code", &code), ("next", "/expenses")])
            .await
    }

    /// The first visit: the second step, and then the family's rows (`family`) or one's own (`own`).
    pub async fn first_visit(&mut self, app: &TestApp, address: &str, show: &str) -> Page {
        self.proves(app, address)
            .await
            .is("ご家族の分の表示について");
        self.fills::<ChooseFamilyView>(&[("show", show)]).await
    }
}
