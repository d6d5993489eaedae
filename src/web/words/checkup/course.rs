//! Words of 受診ナビ's entrance and of a course.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::day::{class, fiscal_year, full_day};
use crate::{
    domain::{
        checkup::{
            choice::ChoiceField, contraindication::Condition, institution::InstitutionClass,
            price::Line, yen::Yen,
        },
        date::CivilDate,
        field::FieldError,
    },
    web::words::Lang,
};

/// Words of these pages.
pub struct CourseWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub back_home: &'static str,
    pub back: &'static str,
    pub none: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub application: &'static str,
    pub examination: &'static str,
    pub facts: &'static str,
    pub examined: &'static str,
    pub options: &'static str,
    pub choose: &'static str,
    pub held: &'static str,
    pub held_link: &'static str,
    pub offered: &'static str,
    pub offered_link: &'static str,
    pub bookings: &'static str,
    pub waiting: &'static str,
    pub waiting_text: &'static str,
    pub reminders: &'static str,
    pub reminders_text: &'static str,
    pub results: &'static str,
    pub results_text: &'static str,
    pub more: &'static str,
    pub steps: [&'static str; 4],
    pub led: &'static str,
    pub led_without: &'static str,
    pub barred: &'static str,
    pub options_heading: &'static str,
    pub options_lead: &'static str,
    pub no_options: &'static str,
    pub conditions_heading: &'static str,
    pub conditions_lead: &'static str,
    pub none_of_them: &'static str,
    pub price_heading: &'static str,
    pub price_lead: &'static str,
    pub price_hint: &'static str,
    pub price_late: &'static str,
    pub price_button: &'static str,
    pub price_classes: &'static str,
    pub price_nowhere: &'static str,
    pub own: &'static str,
    pub total: &'static str,
    pub price_note: &'static str,
    pub price_tax: &'static str,
    pub next: &'static str,
    pub not_for_you: &'static str,
    pub stop: &'static str,
    pub stop_text: &'static [&'static str],
    pub stop_courses: &'static str,
    pub moving: &'static str,
    pub moving_by_wish: &'static str,
}

static JA: CourseWords = CourseWords {
    heading: "受診ナビ",
    lead: "受けられる健診を確かめて、そのまま予約できます。ご家族の分は、ご家族ご自身のマイページからお申し込みください。",
    back_home: "マイページへ戻る",
    back: "健診の一覧へ戻る",
    none: "この年度の健診は、まだ公開されていません。公開までしばらくお待ちください。",
    yes: "受けられます",
    no: "受けられません",
    application: "申込期間",
    examination: "受診期間",
    facts: "検査の内容と期間",
    examined: "検査の内容",
    options: "選べるオプション検査",
    choose: "このコースを選ぶ",
    held: "予約の途中の枠があります。時間内に確定してください。",
    held_link: "予約の確認へ進む",
    offered: "キャンセル待ちの枠が空きました。期限までにお返事ください。",
    offered_link: "ご案内を見る",
    bookings: "予約の確認・変更・取消",
    waiting: "キャンセル待ち",
    waiting_text: "満席の日を待つ、待つのをやめる",
    reminders: "予約日のお知らせメール",
    reminders_text: "7日前と前日のメールの受け取り",
    results: "健診結果の提出",
    results_text: "ほかで受けた健診の結果を送る",
    more: "予約したあとに",
    steps: ["検査を選ぶ", "健診機関をさがす", "日を選ぶ", "確認する"],
    led: "お答えの内容から、こちらのコースをご案内します。選んだ検査は、このコースでも選べるものを引き継いでいます。",
    led_without: "次の検査は、このコースでは選べないため外しました。",
    barred: "お答えの内容により、お選びいただけません。",
    options_heading: "オプション検査",
    options_lead: "受けたい検査にチェックを入れてください。選ばなくてもかまいません。",
    no_options: "このコースに選べるオプション検査はありません。",
    conditions_heading: "安全に受けていただくための確認",
    conditions_lead: "あてはまるものをすべて選んでください。お答えはご案内にだけ使い、保存しません。",
    none_of_them: "どれにもあてはまらない",
    price_heading: "自己負担額のめやす",
    price_lead: "選んだ内容で、健診機関の区分ごとにお支払いいただく額です。健診機関を選ぶと、正確な額をお見せします。",
    price_hint: "チェックを変えると、下の「自己負担額のめやす」が変わります。変わらないときは、このボタンを押してください。",
    price_late: "選び直した検査の金額は、まだ出ていません。「選んだ検査で金額を確かめる」を押してください。",
    price_button: "選んだ検査で金額を確かめる",
    price_classes: "区分A・B・Cは、健診機関ごとに決まっている自己負担の段階です。どの区分かは、健診機関をさがす画面に出ます。",
    price_nowhere: "選んだ検査をすべて受けられる健診機関がありません。検査を減らしてお確かめください。",
    own: "自己負担額",
    total: "合計",
    price_tax: "金額はすべて税込みです。",
    price_note: "金額はすべて税込みです。当日、健診機関の窓口でお支払いください。",
    next: "健診機関をさがす",
    not_for_you: "このコースは、いまはお申し込みいただけません",
    stop: "今回は、このコースをお受けいただけません",
    stop_text: &[
        "お答えの内容では、検査がお体に負担となるか、正しい結果が得られないおそれがあります。",
        "かかりつけの医師か、健康保険組合へご相談ください。お答えの内容は保存していません。",
    ],
    stop_courses: "ほかの健診を見る",
    moving: "予約の変更です。新しい予約が確定するまで、いまの予約はそのままです。",
    moving_by_wish: "予約の変更です。日が決まるまで、いまの予約はそのままです。決まると、いまの予約は自動で取り消されます。",
};

