//! Mails over real sockets: what stands on the wire, and what is made of each answer.

use std::{os::unix::fs::PermissionsExt, time::Duration};

use super::smtp::{Habits, Reaction, SmtpServer};
use crate::server::mail::{
    address::WireAddress,
    message::Message,
    read::Letter,
    transport::{Delivery, Folder, Parcel, Patience, Reply, Security, Smtp, SmtpConfig},
};

fn parcel(to: &str) -> Parcel {
    let from = WireAddress::new("no-reply@sorairo-kenpo.example.jp").unwrap();
    let to = WireAddress::new(to).unwrap();
    let message = Message {
        from_name: "空色健康保険組合".into(),
        from: from.clone(),
        to: to.clone(),
        reply_to: None,
        subject: "マイページ登録手続き".into(),
        text: "こんにちは。\n.点で始まる行\n".into(),
        html: "<p>こんにちは。</p>".into(),
        at: 1_795_312_800_000,
        id: "outbox-7.0a1b2c3d".into(),
    };
    Parcel {
        id: 7,
        from,
        to,
        bytes: message.bytes(),
    }
}

fn smtp(url: &str) -> Smtp {
    Smtp::new(SmtpConfig::parse(url).unwrap()).unwrap()
}

fn encrypted_url(server: &SmtpServer, scheme: &str, login: &str, tls: &str) -> String {
    format!(
        "{scheme}://{login}localhost:{}?ca={}{tls}",
        server.address().port(),
        server.ca().display()
    )
}

#[tokio::test]
async fn an_old_mobile_address_goes_out_as_one_quoted_recipient() {
    let server = SmtpServer::start().await;
    let parcel = parcel("a..b.@docomo.ne.jp");
    let delivery = smtp(&server.url()).send(&parcel).await;
    assert_eq!(
        delivery,
        Delivery::Accepted(Reply::new(Some(250), "2.0.0 taken"))
    );
    let [mail] = server.take().try_into().unwrap();
    assert_eq!(mail.from, "<no-reply@sorairo-kenpo.example.jp>");
    assert_eq!(mail.to, ["<\"a..b.\"@docomo.ne.jp>"]);
    let text = String::from_utf8(mail.data.clone()).unwrap();
    let to_headers: Vec<&str> = text
        .lines()
        .filter(|line| line.to_ascii_lowercase().starts_with("to:"))
        .collect();
    assert_eq!(to_headers, ["To: <\"a..b.\"@docomo.ne.jp>"]);
    assert_eq!(
        Letter::read(&mail.data).unwrap(),
        Letter::read(&parcel.bytes).unwrap()
    );
}

#[tokio::test]
async fn one_connection_carries_many_mails() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server.url());
    for _ in 0..5 {
        let delivery = smtp.send(&parcel("hanako@example.jp")).await;
        assert!(matches!(delivery, Delivery::Accepted(_)));
    }
    server.taken(5).await;
    assert_eq!((server.take().len(), server.connections()), (5, 1));
    smtp.close().await;
    assert_eq!(server.commands().last().map(String::as_str), Some("QUIT"));
}

#[tokio::test]
async fn answers_decide_between_later_and_never() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server.url());
    let cases = [
        (Reaction::AtRecipient("450 4.2.0 greylisted"), false),
        (
            Reaction::AtRecipient("550 5.1.1 <a@example.jp> unknown"),
            true,
        ),
        (Reaction::AtEnd("451 4.3.0 try again"), false),
        (Reaction::AtEnd("554 5.7.1 refused as spam"), true),
        (Reaction::AtMail("530 5.7.0 must log in"), false),
        (Reaction::AtMail("550 5.7.1 sender refused"), true),
        (Reaction::HangUp, false),
    ];
    for (reaction, never) in cases {
        server.next([reaction.clone()]);
        let delivery = smtp.send(&parcel("hanako@example.jp")).await;
        match delivery {
            Delivery::Refused(reply) => {
                assert!(never, "{reaction:?}: {reply:?}");
                assert!(!reply.text.contains('@'));
            }
            Delivery::Later(reply) => assert!(!never, "{reaction:?}: {reply:?}"),
            Delivery::Accepted(_) => panic!("{reaction:?}"),
        }
    }
    assert_eq!(server.take(), []);
}

