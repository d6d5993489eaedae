//! Files that cannot be what they should be, sent as a browser does: what the page says, and that nothing of them stays.

use std::fs;

use axum::{
    body::{Body, Bytes},
    http::{Request, StatusCode, header},
};

use http_body_util::channel::Channel;

use super::{HANAKO, HEADER, TARO, file, on_each_desk, settles, state, uploads};
use crate::{
    domain::staff::Role,
    tests::{
        app::{PUBLIC_URL, TestApp},
        browser::location,
        clerk::Clerk,
    },
    web::path,
};

/// How many files are in the data folder.
fn files(app: &TestApp) -> usize {
    let folder = app.state.settings.data_dir.join("expenses");
    fs::read_dir(folder).map_or(0, Iterator::count)
}

/// Asserts that a file is refused with these words, and that the batch's record is all that is left of it.
async fn refused(app: &TestApp, manager: &mut Clerk, file: &[u8], words: &str) {
    let answer = uploads(manager, "8月", file).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{words}");
    settles(app).await;
    let at = location(&answer).unwrap();
    manager.opens(&at).await.says("取り込めません").says(words);
    assert_eq!(state(app, &at).await, "refused", "{words}");
    assert_eq!(files(app), 0, "{words}");
    for table in ["expense", "expense_orphan"] {
        assert_eq!(app.count(table, "TRUE").await, 0, "{words}");
    }
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[tokio::test]
async fn what_is_no_such_file_is_refused_in_plain_words() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let whole = file(&[HANAKO, TARO]);
        let text = String::from_utf8(whole.clone()).unwrap();
        let at = |what: &str| text.find(what).unwrap();
        let without_number = text.replace(",番号,", ",");
        let neither = "UTF-8 でも CP932 でもない文字があります";
        let cases: [(&[u8], &str); 10] = [
            (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "Excel のブックです"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Excel のブックです"),
            (
                b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n",
                "見出しに 記号・番号・",
            ),
            (b"\x00\x00\x00\x00", "見出しに 記号・番号・"),
            (without_number.as_bytes(), "見出しに 番号 の列がありません"),
            (HEADER.as_bytes(), "見出しの下に1行もありません"),
            (&utf16(&text), neither),
            // cut in the midst of a row
            (
                &whole[..at("みどり薬局")],
                "列の数が見出しと違います(見出し 21、この行 9)",
            ),
            // and in the midst of a letter: two of its three bytes are there
            (&whole[..at("みどり薬局") + 2], neither),
            (&whole[..at("あおぞら") + 1], neither),
        ];
        for (bytes, words) in cases {
            refused(&app, &mut manager, bytes, words).await;
        }
    })
    .await;
}

#[tokio::test]
async fn control_characters_are_named_by_their_cell() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        for (from, to, words) in [
            ("あおぞら", "あお\0ぞら", "2行目\n医療機関名"),
            ("A0001", "A\u{1b}0001", "2行目\n整理番号"),
            ("10000", "10\u{0}000", "2行目\n総額"),
        ] {
            let row = HANAKO.replace(from, to);
            refused(&app, &mut manager, &file(&[&row]), words).await;
        }
        // a column nobody reads may hold anything; PostgreSQL keeps no NUL
        let named = format!("{HEADER},メ\0モ");
        let text = [named, format!("{HANAKO},\0\0")].join("\r\n");
        let answer = uploads(&mut manager, "8\0月", text.as_bytes()).await;
        settles(&app).await;
        let at = location(&answer).unwrap();
        manager.opens(&at).await.says("確認済み");
        assert_eq!(files(&app), 1);
    })
    .await;
}

/// A form whose file is one line of so many pieces.
fn one_line(pieces: usize) -> Request<Body> {
    const PIECE: usize = 256 * 1024;
    let begin = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
    let begin = Bytes::from([begin, HEADER, "\r\n"].concat());
    let piece = Bytes::from(vec![b'1'; PIECE]);
    let parts = std::iter::once(begin)
        .chain(std::iter::repeat_n(piece, pieces))
        .chain([Bytes::from_static(b"\r\n--b--\r\n")]);
    let (mut sender, body) = Channel::<Bytes>::new(1);
    tokio::spawn(async move {
        for part in parts {
            // whoever answers before the end has heard enough
            if sender.send_data(part).await.is_err() {
                return;
            }
        }
    });
    Request::post(path::STAFF_EXPENSES_UPLOAD)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header(header::ACCEPT, "text/html")
        .header(header::ORIGIN, PUBLIC_URL)
        .header("sec-fetch-site", "same-origin")
        .body(Body::new(body))
        .unwrap()
}

/// 100 MB without an end of line: what is held of a record is bounded (`records`), so it is refused after half a megabyte of it.
#[tokio::test]
async fn a_line_without_end_is_refused() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let answer = manager.send(one_line(400)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        settles(&app).await;
        let at = location(&answer).unwrap();
        manager
            .opens(&at)
            .await
            .says("2行目")
            .says("CSV として読めません");
        assert_eq!(files(&app), 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_too_large_is_heard_out_and_not_kept() {
    on_each_desk(|app| async move {
        let node = app.another_node_taking(1024 * 1024).await;
        let mut manager = app.staff(Role::Manager).await;
        manager.moves_to(&node);
        let answer = manager.send(one_line(5)).await;
        let to = location(&answer).unwrap();
        manager
            .opens(&to)
            .await
            .says("より大きいため、受け取りませんでした")
            .says("何も残っていません");
        assert_eq!(files(&app), 0);
        assert_eq!(app.count("expense_batch", "TRUE").await, 0);
        // the size itself is fine
        let exactly = [
            file(&[HANAKO]),
            vec![b'\n'; 1024 * 1024 - file(&[HANAKO]).len()],
        ]
        .concat();
        let answer = uploads(&mut manager, "", &exactly).await;
        assert!(location(&answer).unwrap().starts_with("/staff/expenses/"));
        node.state.tasks.close();
        node.state.tasks.wait().await;
        assert_eq!(app.count("expense_batch", "state = 'checked'").await, 1);
    })
    .await;
}
