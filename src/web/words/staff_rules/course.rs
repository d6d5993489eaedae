//! Words of the form of a 健診コース.

use crate::{
    domain::{
        checkup::{
            contraindication::Condition,
            course_check::CourseProblem,
            course_form::{CourseErrors, CourseField, OptionField, Way},
        },
        field::{Field, FieldError},
    },
    web::{
        ui::FieldProblem,
        words::{Lang, field::sentence},
    },
};

words! {
    /// Words of the form.
    CourseWords from course {
        heading_new: "新しいコース",
        basics: "コースについて",
        people: "受診できる人",
        days: "期間と回数",
        money: "補助と自己負担",
        options: "オプション検査",
        avoid: "受診できない条件",
        avoid_lead: "予約の前にお尋ねします。「ほかのコース」を選んだときは、そのコースのコードを入力してください。",
        options_lead: "空欄の行は保存されません。消すときは「消す」にチェックを入れて保存してください。行は保存するたびに増やせます。",
        stale: "ほかの人が先に保存しました",
        stale_text: "このコースは、あなたが画面を開いたあとに変更されました。保存されている内容を表示し直してから、もう一度変更してください。",
        open: "加入者に公開する",
        close: "非公開にする",
        opened: "公開中です。",
        closed: "準備中です(加入者には見えません)。",
        booked: "このコースには予約があります",
        booked_text: "受けた予約の料金・自己負担・オプションは、予約したときのまま変わりません。変更は、これからの申し込みと変更に効きます。受診期間を縮めても、入っている予約は取り消されません。",
        remove_row: "この行を消す",
        instead: "代わりのコース",
        code_hint: "半角の英小文字・数字・ハイフン。翌年度も同じコードにすると、前年までの受診と同じコースとして扱います",
        group_hint: "同じ名前のコースは、年度内にいずれか1つだけ受けられます",
        examined_hint: "1行に1つずつ",
        milestones_hint: "この年齢の人だけにするときに。例: 40, 45, 50",
        birthday_hint: "この年齢の誕生日の前日まで。特定健診は75",
        every_hint: "毎年は1、2年に1回は2",
        counts_hint: "何年かに1回の数え方で、同じコースとみなすもののコード",
        milestone_hint: "この年齢の人だけ上限額を上げるときに。例: 40, 45, 50",
        yen_hint: "円。例: 30000",
        age_hint: "年度末(3月31日)の年齢",
        needs_hint: "例: 前日の夜から絶食",
        way_fine: "受けられる",
        way_other: "ほかのコースを案内する",
        way_stop: "受けられない",
    }
}

/// Label of a field.
pub fn course_label(lang: Lang, field: CourseField) -> &'static str {
    use CourseField as F;
    let Lang::Ja = lang;
    match field {
        F::Code => "コード",
        F::Name => "名称",
        F::Summary => "説明",
        F::Examined => "検査項目",
        F::Group => "排他グループ",
        F::Who => "対象者",
        F::Sex => "性別",
        F::Min => "年齢の下限",
        F::Max => "年齢の上限",
        F::Milestones => "節目年齢",
        F::BeforeBirthday => "誕生日の前日までの年齢",
        F::EveryYears => "何年に1回",
        F::CountsAs => "同じ扱いのコース",
        F::ApplicationFrom => "申込期間の初日",
        F::ApplicationTo => "申込期間の最終日",
        F::ExaminationFrom => "受診期間の初日",
        F::ExaminationTo => "受診期間の最終日",
        F::CopayA => "自己負担額(区分A)",
        F::CopayB => "自己負担額(区分B)",
        F::CopayC => "自己負担額(区分C)",
        F::Cap => "補助上限額",
        F::MilestoneAges => "節目の補助の年齢",
        F::MilestoneCap => "節目の補助の上限額",
        F::OptionCap => "オプション補助の合計上限額",
        F::Options => "オプション検査",
        F::Avoid => "受診できない条件",
    }
}

/// Label of a field of an option.
pub fn option_label(lang: Lang, field: OptionField) -> &'static str {
    use OptionField as F;
    let Lang::Ja = lang;
    match field {
        F::Code => "コード",
        F::Name => "名称",
        F::Sex => "性別",
        F::Min => "年齢の下限",
        F::Max => "年齢の上限",
        F::Milestones => "節目年齢",
        F::Copay => "自己負担額",
        F::Cap => "補助上限額",
        F::Avoid => "受けられない条件",
        F::Needs => "当日に必要なこと",
    }
}

/// The number of an option in the form.
pub fn option_row(lang: Lang, at: usize) -> String {
    let Lang::Ja = lang;
    format!("オプション{}", at + 1)
}

/// Id of a field of an option.
pub fn option_id(at: usize, field: OptionField) -> String {
    format!("option-{at}-{}", field.name())
}

