//! Sending a file: what is taken, what is not, and that nothing is left behind.

use std::{fs, os::unix::fs::PermissionsExt};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

use super::{HANAKO, file, on_each_desk, settles, uploads};
use crate::{
    domain::staff::Role,
    tests::{app::PUBLIC_URL, browser::location},
    web::path,
};

#[tokio::test]
async fn a_file_waits_where_nobody_else_reads_it() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let answer = uploads(&mut manager, "", &file(&[HANAKO])).await;
        let at = location(&answer).unwrap();
        settles(&app).await;
        // without a label it is called by the file's own name
        manager.opens(&at).await.says("rows.csv");
        let mut found = Vec::new();
        let mut folders = vec![app.state.settings.data_dir.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => found.push(path),
                }
            }
        }
        assert_eq!(found.len(), 1, "{found:?}");
        let mode = found[0].metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let sent = "action = 'expense-file-sent' AND person_id IS NULL";
        assert_eq!(app.count("staff_audit", sent).await, 1);
    })
    .await;
}

#[tokio::test]
async fn no_file_is_said_and_a_broken_form_leaves_nothing() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let answer = uploads(&mut manager, "8月", b"").await;
        let to = location(&answer).unwrap();
        manager
            .opens(&to)
            .await
            .says("ファイルを選んでから、もう一度送ってください");
        let cut = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n記号,番";
        let request = Request::post(path::STAFF_EXPENSES_UPLOAD)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
            .header(header::ACCEPT, "text/html")
            .header(header::ORIGIN, PUBLIC_URL)
            .header("sec-fetch-site", "same-origin");
        let answer = manager.send(request.body(Body::from(cut)).unwrap()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(app.count("expense_batch", "TRUE").await, 0);
        let folder = app.state.settings.data_dir.join("expenses");
        assert_eq!(fs::read_dir(folder).unwrap().count(), 0);
    })
    .await;
}

#[tokio::test]
async fn another_site_sends_nothing() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let request = Request::post(path::STAFF_EXPENSES_UPLOAD)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
            .header(header::ORIGIN, "https://elsewhere.example.jp")
            .header("sec-fetch-site", "cross-site");
        let answer = manager.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(app.count("expense_batch", "TRUE").await, 0);
    })
    .await;
}
