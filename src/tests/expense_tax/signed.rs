//! XML with the society's electronic signature: only where it has loaded what that takes, and only while its certificate holds.
//!
//! The key and the certificates beside this file belong to nobody.

use std::{fs, path::PathBuf};

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD};
use bergshamra_c14n::{C14nMode, canonicalize, canonicalize_doc};
use bergshamra_xml::NodeSet;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use sha2::{Digest, Sha256};
use x509_cert::{
    Certificate,
    der::{Decode, asn1::BitString},
};

use super::{family, file};
use crate::{
    domain::expense::tax::file::TaxFile,
    server::{
        clock::DAY,
        expense::tax::xml::SignedXml,
        settings::{ExpenseXml, Settings},
    },
    tests::{app::on_each_as_set, expense_rows::all_proven, folder::Folder, people},
};

fn beside(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/expense_tax/signed");
    PathBuf::from(folder).join(name)
}

/// What the society of tests has: the sample of the documentation for a layout.
pub fn files() -> ExpenseXml {
    let layout = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/docs/samples/expense-notice.xml"
    );
    ExpenseXml {
        layout: layout.into(),
        certificate: beside("certificate.pem"),
        key: beside("key.pem"),
    }
}

/// A society that signs.
pub fn signs(settings: &mut Settings) {
    settings.expense_xml = Some(files());
}

fn ends_soon(settings: &mut Settings) {
    let certificate = beside("ending-certificate.pem");
    settings.expense_xml = Some(ExpenseXml {
        certificate,
        ..files()
    });
}

/// The text between two others.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}

/// Whether a document is what its signature was made over, as whoever gets it would find out.
fn holds(xml: &str) -> bool {
    let value = |name: &str| {
        let (open, close) = (format!("<dsig:{name}>"), format!("</dsig:{name}>"));
        STANDARD.decode(between(xml, &open, &close)).unwrap()
    };
    let (before, signature) = xml.split_once("<dsig:Signature ").unwrap();
    let (_, after) = signature.split_once("</dsig:Signature>").unwrap();
    let plain = format!("{before}{after}");
    let plain = canonicalize::<&str>(&plain, C14nMode::Inclusive, None, &[]).unwrap();
    let document = uppsala::parse(xml).unwrap();
    let info = document.get_elements_by_tag_name("SignedInfo")[0];
    let info = NodeSet::tree_without_comments(info, &document);
    let info = canonicalize_doc::<&str>(&document, C14nMode::Inclusive, Some(&info), &[]).unwrap();
    let certificate = Certificate::from_der(&value("X509Certificate")).unwrap();
    let key = certificate.tbs_certificate().subject_public_key_info();
    let key: &BitString = &key.subject_public_key;
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.as_bytes().unwrap());
    Sha256::digest(plain).as_slice() == value("DigestValue")
        && key.verify(&info, &value("SignatureValue")).is_ok()
}

#[tokio::test]
async fn whoever_may_see_the_year_gets_it_signed() {
    on_each_as_set(signs, |app| async move {
        let mut family = family(&app).await;
        let page = family.hanako.opens("/expenses/tax").await;
        page.says("電子署名付きのXML(この画面からダウンロードするもの)\ne-Taxで受け付けられれば、なります")
            .says("書き換えると署名が無効になります。");
        let link = "href=\"/expenses/tax/2026/notice.xml\"";
        assert!(page.html.contains(link));
        let bytes = file(&mut family.hanako, 2026, TaxFile::Signed).await;
        let xml = String::from_utf8(bytes.clone()).unwrap();
        assert!(holds(&xml));
        for item in [
            "<insured>空野 花子</insured>",
            "<insurer>空色健康保険組合</insurer>",
            "<person name=\"空野 太郎\">",
            "<care category=\"医科入院\" days=\"5\" month=\"2026-06\">",
            "<institution>ひかり総合病院</institution>",
            "<given-back>25000</given-back>",
            "<institution>=SUM(A1)薬局</institution>",
            // what the PDF sums up to
            "<paid>103750</paid>",
            "<missing>2026-09</missing>",
        ] {
            assert!(xml.contains(item), "{item} in {xml}");
        }
        // without ④ a row stands for no receipt; nor is there a 記号・番号
        assert!(!xml.contains("柔整") && !xml.contains("345"), "{xml}");
        for (written, changed) in [("103750", "203750"), ("空野 花子", "空野 華子"), ("R\">", "H\">")] {
            assert!(!holds(&xml.replace(written, changed)), "{changed}");
        }
        let again = file(&mut family.hanako, 2026, TaxFile::Signed).await;
        assert_eq!(bytes, again);
    })
    .await;
}

#[tokio::test]
async fn after_the_certificate_has_ended_there_is_none() {
    on_each_as_set(ends_soon, |app| async move {
        let mut family = family(&app).await;
        file(&mut family.hanako, 2026, TaxFile::Signed).await;
        app.wait(10 * DAY);
        let form = people::hanako();
        let mut hanako = app.browser();
        hanako.logs_in(&form.email, &form.password).await;
        all_proven(&app).await;
        let page = hanako.opens("/expenses/tax").await;
        assert!(!page.text().contains("XML"));
        let gone = hanako.downloads("/expenses/tax/2026/notice.xml").await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// The sentence that stops the start with this layout, if there is one.
fn refused_or_not(layout: &str) -> Result<(), String> {
    let folder = Folder::new();
    let path = folder.0.join("layout.xml");
    fs::write(&path, layout).unwrap();
    let files = ExpenseXml {
        layout: path,
        ..files()
    };
    SignedXml::load(&files).map(|_| ())
}

#[test]
fn a_layout_that_cannot_be_filled_in_stops_the_start() {
    for (layout, sentence) in [
        ("{{ number", "読めません"),
        ("<a>{{ name }}</a>", "undefined"),
        ("<a>{{ number }}", "XMLの書き方になっていません"),
        ("<a>{% for p in people %}<b{% endfor %}</a>", "XMLの書き方"),
        ("<a/><?x </a> ?>", "ルート要素のあと"),
        (
            "<a><s xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/></a>",
            "署名がすでにある",
        ),
    ] {
        let said = refused_or_not(layout).unwrap_err();
        assert!(
            said.contains("layout.xml") && said.contains(sentence),
            "{said}"
        );
    }
    let plain = refused_or_not("<?xml-stylesheet href=\"a.xsl\"?><a/><!-- behind -->");
    assert_eq!(plain, Ok(()));
}

#[test]
fn a_key_that_is_not_the_certificates_stops_the_start() {
    let with = |certificate: &str, key: &str| {
        let files = ExpenseXml {
            certificate: beside(certificate),
            key: beside(key),
            ..files()
        };
        SignedXml::load(&files).unwrap_err()
    };
    assert!(with("certificate.pem", "other-key.pem").contains("証明書の鍵ではありません"));
    assert!(with("none.pem", "key.pem").contains("証明書(PEM)を読めません"));
    assert!(with("certificate.pem", "certificate.pem").contains("秘密鍵(PEM)を読めません"));
    let key = rcgen::KeyPair::generate().unwrap();
    let folder = Folder::new();
    let path = folder.0.join("ec.pem");
    fs::write(&path, key.serialize_pem()).unwrap();
    let files = ExpenseXml {
        key: path,
        ..files()
    };
    assert!(SignedXml::load(&files).unwrap_err().contains("RSA"));
}
