//! Words of the form of a 健診機関.

use crate::{
    domain::{checkup::institution_form::InstitutionField, field::FieldError},
    web::words::{Lang, field::sentence},
};

words! {
    /// Words of the form.
    InstitutionWords from institution {
        heading_new: "新しい健診機関",
        basics: "健診機関について",
        offers: "受け入れ",
        rules: "予約の決まり",
        code_hint: "10けたの数字。あとから変えられません",
        kana_hint: "カタカナ(ひらがなでも入力できます)",
        prefecture_none: "都道府県を選んでください",
        class_none: "区分を選んでください",
        saturdays: "土曜日に受けられる",
        women_days: "女性専用日がある",
        barrier_free: "バリアフリー",
        live: "空き枠から予約できる(チェックがないときは、希望日の申し込み)",
        active: "加入者の画面に表示する",
        cutoff_days_hint: "受診日の何営業日前まで。当日は0",
        cutoff_time_hint: "例: 17:00",
        lead_hint: "何日後の受診から申し込めるか",
        cancel_hint: "期限のあとの取消にかかる費用。例: 前日以降は受診料の全額",
        url_hint: "https:// で始まるアドレス",
        preparation_hint: "1行に1つ、「日数: 内容」の形で。例: 7: 検査容器が届きます",
    }
}

/// Label of a field.
pub fn institution_label(lang: Lang, field: InstitutionField) -> &'static str {
    use InstitutionField as F;
    let Lang::Ja = lang;
    match field {
        F::Code => "健診機関コード",
        F::Name => "名称",
        F::Kana => "カナ",
        F::Prefecture => "都道府県",
        F::City => "市区町村",
        F::Address => "住所(市区町村のあと)",
        F::Station => "最寄駅",
        F::Phone => "電話番号",
        F::Class => "区分",
        F::ClosedWeekdays => "休診の曜日",
        F::Saturdays => "土曜受診",
        F::WomenDays => "女性専用日",
        F::BarrierFree => "バリアフリー",
        F::CutoffDays => "変更・取消の締切(営業日前)",
        F::CutoffTime => "変更・取消の締切(時刻)",
        F::LeadDays => "申し込みの開始(日後)",
        F::CancelCost => "期限後の取消の費用",
        F::QuestionnaireUrl => "問診のURL",
        F::Preparation => "受診前の準備",
        F::Live => "空き枠の公開",
        F::Active => "加入者への表示",
    }
}

/// What is wrong with a field.
pub fn institution_error(lang: Lang, field: InstitutionField, error: FieldError) -> String {
    use InstitutionField as F;
    let label = institution_label(lang, field);
    let special = match (field, error) {
        (F::Code, FieldError::TooShort { .. } | FieldError::TooLong { .. }) => {
            "は10けたの数字で入力してください"
        }
        (F::Code, FieldError::Taken) => "が同じ健診機関が、すでに登録されています",
        (F::Kana, FieldError::BadCharacter) => "はカタカナで入力してください",
        (F::Phone, FieldError::BadCharacter) => "は「03-0000-0000」のように入力してください",
        (F::CutoffDays, FieldError::Unknown) => "は0から60までの数で入力してください",
        (F::CutoffTime, FieldError::Unknown) => "は「17:00」のように入力してください",
        (F::LeadDays, FieldError::Unknown) => "は0から180までの数で入力してください",
        (F::QuestionnaireUrl, FieldError::NotAnAddress) => {
            "は「https://」で始まるアドレスを入力してください"
        }
        (F::Preparation, FieldError::Unknown) => {
            "は1行に1つ、「7: 検査容器が届きます」の形で入力してください"
        }
        (_, FieldError::Unknown) => "を確かめてください",
        (_, error) => return sentence(lang, label, error),
    };
    [label, special].concat()
}
