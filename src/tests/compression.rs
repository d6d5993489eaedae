//! Which pages go out compressed: those that say the same to everybody. The length of any other one would tell something of
//! the token or the person it holds (BREACH).

use axum::{
    body::Body,
    http::{Request, header},
};
use tower::ServiceExt;

use super::{
    app::on_each,
    people::{hanako, taro},
};

/// As a browser asks that takes whatever there is.
fn asks_for(path: &str) -> Request<Body> {
    let request = Request::builder().uri(path);
    let request = request.header(header::ACCEPT_ENCODING, "gzip, deflate, br, zstd");
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn everybodys_pages_are_compressed() {
    on_each(|app| async move {
        for path in ["/", "/register", "/login", "/faq", "/terms", "/contact"] {
            let answer = app.router().oneshot(asks_for(path)).await.unwrap();
            assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br", "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_with_a_token_or_of_one_person_is_not() {
    on_each(|app| async move {
        let person = hanako();
        let mut browser = app.browser();
        browser.registers(&person).await;
        let link = app.mail_to(&person.email).await.link();
        let member = app.member(&taro()).await;
        for (mut browser, path) in [
            (browser, "/register/sent"),
            (app.browser(), &link),
            (member.clone(), "/mypage"),
            (member, "/mypage/profile"),
        ] {
            let answer = browser.send(asks_for(path)).await;
            assert_eq!(answer.status, 200, "{path}");
            assert!(!answer.headers.contains_key(header::CONTENT_ENCODING));
            assert!(answer.body.contains("</footer>"), "{path}: as it is");
        }
    })
    .await;
}
