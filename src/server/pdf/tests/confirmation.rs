//! The 予約確認書: its text, its structure, its font.

use super::{
    super::{CancelCost, Confirmation, Share, Site, confirmation},
    read::{entry, open, text, whole_structure},
};
use crate::{
    domain::{checkup::yen::Yen, date::CivilDate},
    web::words::Lang,
};

fn booked() -> Confirmation {
    let share = |item: &str, price, society, own| Share {
        item: item.to_owned(),
        price: Yen::new(price),
        society: Yen::new(society),
        own: Yen::new(own),
    };
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    Confirmation {
        lang: Lang::Ja,
        society: "さくら電機健康保険組合".to_owned(),
        issued: CivilDate::new(2026, 11, 27).unwrap(),
        reference: "K27-4F9C-2210".to_owned(),
        person: "髙﨑 𠮷乃".to_owned(),
        course: "人間ドック(日帰り)".to_owned(),
        options: texts(&["胃内視鏡検査(経鼻)", "脳MRI検査"]),
        day: CivilDate::new(2027, 5, 12).unwrap(),
        reception: Some((8, 30)),
        site: Site {
            name: "みなと総合健診センター".to_owned(),
            address: "東京都港区架空町1丁目2番3号".to_owned(),
            phone: "03-0000-0000".to_owned(),
        },
        shares: vec![
            share("人間ドック(日帰り)", 44_000, 34_000, 10_000),
            share("胃内視鏡検査(経鼻)", 5_500, 3_000, 2_500),
            share("脳MRI検査", 1_022_000, 1_010_000, 12_000),
        ],
        bring: texts(&["この予約確認書", "マイナンバーカードまたは資格確認書"]),
        prepare: texts(&[
            "前日の夕食は21時までに済ませ、その後は食べないでください。水は当日の朝6時までは飲めます。お茶やジュースは飲まないでください。",
        ]),
        change_until: (CivilDate::new(2027, 5, 7).unwrap(), (17, 0)),
        too_late: false,
        cancel_cost: CancelCost::Yen(Yen::new(500)),
    }
}

const TEXT: &str = "予約確認書
発行日 2026年11月27日(金)
さくら電機健康保険組合
次のとおり、健診の予約が確定しています。
予約番号
K27-4F9C-2210
受診する方
髙﨑 〓乃 様
コース
人間ドック(日帰り)
オプション検査
胃内視鏡検査(経鼻)、脳MRI検査
受診日
2027年5月12日(水)
受付時刻
8:30
健診機関
みなと総合健診センター
所在地
東京都港区架空町1丁目2番3号
電話番号
03-0000-0000
費用と窓口でのお支払い
項目
費用
健保の補助
自己負担額
人間ドック(日帰り)
44,000円
34,000円
10,000円
胃内視鏡検査(経鼻)
5,500円
3,000円
2,500円
脳MRI検査
1,022,000円
1,010,000円
12,000円
合計
1,071,500円
1,047,000円
24,500円
自己負担額の合計が、当日に窓口でお支払いいただく額です。
当日お持ちいただくもの
・
この予約確認書
・
マイナンバーカードまたは資格確認書
受診前の準備
・
前日の夕食は21時までに済ませ、その後は食べないでください。水は当日の朝6時までは飲めます。お茶
やジュースは飲まないでください。
予約の変更と取消
2027年5月7日(金) 17:00まで、マイページで変更と取消ができます。
期限までの取消に費用はかかりません。
期限を過ぎた後は、みなと総合健診センター(電話 03-0000-0000)へご連絡ください。
期限を過ぎた取消には500円の費用がかかります。
さくら電機健康保険組合  予約確認書 予約番号 K27-4F9C-2210
1 / 1 ページ";

#[test]
fn a_confirmation_says_all_there_is_to_know() {
    let pages = text(&confirmation(&booked()));
    assert_eq!(pages.concat().join("\n"), TEXT);
}

#[test]
fn a_confirmation_says_what_is_not_known_yet() {
    let pages = text(&confirmation(&Confirmation {
        options: Vec::new(),
        reception: None,
        bring: Vec::new(),
        prepare: Vec::new(),
        cancel_cost: CancelCost::Said("3日前からは検査費用の半額です。".to_owned()),
        ..booked()
    }));
    let lines = pages.concat();
    for line in [
        "なし",
        "健診機関からの案内でご確認ください",
        "期限を過ぎた取消の費用: 3日前からは検査費用の半額です。",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line}");
    }
    assert!(
        !lines
            .iter()
            .any(|line| line == "当日お持ちいただくもの" || line == "受診前の準備")
    );
}

#[test]
fn a_confirmation_made_after_the_deadline_says_so() {
    let pages = text(&confirmation(&Confirmation {
        too_late: true,
        cancel_cost: CancelCost::Unsaid,
        ..booked()
    }));
    let text = pages.concat().concat();
    assert!(text.contains("期限(2027年5月7日(金) 17:00)を過ぎているため、"));
    assert!(!text.contains("マイページで変更と取消ができます"));
}

/// What institutions and options ask for at most fits with everything else on one sheet.
#[test]
fn a_full_confirmation_is_one_page() {
    let line = "検査キットが届きます。説明書をお読みのうえ、採取の前の2日分をお取りください。";
    let pages = text(&confirmation(&Confirmation {
        bring: vec![line.to_owned(); 3],
        prepare: vec![line.to_owned(); 7],
        cancel_cost: CancelCost::Said(
            "お送りした検査キットの代金1,100円(税込)がかかります。".to_owned(),
        ),
        ..booked()
    }));
    assert_eq!(pages.len(), 1);
}

#[test]
fn a_confirmation_is_tagged() {
    let pdf = confirmation(&booked());
    let pair = "TR(TH,TD)";
    let pairs = [pair; 9].join(",");
    let amounts = ["TR(TD,TD,TD,TD)"; 3].join(",");
    let point = "LI(Lbl,LBody)";
    let expected = format!(
        "(Document(H1,P,P,P,Table(TBody({pairs})),H2,\
         Table(THead(TR(TH,TH,TH,TH)),TBody({amounts}),TFoot(TR(TH,TD,TD,TD))),P,\
         H2,L({point},{point}),H2,L({point}),Div(P,P,P,P,P)))"
    );
    assert_eq!(whole_structure(&pdf), expected);

    let file = open(&pdf);
    let catalog = file.catalog().unwrap();
    assert_eq!(entry(&file, catalog, "Lang").as_str().unwrap(), b"ja");
    let marks = entry(&file, catalog, "MarkInfo").as_dict().unwrap();
    assert!(marks.get(b"Marked").unwrap().as_bool().unwrap());
    let info = entry(&file, &file.trailer, "Info").as_dict().unwrap();
    let title = lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap();
    assert_eq!(title, "予約確認書");
}

#[test]
fn the_font_is_in_the_file_as_far_as_it_is_used() {
    let pdf = confirmation(&booked());
    assert!((10_000..100_000).contains(&pdf.len()), "{}", pdf.len());
    let file = open(&pdf);
    let embedded = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    assert_eq!(
        embedded.filter(|object| object.has(b"FontFile2")).count(),
        1
    );
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert!(confirmation(&booked()) == confirmation(&booked()));
}