/// Words of these pages.
pub fn course(lang: Lang) -> &'static CourseWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// How many bookings are to come.
pub fn bookings_text(lang: Lang, number: usize) -> String {
    let Lang::Ja = lang;
    match number {
        0 => "これまでの予約を見る".to_owned(),
        number => format!("これからの予約が{number}件あります"),
    }
}

/// How many of a fiscal year's courses can be applied for now.
pub fn of_year(lang: Lang, open: usize, all: usize) -> String {
    let Lang::Ja = lang;
    match open {
        0 => format!(
            "いまお申し込みいただける健診はありません。{all}コースそれぞれに、理由を書いています。"
        ),
        open => format!("{all}コースのうち{open}コースを、いまお申し込みいただけます。"),
    }
}

/// The line that opens a fiscal year.
pub fn unfold_year(lang: Lang, year: i32, open: usize, all: usize) -> String {
    let year = fiscal_year(lang, year);
    match open {
        0 => format!("{year}の{all}コースを見る（お申し込みはまだできません）"),
        open => format!("{year}の{all}コースを見る（いま申し込めるもの{open}コース）"),
    }
}

/// The days possible for a person.
pub fn possible(lang: Lang, from: CivilDate, to: CivilDate) -> String {
    let (from, to) = (full_day(lang, from), full_day(lang, to));
    format!("{from}から{to}までの日に受けられます。")
}

/// A condition, as it is asked.
pub fn condition(lang: Lang, condition: Condition) -> &'static str {
    let Lang::Ja = lang;
    match condition {
        Condition::Pregnant => "妊娠中、またはその可能性がある",
        Condition::Breastfeeding => "授乳中である",
        Condition::Pacemaker => "ペースメーカーや体内の金属、シャントなどがある",
        Condition::StomachResected => "胃を切除している",
    }
}

/// What is wrong with the choice.
pub fn choice_error(lang: Lang, field: ChoiceField, error: FieldError) -> &'static str {
    let Lang::Ja = lang;
    match (field, error) {
        (ChoiceField::Options, _) => "このコースで選べる検査から選んでください",
        (ChoiceField::Conditions, FieldError::Wrong) => {
            "「どれにもあてはまらない」とほかの項目は、一緒に選べません。あてはまる方だけを選んでください"
        }
        (ChoiceField::Conditions, _) => {
            "あてはまるものを選んでください。ないときは「どれにもあてはまらない」を選んでください"
        }
    }
}

/// What an option costs, by rule.
pub fn option_rule(lang: Lang, copay: Yen, cap: Yen) -> String {
    let Lang::Ja = lang;
    format!("自己負担{copay}(健保の補助は{cap}まで)")
}

/// The rule of a course's money.
pub fn course_rule(lang: Lang, copay: [Yen; 3], cap: Yen) -> String {
    let each = InstitutionClass::ALL
        .map(|one| format!("{} {}", class(lang, one), copay[one.index()]))
        .join("、");
    format!(
        "コースの自己負担は{each}です。健保の補助は{cap}までで、費用がそれを超えた分も自己負担となります。"
    )
}

/// The cap of all options together.
pub fn option_cap(lang: Lang, cap: Yen) -> String {
    let Lang::Ja = lang;
    format!("オプション検査への補助は、合わせて{cap}までです。")
}

/// A class and how many institutions offer the choice there.
pub fn estimate(lang: Lang, one: InstitutionClass, institutions: usize) -> String {
    format!("{}({institutions}機関)", class(lang, one))
}

/// How a line of the price comes about.
pub fn parts(lang: Lang, line: &Line) -> String {
    let Lang::Ja = lang;
    let cut = if line.cut.is_zero() {
        String::new()
    } else {
        format!("、検査の合計上限により{}減", line.cut)
    };
    format!(
        "費用 {} − 健保の補助 {}(上限{}{cut})",
        line.price, line.society, line.cap
    )
}

/// How the sum of the price comes about.
pub fn sum(lang: Lang, price: Yen, society: Yen) -> String {
    let Lang::Ja = lang;
    format!("費用の合計 {price} − 健保の補助の合計 {society}")
}
