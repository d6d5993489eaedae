//! Words of the list of 健診機関, of their prices and closed days.

use crate::{
    domain::{checkup::place_form::DayField, field::FieldError},
    web::words::{Lang, field::sentence},
};

words! {
    /// Words of the list.
    InstitutionsWords from institutions {
        heading: "健診機関",
        search: "名称・カナ・市区町村・駅・コードでさがす",
        found: "健診機関の一覧",
        none: "当てはまる健診機関はありません。",
        new: "健診機関を追加する",
        code: "コード",
        name: "名称",
        place: "所在地",
        class: "区分",
        shown: "加入者に表示",
        live: "空き枠を公開",
        links: "設定",
        prices: "料金",
        closed: "休診日",
        places: "空き枠",
        more: "続きを見る",
        first: "最初に戻る",
        copy: "料金を翌年度へ写す",
        copy_lead: "すべての健診機関の料金を、翌年度へ写します。翌年度にすでにある料金は、そのまま残ります。受けた予約の料金は変わりません。",
        copy_year: "写す年度",
        copy_percent: "改定率(%)",
        percent_hint: "例: 3.5、-2。変えないときは 0",
        copy_unit: "端数",
        copy_button: "写す",
    }
}

words! {
    /// Words of the prices.
    PricesWords from prices {
        lead: "空欄にした検査は、この機関では扱わないことになります。金額は税込みの円です。",
        note: "受けた予約の料金は、予約したときのまま変わりません。",
        none: "この年度のコースがありません。先にコースを作ってください。",
        of_course: "コースの料金",
    }
}

words! {
    /// Words of the closed days.
    ClosedWords from closed {
        lead: "休診の曜日と祝日のほかに、休診する日です。空き枠をまとめて作るときに飛ばします。",
        days: "休診日",
        hint: "例: 2026-12-28。「,」で区切って、まとめて追加できます",
        none: "この年度の休診日はありません。",
        note: "入っている予約は取り消されません。予約のある日は、健診機関と加入者へ連絡してください。",
        booked: "予約",
    }
}

/// What is wrong with the copying of prices.
pub fn copy_error(lang: Lang, error: FieldError) -> String {
    let words = institutions(lang);
    match error {
        FieldError::NotDigits => format!(
            "{}は「3.5」や「-2」のように入力してください",
            words.copy_percent
        ),
        error => sentence(lang, words.copy_year, error),
    }
}

/// To which multiple a price is rounded.
pub fn unit(lang: Lang, unit: u32) -> String {
    let Lang::Ja = lang;
    format!("{unit}円単位(四捨五入)")
}

/// How many prices were copied.
pub fn copied(lang: Lang, number: u64) -> String {
    let Lang::Ja = lang;
    format!("料金を{number}件写しました。")
}

/// The heading of an institution's prices.
pub fn prices_heading(lang: Lang, name: &str) -> String {
    let Lang::Ja = lang;
    format!("{name}の料金")
}

/// The heading of an institution's closed days.
pub fn closed_heading(lang: Lang, name: &str) -> String {
    let Lang::Ja = lang;
    format!("{name}の休診日")
}

/// What is wrong with a price.
pub fn price_error(lang: Lang, name: &str, error: FieldError) -> String {
    sentence(lang, name, error)
}

/// What is wrong with closed days.
pub fn closed_error(lang: Lang, _: DayField, error: FieldError) -> String {
    sentence(lang, closed(lang).days, error)
}

/// How many bookings there are on a closed day.
pub fn booked_on(lang: Lang, number: i64) -> String {
    format!("{} {number}件", closed(lang).booked)
}
