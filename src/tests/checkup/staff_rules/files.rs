//! Files: tried first, read whole or not at all, in both encodings, and what is written out is read in again.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use encoding_rs::SHIFT_JIS;
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::{imports, mark, minato, world};
use crate::{
    api::staff_rules::FileKind,
    domain::{checkup::institution_form::InstitutionForm, staff::Role},
    server::db::checkup_rules::institution,
    tests::{
        app::{TestApp, on_each},
        clerk::Clerk,
    },
};

const HEADER: &str = "健診機関コード,名称,カナ,都道府県,市区町村,住所,最寄駅,電話番号,区分,休診曜日,土曜受診,女性専用日,バリアフリー,\
    締切(営業日前),締切(時刻),受付開始(日後),取消の費用,問診URL,受診前の準備,空き枠を公開,加入者に表示";
const MINATO: &str = "9911234567,みなと健診センター,ミナトケンシンセンター,神奈川県,横浜市,架空町1-2-3,架空駅,045-000-0000,Ａ,日・水,○,,,\
    3,17:00,14,,https://monshin.example.jp/,7: 検査容器が届きます | 1: 夜9時から絶食です,○,○";
const NANIWA: &str = "2700000001,なにわ髙﨑クリニック,ナニワクリニック,大阪,大阪市,架空町2,,06-0000-0000,b,,,○,○,5,12:00,21,=1+1,,,,";

pub(super) fn table(lines: &[&str]) -> String {
    lines.join("\r\n") + "\r\n"
}

/// The bytes of a file that is fetched.
pub(super) async fn fetches(app: &TestApp, clerk: &Clerk, path: &str) -> Vec<u8> {
    let cookie = format!("__Host-staff={}", clerk.cookie("__Host-staff").unwrap());
    let request = Request::get(path)
        .header(header::HOST, "mypage.example.jp")
        .header(header::COOKIE, cookie)
        .body(Body::empty());
    let answer = app.router().oneshot(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    let kind = answer.headers()["content-type"].to_str().unwrap();
    assert!(kind.starts_with("text/csv"), "{kind}");
    let body = answer.into_body().collect().await.unwrap();
    body.to_bytes().to_vec()
}

#[tokio::test]
async fn institutions_are_tried_read_and_written() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Manager).await;
        let text = table(&[HEADER, MINATO, NANIWA]);
        let (file, _, lossy) = SHIFT_JIS.encode(&text);
        assert!(!lossy);
        let page = imports(&mut clerk, FileKind::Institutions, false, &file).await;
        page.says("まだ取り込んでいません")
            .says("CP932、2行): 追加 2");
        assert_eq!(app.count("institution", "TRUE").await, 0);
        let page = imports(&mut clerk, FileKind::Institutions, true, &file).await;
        page.says("取り込みました").says("追加 2、変更 0");
        let reader = app.state.db.reader();
        let id = institution::codes(reader).await.unwrap()["9911234567"];
        let stored = institution::by_id(reader, id).await.unwrap();
        assert_eq!(InstitutionForm::of(&stored.unwrap()), minato());
        let hidden = "name = 'なにわ髙﨑クリニック' AND active = FALSE";
        assert_eq!(app.count("institution", hidden).await, 1);
        let record = "action = 'rules-imported' AND detail = 'institutions: rows 2 + 2 ~ 0 - 0'";
        assert_eq!(app.count("staff_audit", record).await, 1);
        for encoding in ["utf-8", "cp932"] {
            let path = format!("/staff/checkup/export/institutions?encoding={encoding}");
            let file = fetches(&app, &clerk, &path).await;
            let text = match encoding {
                "cp932" => SHIFT_JIS.decode(&file).0.into_owned(),
                _ => String::from_utf8(file.clone()).unwrap(),
            };
            assert!(text.contains("\"'=1+1\""), "{text}");
            let page = imports(&mut clerk, FileKind::Institutions, true, &file).await;
            page.says("追加 0、変更 0、変わらず 2");
        }
        assert_eq!(
            app.count("staff_audit", "action = 'rules-exported'").await,
            2
        );
    })
    .await;
}

