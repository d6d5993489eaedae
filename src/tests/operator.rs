//! What operators of a society do: open, make a demo, hand out codes, back up, and ask what is wrong.

use std::{fs, os::unix::fs::PermissionsExt};

use super::{
    db::{at_once, each_database, fresh_postgres, fresh_sqlite},
    expense_tax::signed,
    folder::Folder,
};
use crate::{
    domain::{
        birth_date::BirthDate,
        date::CivilDate,
        staff::{Login, Role},
        symbol_number::{Branch, Number, Symbol},
    },
    server::{
        backup::{BackupError, backup},
        chance::Chance,
        clock::{Clock, DAY},
        db::{Db, account, code, newsletter, person, staff, staff_event},
        demo::{self, DemoError},
        doctor::{Finding, examine},
        keys::{KEY_FILE, Keys},
        member_code::{DIGEST, IssueError, Wanted, issue},
        open::{OpenError, Opened, open},
        passwords::{Hasher, HasherSettings, nfkc},
        settings::{Environment, ExpenseXml, Settings},
    },
};

/// 2026-11-23 12:00 in Japan.
const NOW: i64 = 1_795_402_800_000;

/// The shipped settings with this database and data folder.
fn settings(url: &str, folder: &Folder, more: &[(&str, &str)]) -> Settings {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Leptos.toml");
    let data = folder.0.display().to_string();
    let pairs = [("DATABASE_URL", url), ("MYPAGE_DATA_DIR", data.as_str())];
    let env = Environment::of(pairs.into_iter().chain(more.iter().copied()));
    Settings::load(file.as_ref(), &env).unwrap()
}