/// What is wrong with a field of the course.
pub fn course_error(lang: Lang, field: CourseField, error: FieldError) -> String {
    let label = course_label(lang, field);
    match (field, error) {
        (CourseField::Code, FieldError::BadCharacter) => {
            format!("{label}は半角の英小文字・数字・ハイフンで32文字以内にしてください")
        }
        (CourseField::Code, FieldError::Taken) => {
            format!("この年度には、同じ{label}のコースがすでにあります")
        }
        (CourseField::Who, FieldError::Empty) => format!("{label}を1つ以上選んでください"),
        (CourseField::CountsAs, _) => {
            format!("{label}は、コースのコードを「,」で区切って入力してください")
        }
        (CourseField::Avoid, _) => {
            format!("{label}の「ほかのコース」には、そのコースのコードを入力してください")
        }
        (CourseField::Options, _) => format!("{label}は30件までです"),
        (_, FieldError::Unknown) => format!("{label}の数をお確かめください"),
        (_, error) => sentence(lang, label, error),
    }
}

/// What is wrong with a field of an option.
pub fn option_error(lang: Lang, at: usize, field: OptionField, error: FieldError) -> String {
    let label = format!("{}の{}", option_row(lang, at), option_label(lang, field));
    match (field, error) {
        (OptionField::Code, FieldError::BadCharacter) => {
            format!("{label}は半角の英小文字・数字・ハイフンで32文字以内にしてください")
        }
        (_, FieldError::Unknown) => format!("{label}の数をお確かめください"),
        (_, error) => sentence(lang, &label, error),
    }
}

/// What does not fit together.
pub fn course_problem(lang: Lang, problem: &CourseProblem) -> String {
    use CourseProblem as P;
    let Lang::Ja = lang;
    let words = match problem {
        P::FiscalYear => "年度をお確かめください",
        P::NoName => "名称を入力してください",
        P::NoGroup => "排他グループを入力してください",
        P::ForNobody => "対象者を1つ以上選んでください",
        P::AgesCrossed => "年齢の下限が上限を超えています",
        P::Milestones => "節目年齢に、年齢の範囲の外のものか、同じものが2つあります",
        P::Birthday => "誕生日の前日までの年齢が、年齢の下限より下です",
        P::EveryYears => "何年に1回は、1から10までで入力してください",
        P::ApplicationCrossed => "申込期間の最終日が、初日より前です",
        P::ApplicationOutside => {
            "申込期間は、前年度の4月1日以降に始まり、受診期間の最終日までに終わるようにしてください"
        }
        P::ExaminationCrossed => "受診期間の最終日が、初日より前です",
        P::ExaminationOutside => "受診期間は、その年度(4月1日から翌年3月31日)の中にしてください",
        P::Amount => "金額が大きすぎます。お確かめください",
        P::MilestoneCap => {
            "節目の補助の上限額は、ふだんの上限額以上にし、年齢を重ならないように入力してください"
        }
        P::OptionCap => {
            "オプション補助の合計上限額が、1つのオプションの上限額より小さくなっています"
        }
        P::OptionTwice { code } => return format!("オプションのコード「{code}」が2つあります"),
        P::Option { code } => {
            return format!("オプション「{code}」の名称・年齢・性別がコースと合っていません");
        }
        P::Avoid => "受診できない条件が、このコース自身を代わりに案内しています",
    };
    words.to_owned()
}

/// Everything that is wrong, in the order of the form.
pub fn course_problems(lang: Lang, errors: &CourseErrors) -> Vec<FieldProblem> {
    let fields = errors.fields.iter().map(|(field, error)| FieldProblem {
        id: field.name().to_owned(),
        text: course_error(lang, field, error),
    });
    let options = errors.options.iter().flat_map(|(at, errors)| {
        errors.iter().map(|(field, error)| FieldProblem {
            id: option_id(*at, field),
            text: option_error(lang, *at, field, error),
        })
    });
    let problems = errors.problems.iter().map(|problem| FieldProblem {
        id: CourseField::of_problem(problem).name().to_owned(),
        text: course_problem(lang, problem),
    });
    let stale = errors.stale.then(|| FieldProblem {
        id: "stale".to_owned(),
        text: course(lang).stale.to_owned(),
    });
    stale
        .into_iter()
        .chain(fields)
        .chain(options)
        .chain(problems)
        .collect()
}

/// A condition one is asked about.
pub fn condition(lang: Lang, condition: Condition) -> &'static str {
    let Lang::Ja = lang;
    match condition {
        Condition::Pregnant => "妊娠中(その可能性を含む)",
        Condition::Pacemaker => "ペースメーカー・体内の金属・シャント",
        Condition::StomachResected => "胃の切除後",
        Condition::Breastfeeding => "授乳中",
    }
}

/// What follows from a condition.
pub fn way(lang: Lang, way: Way) -> &'static str {
    let words = course(lang);
    match way {
        Way::Fine => words.way_fine,
        Way::Other => words.way_other,
        Way::Stop => words.way_stop,
    }
}

/// How many bookings a course has.
pub fn booked(lang: Lang, number: i64) -> String {
    format!("{}({number}件)", course(lang).booked)
}