#[tokio::test]
async fn one_wrong_cell_and_nothing_is_read() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Manager).await;
        let unsure = NANIWA.replace(",○,○,5,", ",たぶん,○,5,");
        let file = table(&[HEADER, MINATO, &unsure, MINATO]);
        let page = imports(&mut clerk, FileKind::Institutions, true, file.as_bytes()).await;
        page.says("誤りがあるため、何も取り込んでいません")
            .says("誤りは2件です")
            .says("3行目\n女性専用日")
            .says("4行目\n健診機関コード\n2行目と同じ対象です");
        let kanji = NANIWA.replace("ナニワ", "難波");
        let file = table(&[HEADER, MINATO, &kanji]);
        let page = imports(&mut clerk, FileKind::Institutions, true, file.as_bytes()).await;
        page.says("3行目\nカナ");
        for (file, words) in [
            (&b""[..], "ファイルを選んでください"),
            (b"\xFF\xFF", "UTF-8でもShift_JIS(CP932)でもない"),
            (b"a,b\r\n1,2\r\n", "見出しに 健診機関コード・名称"),
            ("健診機関コード\u{FFFD}\r\n".as_bytes(), "失われた文字"),
        ] {
            let page = imports(&mut clerk, FileKind::Institutions, true, file).await;
            page.says(words);
        }
        assert_eq!(app.count("institution", "TRUE").await, 0);
        assert_eq!(
            app.count("staff_audit", "action = 'rules-imported'").await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn prices_are_read_for_what_there_is() {
    on_each(|app| async move {
        let id = world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let header = "年度,料金,健診機関コード,コース,オプション,備考";
        let file = table(&[
            header,
            "2026年度,\"41,000円\",9911234567,dock,,x",
            "2026,5000,9911234567,dock,brain,",
            "2026,,9911234567,dock,stomach,",
        ]);
        let before = mark(&app, id).await;
        let page = imports(&mut clerk, FileKind::Prices, true, file.as_bytes()).await;
        page.says("追加 1、変更 1、変わらず 1、削除 0").says("備考");
        assert!(mark(&app, id).await > before);
        assert_eq!(app.count("price", "yen IN (41000, 5000)").await, 2);
        let gone = table(&[header, "2026,,9911234567,dock,brain,"]);
        let page = imports(&mut clerk, FileKind::Prices, true, gone.as_bytes()).await;
        page.says("削除 1");
        let wrong = table(&[header, "2026,x,9911234567,dock,,"]);
        let page = imports(&mut clerk, FileKind::Prices, true, wrong.as_bytes()).await;
        page.says("2行目\n料金\n料金は数字で入力してください");
        let wrong = table(&[
            header,
            "2026,1,0000000000,dock,,",
            "2026,1,9911234567,none,,",
            "2026,1,9911234567,dock,none,",
            "2025,1,9911234567,dock,,",
        ]);
        let page = imports(&mut clerk, FileKind::Prices, true, wrong.as_bytes()).await;
        page.says("2行目\n健診機関コード\nこのコードの健診機関は登録されていません")
            .says("3行目\nコース\nこの年度に")
            .says("4行目\nオプション\nこのコースに")
            .says("5行目\nコース");
        let file = fetches(&app, &clerk, "/staff/checkup/export/prices?year=2026").await;
        let text = String::from_utf8(file.clone()).unwrap();
        let rows = "9911234567,2026,dock,,41000\r\n";
        assert_eq!(
            text,
            format!("\u{FEFF}健診機関コード,年度,コース,オプション,料金\r\n{rows}")
        );
        let page = imports(&mut clerk, FileKind::Prices, true, &file).await;
        page.says("変わらず 1");
    })
    .await;
}

#[tokio::test]
async fn a_file_too_large_is_told_like_any_other_fault() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Manager).await;
        let file = vec![b'a'; 21 * 1024 * 1024];
        let page = imports(&mut clerk, FileKind::Places, true, &file).await;
        page.says("ファイルが 20 MB を超えています。");
        let answer = clerk.ask(Method::GET, "/staff/checkup/export/people").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    })
    .await;
}
