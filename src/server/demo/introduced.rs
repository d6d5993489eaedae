//! The people a visitor of the demo is introduced to, and how they are introduced.
//!
//! May enter: fictitious people, what each is there to show. Must not: the database.

use std::fmt;

use super::{Demo, clerk};
use crate::{
    domain::{date::CivilDate, fiscal_year::FiscalYear},
    server::{
        checkup::demo::stories::Role,
        roster::{dice::years_before, generate::Member},
    },
};

/// How many people are introduced, or belong to the families of those who are.
pub const PEOPLE: u32 = 11;
/// 記号 of those who are introduced; nobody else has it.
const SYMBOL: &str = "12";
/// The password of the accounts there are. Written here for all to read, and good for nothing else.
pub(super) const PASSWORD: &str = "midori-no-kaze-27";

/// A person with a place in the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduced {
    /// As the roster has the person.
    pub member: Member,
    /// What the person has done in 受診ナビ.
    pub role: Role,
    /// The address of the account, if there is one.
    pub address: Option<&'static str>,
    /// What is seen with this person; empty for those only staff can see.
    pub shows: &'static str,
}

/// Everybody, the same for the same day; ages are those of its fiscal year.
pub fn introduced(today: CivilDate) -> Vec<Introduced> {
    let year = FiscalYear::of(today).year();
    let day = |year, month, day| CivilDate::new(year, month, day).expect("a day of the calendar");
    let aged = |age: i32| day(year - age, 6, 1);
    let mut all = vec![
        person("345", "00", "空野 太郎", "ソラノ タロウ", day(1980, 1, 31)),
        person("345", "01", "空野 春子", "ソラノ ハルコ", day(1982, 6, 15)),
        person("678", "00", "星野 花子", "ホシノ ハナコ", day(1975, 3, 3)),
        person("702", "00", "海野 渉", "ウミノ ワタル", aged(58)),
        person("702", "01", "海野 楓", "ウミノ カエデ", aged(55)),
        person("701", "00", "森野 若葉", "モリノ ワカバ", aged(26)),
        person("703", "00", "谷川 実", "タニガワ ミノル", aged(51)),
        person(
            "703",
            "01",
            "谷川 梅",
            "タニガワ ウメ",
            years_before(today, 75).add_days(-10),
        ),
        person("704", "00", "峰岸 樹", "ミネギシ イツキ", aged(45)),
        person("705", "00", "岸本 新", "キシモト アラタ", aged(40)),
        person("705", "01", "岸本 渚", "キシモト ナギサ", aged(41)),
    ];
    for (at, role, address, shows) in STORIES {
        let one = &mut all[at];
        (one.role, one.address, one.shows) = (role, address, shows);
    }
    for (at, relationship) in [(1, "配偶者"), (4, "配偶者"), (7, "母"), (10, "配偶者")] {
        all[at].member.relationship = relationship;
    }
    for at in [1, 2, 4, 5, 7, 10] {
        all[at].member.woman = true;
    }
    all[8].member.lost = Some(today.add_days(-20));
    for at in [9, 10] {
        all[at].member.acquired = day(year + 1, 4, 1);
    }
    all
}

/// Who has a story: index, what was done, address, what is seen.
const STORIES: [(usize, Role, Option<&str>, &str); 6] = [
    (0, Role::Fresh, None, "たくさんのコースから選べる"),
    (1, Role::Fresh, None, "配偶者の健診と、女性専用日"),
    (
        2,
        Role::Regular,
        Some("hanako@example.jp"),
        "予約が確定している。脳ドックは5年度に1回のため、まだ受けられない",
    ),
    (
        3,
        Role::Waiting,
        Some("wataru@example.jp"),
        "今年度は受診済み。満員の脳ドックの、空きを待っている",
    ),
    (
        4,
        Role::Applied,
        Some("kaede@example.jp"),
        "配偶者。希望日で申し込み、返事を待っている",
    ),
    (
        5,
        Role::Fresh,
        Some("wakaba@example.jp"),
        "26歳。年齢で受けられないコースと、受けられる年度",
    ),
];

/// A man and 本人, for a long time already.
fn person(number: &str, branch: &str, name: &str, kana: &str, born: CivilDate) -> Introduced {
    Introduced {
        member: Member {
            symbol: SYMBOL.to_owned(),
            number: number.to_owned(),
            branch: branch.to_owned(),
            name: name.to_owned(),
            kana: kana.to_owned(),
            woman: false,
            born,
            relationship: "本人",
            acquired: CivilDate::new(2010, 4, 1).expect("a day of the calendar"),
            lost: None,
            workplace: "空色航空株式会社".to_owned(),
        },
        role: Role::Fresh,
        address: None,
        shows: "",
    }
}

impl Demo {
    /// 本人 without an account.
    pub fn insured(&self) -> &Member {
        &self.known[0].member
    }

    /// The spouse of that person, without an account.
    pub fn spouse(&self) -> &Member {
        &self.known[1].member
    }
}

impl fmt::Display for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "架空の加入者 {} 人のデモです。", self.members)?;
        writeln!(f)?;
        writeln!(f, "1. これから登録できる人(本人): {}", self.known[0].shows)?;
        registers(f, self.insured())?;
        writeln!(
            f,
            "2. これから登録できる人(被扶養者の配偶者): {}",
            self.known[1].shows
        )?;
        registers(f, self.spouse())?;
        let with_account = self
            .known
            .iter()
            .filter_map(|one| Some((one.address?, one.shows)));
        let mut at = 3;
        for (address, shows) in with_account {
            writeln!(f, "{at}. もう登録している人: {shows}")?;
            writeln!(f, "     メールアドレス {address}  パスワード {PASSWORD}")?;
            at += 1;
        }
        writeln!(f, "{at}. 健保組合の職員(管理者)")?;
        clerk::signs_in(f, &self.console)?;
        writeln!(f)?;
        match &self.mailbox {
            Some(url) => write!(f, "届いたメール: {url}"),
            None => write!(f, "メールは SMTP_URL のサーバーから送られます。"),
        }
    }
}

/// Everything that is typed to register.
fn registers(f: &mut fmt::Formatter<'_>, member: &Member) -> fmt::Result {
    let Member {
        symbol,
        number,
        branch,
        kana,
        born,
        ..
    } = member;
    writeln!(
        f,
        "     記号 {symbol}  番号 {number}  枝番 {branch}(なくても可)"
    )?;
    writeln!(f, "     氏名(カナ) {kana}  生年月日 {born}")?;
    writeln!(
        f,
        "     パスワードとメールアドレスは好きなもの(例: me-{branch}@example.jp)"
    )
}