async fn fill(opened: &Opened, settings: &Settings) -> Result<demo::Demo, DemoError> {
    let hasher = Hasher::start(HasherSettings::quick(), &opened.keys, &Chance::seeded(1));
    let size = demo::Size {
        members: 200,
        institutions: 20,
    };
    demo::fill(opened, settings, &hasher, &Clock::fixed(NOW), size).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nodes_that_start_together_on_an_empty_folder_agree_on_one_key() {
    for _ in 0..6 {
        for test in each_database().await {
            let folder = Folder::new();
            let settings = std::sync::Arc::new(settings(&test.url, &folder, &[]));
            let opened = at_once(8, |_| {
                let settings = settings.clone();
                async move {
                    open(&settings)
                        .await
                        .map(|opened| opened.keys.check_value())
                }
            })
            .await;
            let first = opened[0].as_ref().unwrap();
            for node in &opened {
                assert_eq!(node.as_ref().unwrap(), first, "on {}", test.kind);
            }
        }
    }
}

#[tokio::test]
async fn a_demo_is_made_once_and_can_be_introduced_again() {
    for test in each_database().await {
        let folder = Folder::new();
        let settings = settings(&test.url, &folder, &[]);
        let opened = open(&settings).await.unwrap();
        assert!(!opened.demo, "an empty database is no demo");
        let first = fill(&opened, &settings).await.unwrap();
        assert_eq!(first.members, 200);
        assert_eq!(
            first.mailbox.as_deref(),
            Some("http://127.0.0.1:3000/dev/mailbox")
        );
        assert_eq!(fill(&opened, &settings).await.unwrap(), first);
        let account = account::by_email_key(opened.db.reader(), "hanako@example.jp")
            .await
            .unwrap()
            .unwrap();
        let hasher = Hasher::start(HasherSettings::quick(), &opened.keys, &Chance::seeded(1));
        let verified = hasher
            .verify(
                "midori-no-kaze-27",
                &account.password_hash,
                &account.pepper_id,
            )
            .await
            .unwrap();
        assert!(verified.ok);
        let choices = newsletter::choices(opened.db.reader(), account.id)
            .await
            .unwrap();
        assert_eq!(choices.len(), settings.newsletters.len());
        assert!(open(&settings).await.unwrap().demo);
    }
}

#[tokio::test]
async fn the_demo_has_a_manager_whose_authenticator_is_set_up_by_whoever_looks() {
    for test in each_database().await {
        let folder = Folder::new();
        let settings = settings(&test.url, &folder, &[]);
        let opened = open(&settings).await.unwrap();
        let introduction = fill(&opened, &settings).await.unwrap().to_string();
        for words in [
            "http://127.0.0.1:3000/staff",
            "sorano",
            "kusunoki-no-hiroba-8",
        ] {
            assert!(introduction.contains(words), "{introduction}");
        }
        let login = Login::parse("sorano", &nfkc).unwrap();
        let found = staff::by_login(opened.db.reader(), &login).await.unwrap();
        let manager = found.unwrap();
        assert_eq!(manager.role, Role::Manager);
        assert_eq!((manager.enrolled_at, manager.start_until), (None, None));
    }
}

#[tokio::test]
async fn those_who_are_introduced_can_register() {
    let test = fresh_sqlite().await;
    let folder = Folder::new();
    let settings = settings(&test.url, &folder, &[]);
    let opened = open(&settings).await.unwrap();
    let demo = fill(&opened, &settings).await.unwrap();
    for member in [demo.insured(), demo.spouse()] {
        let found = person::matching(
            opened.db.reader(),
            &Symbol::parse(&member.symbol, &nfkc).unwrap(),
            &Number::parse(&member.number, &nfkc).unwrap(),
            None,
            &BirthDate::from_stored(member.born),
            &crate::domain::kana_name::KanaName::parse(&member.kana, &nfkc)
                .unwrap()
                .key(),
        )
        .await
        .unwrap();
        assert_eq!(found.len(), 1);
        assert!(
            account::by_person(opened.db.reader(), found[0].id)
                .await
                .unwrap()
                .is_none()
        );
    }
    let text = demo.to_string();
    for part in [
        "記号 12  番号 345  枝番 01",
        "ソラノ タロウ",
        "hanako@example.jp",
        "/dev/mailbox",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[tokio::test]
async fn a_society_never_becomes_a_demo() {
    let test = fresh_sqlite().await;
    let folder = Folder::new();
    let settings = settings(&test.url, &folder, &[]);
    let opened = open(&settings).await.unwrap();
    super::roster::some_people(&opened.db, 5).await;
    assert!(matches!(
        fill(&opened, &settings).await,
        Err(DemoError::NotEmpty)
    ));
    assert!(!open(&settings).await.unwrap().demo);
}

#[tokio::test]
async fn a_demo_that_sends_mail_shows_none() {
    let test = fresh_sqlite().await;
    let folder = Folder::new();
    fill(
        &open(&settings(&test.url, &folder, &[])).await.unwrap(),
        &settings(&test.url, &folder, &[]),
    )
    .await
    .unwrap();
    let smtp = [
        ("SMTP_URL", "smtp://127.0.0.1:9"),
        ("PUBLIC_URL", "http://127.0.0.1:3000"),
    ];
    assert!(
        !open(&settings(&test.url, &folder, &smtp))
            .await
            .unwrap()
            .demo
    );
}

#[tokio::test]
async fn other_keys_are_refused() {
    for test in each_database().await {
        let folder = Folder::new();
        let settings = settings(&test.url, &folder, &[]);
        open(&settings).await.unwrap();
        open(&settings).await.unwrap();
        let key = folder.0.join(KEY_FILE);
        fs::remove_file(&key).unwrap();
        assert!(matches!(open(&settings).await, Err(OpenError::OtherKeys)));
        assert!(!key.exists(), "a lost key is not papered over");
        Keys::load_or_create(&folder.0).unwrap();
        assert!(matches!(open(&settings).await, Err(OpenError::OtherKeys)));
    }
}

fn wanted(number: &str, branch: Option<&str>, born: Option<CivilDate>) -> Wanted {
    Wanted {
        symbol: Symbol::parse("12", &nfkc).unwrap(),
        number: Number::parse(number, &nfkc).unwrap(),
        branch: branch.map(|branch| Branch::parse(branch, &nfkc).unwrap()),
        birth_date: born.map(BirthDate::from_stored),
    }
}

#[tokio::test]
async fn a_code_is_for_one_person_and_one_use() {
    for test in each_database().await {
        let folder = Folder::new();
        let settings = settings(&test.url, &folder, &[]);
        let opened = open(&settings).await.unwrap();
        fill(&opened, &settings).await.unwrap();
        let (db, keys) = (&opened.db, &opened.keys);
        let issue = async |wanted: Wanted| issue(db, keys, &Chance::system(), NOW, &wanted).await;

        assert!(matches!(
            issue(wanted("345", None, None)).await,
            Err(IssueError::Several(2))
        ));
        assert!(matches!(
            issue(wanted("999", None, None)).await,
            Err(IssueError::Nobody)
        ));
        let born = CivilDate::new(1982, 6, 15);
        assert!(issue(wanted("345", None, born)).await.is_ok());
        let first = issue(wanted("00345", Some("1"), None)).await.unwrap();
        let second = issue(wanted("345", Some("01"), None)).await.unwrap();
        assert_eq!(second.expires_at, NOW + 14 * DAY);

        let people = person::by_number(
            db.reader(),
            &wanted("345", None, None).symbol,
            &wanted("345", None, None).number,
        )
        .await
        .unwrap();
        let id = people[1].id;
        let spend = async |code: &str, at| {
            code::spend(db.writer(), id, &keys.digest(DIGEST, code), at)
                .await
                .unwrap()
        };
        assert!(
            !spend(first.code.as_str(), NOW).await,
            "only the newest counts"
        );
        assert!(!spend(second.code.as_str(), NOW + 15 * DAY).await);
        assert!(spend(second.code.as_str(), NOW + DAY).await);
        assert!(!spend(second.code.as_str(), NOW + DAY).await);
        let mut events = staff_event::latest(db.reader(), 99).await.unwrap();
        events.retain(|event| event.person_id == Some(id));
        assert!(events.iter().all(|event| event.kind == "registration-code"));
        assert_eq!(events.len(), 3);
    }
}

#[tokio::test]
async fn a_backup_is_a_database() {
    let test = fresh_sqlite().await;
    super::roster::some_people(&test.db, 30).await;
    let folder = Folder::new();
    let file = folder.0.join("backup.sqlite");
    backup(&test.db, &file).await.unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o077, 0);
    assert_eq!(
        fs::read_dir(&folder.0).unwrap().count(),
        1,
        "nothing else is left behind"
    );
    let copy = Db::connect(&format!("sqlite://{}", file.display()))
        .await
        .unwrap();
    assert_eq!(person::count(copy.reader()).await.unwrap(), 30);
    assert_eq!(copy.migrations_ahead().await.unwrap(), 0);
}

#[tokio::test]
async fn a_backup_overwrites_nothing() {
    let test = fresh_sqlite().await;
    let folder = Folder::new();
    let file = folder.0.join("backup.sqlite");
    fs::write(&file, "precious").unwrap();
    assert!(matches!(
        backup(&test.db, &file).await,
        Err(BackupError::Exists(_))
    ));
    assert_eq!(fs::read_to_string(&file).unwrap(), "precious");
    let nowhere = folder.0.join("missing/backup.sqlite");
    assert!(backup(&test.db, &nowhere).await.is_err());
    fs::write(
        folder.0.join("other.sqlite.unfinished"),
        "from an earlier crash",
    )
    .unwrap();
    backup(&test.db, &folder.0.join("other.sqlite"))
        .await
        .unwrap();
}

#[tokio::test]
async fn postgres_is_backed_up_by_its_own_tools() {
    if let Some(test) = fresh_postgres().await {
        let error = backup(&test.db, "backup.dump".as_ref()).await.unwrap_err();
        assert!(error.to_string().contains("pg_dump"));
    }
}

async fn finding(settings: &Settings, subject: &str) -> Finding {
    let findings = examine(settings, &Clock::fixed(NOW)).await;
    findings
        .into_iter()
        .find(|finding| finding.subject == subject)
        .unwrap()
}

#[tokio::test]
async fn the_doctor_finds_nothing_before_the_first_start_and_makes_nothing() {
    let folder = Folder::new();
    let url = format!("sqlite://{}", folder.0.join("new/mypage.sqlite").display());
    let settings = settings(&url, &folder, &[]);
    for finding in examine(&settings, &Clock::fixed(NOW)).await {
        if finding.subject != "サイト" {
            assert!(finding.verdict.is_ok(), "{finding}");
        }
    }
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 0);
}

#[tokio::test]
async fn the_doctor_names_what_is_wrong() {
    for test in each_database().await {
        let folder = Folder::new();
        let settings_with = |more: &[(&str, &str)]| settings(&test.url, &folder, more);
        let fine = settings_with(&[]);
        open(&fine).await.unwrap();
        assert!(
            finding(&fine, "データベース")
                .await
                .to_string()
                .starts_with('✓')
        );
        assert!(finding(&fine, "鍵").await.verdict.is_ok());

        let open_url = settings_with(&[("PUBLIC_URL", "http://mypage.example.jp")]);
        assert!(
            finding(&open_url, "公開する URL")
                .await
                .to_string()
                .starts_with("✗ 公開する URL: http://mypage")
        );
        let mail = settings_with(&[
            ("PUBLIC_URL", "https://a.example.jp"),
            ("SMTP_URL", "smtp://127.0.0.1:9"),
        ]);
        assert!(finding(&mail, "メール").await.verdict.is_err());

        staff_event::record(test.db.writer(), "test", None, "", NOW + DAY)
            .await
            .unwrap();
        if !test.db.is_postgres() {
            assert!(finding(&fine, "時計").await.verdict.is_err());
        }

        let key = folder.0.join(KEY_FILE);
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(finding(&fine, "鍵").await.to_string().contains("chmod 600"));
        fs::remove_file(&key).unwrap();
        assert!(
            finding(&fine, "鍵").await.verdict.is_err(),
            "a used database without its key"
        );
        Keys::load_or_create(&folder.0).unwrap();
        assert!(finding(&fine, "鍵").await.to_string().contains("元の鍵"));
    }
}

#[tokio::test]
async fn the_doctor_looks_at_the_signature() {
    let folder = Folder::new();
    let url = format!("sqlite://{}", folder.0.join("mypage.sqlite").display());
    let mut settings = settings(&url, &folder, &[]);
    let subject = "電子署名";
    let findings = examine(&settings, &Clock::fixed(NOW)).await;
    assert!(findings.iter().all(|finding| finding.subject != subject));
    let key = folder.0.join("key.pem");
    fs::copy(&signed::files().key, &key).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o640)).unwrap();
    settings.expense_xml = Some(ExpenseXml {
        key: key.clone(),
        ..signed::files()
    });
    let said = finding(&settings, subject).await.to_string();
    assert!(said.contains("chmod 600"), "{said}");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let said = finding(&settings, subject).await.to_string();
    assert!(said.ends_with("(2126-01-01 まで有効)"), "{said}");
    let later = Clock::fixed(NOW + 100 * 366 * DAY);
    let findings = examine(&settings, &later).await;
    let ended = findings.iter().find(|finding| finding.subject == subject);
    assert!(
        ended
            .unwrap()
            .to_string()
            .contains("ダウンロードできません")
    );
    fs::write(&key, "").unwrap();
    assert!(finding(&settings, subject).await.verdict.is_err());
}

#[tokio::test]
async fn the_doctor_sees_a_database_that_is_away_or_behind() {
    let folder = Folder::new();
    let away = settings("postgres://nobody@127.0.0.1:9/none", &folder, &[]);
    assert!(finding(&away, "データベース").await.verdict.is_err());
    let test = super::db::empty_sqlite().await;
    let behind = settings(&test.url, &folder, &[]);
    assert!(
        finding(&behind, "データベース")
            .await
            .to_string()
            .contains("表の更新が")
    );
}
