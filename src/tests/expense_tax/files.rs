//! What the files say.

use axum::http::{Method, StatusCode, header};

use super::{family, file, said, signed::signs};
use crate::{
    domain::expense::{
        kind::Kind,
        tax::file::{Part, TaxFile},
    },
    server::clock::{DAY, MINUTE},
    tests::{
        app::{on_each, on_each_as_set},
        browser::location,
        expense_rows::{all_proven, month, publish, row},
        people,
    },
};

const ROWS: &str = "\u{FEFF}受診者,診療年月,区分,医療機関名,日数,医療費総額,健保負担,公費負担,窓口相当額,食事療養の総額,食事療養の自己負担,支払った医療費の額,高額療養費,付加給付,請求年月,修正\r
空野 花子,2026年4月,医科外来,みどり内科,1,10000,7000,0,3000,0,0,3000,0,0,2026年5月,\r
空野 花子,2026年4月,医科外来,みどり内科,1,5000,3500,0,1500,0,0,1500,0,0,2026年5月,修正あり\r
空野 花子,2026年6月,医科入院,ひかり総合病院,5,300000,210000,0,90000,10350,7650,97650,20000,5000,2026年7月,\r
空野 太郎,2026年5月,調剤,'=SUM(A1)薬局,1,4000,2800,0,1200,0,0,1200,0,0,2026年6月,\r
空野 太郎,2026年6月,柔整,,1,2000,1400,0,600,0,0,600,0,0,2026年7月,\r
空野 太郎,2026年6月,歯科,そら歯科,1,3000,2100,500,400,0,0,400,0,0,2026年7月,\r
";

const FORM: &str = "\u{FEFF}医療を受けた人,病院・薬局などの名称,診療・治療,医薬品購入,介護保険サービス,その他の医療費,支払った医療費の金額,左のうち、補填される金額,支払年月日,診療年月(貼り付けません)\r
";