#[tokio::test]
async fn a_connection_that_went_stale_is_replaced_at_once() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server.url());
    smtp.send(&parcel("hanako@example.jp")).await;
    server.next([Reaction::AtMail("421 4.4.2 idle for too long")]);
    let delivery = smtp.send(&parcel("hanako@example.jp")).await;
    assert!(matches!(delivery, Delivery::Accepted(_)), "{delivery:?}");
    assert_eq!((server.take().len(), server.connections()), (2, 2));
}

#[tokio::test]
async fn silence_ends_after_the_time_set() {
    let server = SmtpServer::start().await;
    server.next([Reaction::Silence]);
    let config = SmtpConfig {
        patience: Patience {
            connect: Duration::from_secs(10),
            command: Duration::from_millis(50),
        },
        ..SmtpConfig::parse(&server.url()).unwrap()
    };
    let delivery = Smtp::new(config)
        .unwrap()
        .send(&parcel("a@example.jp"))
        .await;
    assert_eq!(
        delivery,
        Delivery::Later(Reply::new(None, "no answer in time"))
    );
}

#[tokio::test]
async fn nobody_there_means_later() {
    // Port 1 (tcpmux) is nobody's on this machine; a connection is refused at once.
    let delivery = smtp("smtp://127.0.0.1:1")
        .send(&parcel("a@example.jp"))
        .await;
    assert!(matches!(delivery, Delivery::Later(_)), "{delivery:?}");
}

#[tokio::test]
async fn starttls_and_implicit_tls_protect_mail_and_password() {
    let cases = [
        (
            "smtp",
            "&tls=required",
            Habits {
                starttls: true,
                ..Habits::default()
            },
        ),
        (
            "smtps",
            "",
            Habits {
                implicit: true,
                ..Habits::default()
            },
        ),
    ];
    for (scheme, tls, habits) in cases {
        let server = SmtpServer::with(habits).await;
        let url = encrypted_url(&server, scheme, "user:p%40ss@", tls);
        let delivery = smtp(&url).send(&parcel("hanako@example.jp")).await;
        assert!(matches!(delivery, Delivery::Accepted(_)), "{delivery:?}");
        let [mail] = server.take().try_into().unwrap();
        assert!(mail.encrypted);
        // base64 of NUL user NUL p@ss
        assert_eq!(mail.auth.as_deref(), Some("AHVzZXIAcEBzcw=="));
    }
}

#[tokio::test]
async fn an_untrusted_certificate_gets_no_mail() {
    let server = SmtpServer::with(Habits {
        starttls: true,
        ..Habits::default()
    })
    .await;
    let url = format!("smtp://localhost:{}?tls=required", server.address().port());
    let delivery = smtp(&url).send(&parcel("hanako@example.jp")).await;
    assert!(matches!(delivery, Delivery::Later(_)), "{delivery:?}");
    assert_eq!(server.take(), []);
}

#[tokio::test]
async fn required_encryption_that_is_not_offered_gets_no_mail_and_no_password() {
    let server = SmtpServer::start().await;
    let config = SmtpConfig {
        security: Security::Required,
        ..SmtpConfig::parse(&encrypted_url(&server, "smtp", "user:pass@", "")).unwrap()
    };
    let smtp = Smtp::new(config).unwrap();
    assert!(smtp.check().await.is_err());
    let delivery = smtp.send(&parcel("hanako@example.jp")).await;
    assert!(matches!(delivery, Delivery::Later(_)), "{delivery:?}");
    assert!(
        !server
            .commands()
            .iter()
            .any(|line| line.starts_with("AUTH"))
    );
}

#[tokio::test]
async fn files_are_whole_and_one_per_row() {
    let data_dir = std::env::temp_dir().join(format!("mypage-mail-{}", std::process::id()));
    let folder = Folder::new(&data_dir);
    assert_eq!(folder.list().unwrap(), Vec::<i64>::new());
    let first = parcel("a..b.@docomo.ne.jp");
    for id in [1, 2, 12, 2] {
        let delivery = folder
            .send(&Parcel {
                id,
                ..first.clone()
            })
            .await;
        assert!(matches!(delivery, Delivery::Accepted(_)));
    }
    assert_eq!(folder.list().unwrap(), [12, 2, 1]);
    assert_eq!(folder.read(12).unwrap(), Some(first.bytes));
    assert_eq!(folder.read(3).unwrap(), None);
    let file = std::fs::metadata(data_dir.join("mail/00000012.eml")).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
    std::fs::remove_dir_all(&data_dir).unwrap();
}