#[tokio::test]
async fn tables_hold_the_rows_that_count() {
    on_each(|app| async move {
        let mut family = family(&app).await;
        let browser = &mut family.hanako;
        let rows = file(browser, 2026, TaxFile::Rows).await;
        assert_eq!(said(TaxFile::Rows, &rows), ROWS);
        let rest = TaxFile::FormCsv(Part::Rest);
        let text = said(rest, &file(browser, 2026, rest).await);
        let nameless = "空野 太郎,,該当する,,,,600,0,,2026年6月\r\n";
        assert_eq!(text, [FORM, nameless].concat());
        let all = TaxFile::FormCsv(Part::All);
        let text = said(all, &file(browser, 2026, all).await);
        let lines = [
            "空野 花子,みどり内科,該当する,,,,1500,0,,2026年4月\r\n",
            "空野 花子,みどり内科,該当する,,,,3000,0,,2026年4月\r\n",
            "空野 花子,ひかり総合病院,該当する,,,,97650,25000,,2026年6月\r\n",
            "空野 太郎,'=SUM(A1)薬局,,該当する,,,1200,0,,2026年5月\r\n",
            "空野 太郎,そら歯科,該当する,,,,400,0,,2026年6月\r\n",
            nameless,
        ];
        assert_eq!(text, [FORM, &lines.concat()].concat());
        let sheet = TaxFile::FormSheet(Part::All);
        let text = said(sheet, &file(browser, 2026, sheet).await);
        // text, never a formula
        assert!(
            text.contains("=SUM(A1)薬局") && !text.contains("<f>"),
            "{text}"
        );
        assert!(text.contains("<v>97650</v>"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn the_notice_has_the_six_items_and_sums_up() {
    on_each(|app| async move {
        let mut family = family(&app).await;
        let bytes = file(&mut family.hanako, 2026, TaxFile::Notice).await;
        let text = said(TaxFile::Notice, &bytes);
        for item in [
            "被保険者等の氏名空野 花子",
            "療養を受けた方: 空野 花子 様",
            "療養を受けた方: 空野 太郎 様",
            "2026年6月ひかり総合病院医科入院5日97,650円",
            "2026年4月みどり内科医科外来1日1,500円",
            "2026年6月そら歯科歯科※1日400円",
            "保険者の名称空色健康保険組合",
            // 3,000 + 1,500 + 97,650, and 1,200 + 400
            "小計102,150円",
            "小計1,600円",
            "支払った医療費の額の合計103,750円",
            "補てんされる金額の合計25,000円",
            "空野 花子2026年6月ひかり総合病院20,000円5,000円",
            "空野 太郎2026年6月柔整1日600円",
            "合計600円",
            "2026年9月・10月・11月の診療分は",
            "2026年12月以降の診療分は、これからです。",
            "発行日 2026年11月23日(月)",
            "領収書や医療費通知の代わりに確定申告書に添付することはできません",
        ] {
            assert!(text.contains(item), "{item} is not in:\n{text}");
        }
        // withdrawn, put right since, of another year
        for gone in ["まちがい病院", "9,999円", "きのう医院"] {
            assert!(!text.contains(gone), "{gone} is in:\n{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn no_file_holds_a_number_of_anybody() {
    on_each_as_set(signs, |app| async move {
        let mut family = family(&app).await;
        for one in TaxFile::ALL {
            let text = said(one, &file(&mut family.hanako, 2026, one).await);
            for secret in ["345", "1980", "ソラノ", "06990014", "hanako@"] {
                assert!(!text.contains(secret), "{secret} is in {one:?}:\n{text}");
            }
        }
        let page = family.hanako.opens("/expenses/tax?year=2026").await.text();
        assert!(!page.contains("345") && !page.contains("1980"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn the_same_content_has_the_same_number() {
    on_each(|app| async move {
        let mut family = family(&app).await;
        let notice = TaxFile::Notice;
        let first = file(&mut family.hanako, 2026, notice).await;
        app.wait(DAY);
        let mut hanako = app.browser();
        let form = people::hanako();
        hanako.logs_in(&form.email, &form.password).await;
        all_proven(&app).await;
        let again = file(&mut hanako, 2026, notice).await;
        assert!(first == again, "the next day it is the same file");
        assert_eq!(app.count("expense_document", "TRUE").await, 1);
        // a batch that changes nothing of this year
        let before = [row(
            family.hanako_id,
            month(2025, 11),
            "みどり内科",
            300,
            "C2",
        )];
        publish(&app, month(2026, 8), &before).await;
        assert!(first == file(&mut hanako, 2026, notice).await);
        let mut corrected = row(family.hanako_id, month(2026, 4), "みどり内科", 2_700, "A1");
        corrected.kind = Kind::Correction;
        publish(&app, month(2026, 8), &[corrected]).await;
        let other = said(notice, &file(&mut hanako, 2026, notice).await);
        assert_eq!(app.count("expense_document", "TRUE").await, 2);
        let number = |text: &str| {
            let (_, after) = text.split_once("発行番号 ").unwrap();
            after.chars().take(13).collect::<String>()
        };
        let counted = |number: String| number[5..].parse::<u64>().unwrap();
        let first = said(notice, &first);
        assert!(number(&first).starts_with("2026-"), "{first}");
        assert_ne!(number(&first), number(&other));
        let next = counted(number(&first)) + 1;
        assert_ne!(counted(number(&other)), next, "a gap would tell of others");
        assert!(other.contains("発行日 2026年11月24日(火)"), "{other}");
        // a year without rows says so
        let empty = said(notice, &file(&mut hanako, 2022, notice).await);
        assert!(empty.contains("お知らせする医療費はありません"), "{empty}");
    })
    .await;
}

#[tokio::test]
async fn files_are_behind_the_second_step() {
    on_each_as_set(signs, |app| async move {
        let mut family = family(&app).await;
        for one in TaxFile::ALL {
            let path = format!("/expenses/tax/2026/{}", one.name());
            let answer = app.browser().ask(Method::GET, &path).await;
            let to = location(&answer).unwrap();
            assert!(to.starts_with("/login?next=/expenses"), "{to}");
        }
        app.wait(16 * MINUTE);
        for one in TaxFile::ALL {
            let path = format!("/expenses/tax/2026/{}", one.name());
            let answer = family.hanako.ask(Method::GET, &path).await;
            let to = location(&answer).unwrap();
            assert!(to.starts_with("/expenses/verify"), "{to}");
        }
        all_proven(&app).await;
        for forged in ["2020", "2027", "0", "02026", "%27--", "2026%0d%0aX", "-1"] {
            let path = format!("/expenses/tax/{forged}/notice.pdf");
            let answer = family.hanako.ask(Method::GET, &path).await;
            assert_eq!(
                location(&answer).as_deref(),
                Some("/expenses/tax?year=none"),
                "{forged}"
            );
            assert!(!answer.headers.contains_key(header::CONTENT_DISPOSITION));
        }
        for unknown in ["/expenses/tax/2026/x.pdf", "/expenses/tax/2026/"] {
            let answer = family.hanako.ask(Method::GET, unknown).await;
            assert_ne!(answer.status, StatusCode::OK, "{unknown}");
        }
    })
    .await;
}
