//! The fields of a course's form, in the order of the page.

use crate::domain::form::fields;

fields! {
    /// Fields of a course.
    CourseField {
        /// コード
        Code = "code",
        /// 名称
        Name = "name",
        /// 説明
        Summary = "summary",
        /// 検査項目
        Examined = "examined",
        /// 排他グループ
        Group = "group",
        /// 対象者
        Who = "who",
        /// 性別
        Sex = "sex",
        /// 年度末年齢から
        Min = "min",
        /// 年度末年齢まで
        Max = "max",
        /// 節目年齢
        Milestones = "milestones",
        /// 誕生日の前日まで
        BeforeBirthday = "before_birthday",
        /// 何年に1回
        EveryYears = "every_years",
        /// 同じ扱いのコース
        CountsAs = "counts_as",
        /// 申込期間 (から)
        ApplicationFrom = "application_from",
        /// 申込期間 (まで)
        ApplicationTo = "application_to",
        /// 受診期間 (から)
        ExaminationFrom = "examination_from",
        /// 受診期間 (まで)
        ExaminationTo = "examination_to",
        /// 自己負担額 (区分A)
        CopayA = "copay_a",
        /// 自己負担額 (区分B)
        CopayB = "copay_b",
        /// 自己負担額 (区分C)
        CopayC = "copay_c",
        /// 補助上限額
        Cap = "cap",
        /// 節目の補助: 年齢
        MilestoneAges = "milestone_ages",
        /// 節目の補助: 上限額
        MilestoneCap = "milestone_cap",
        /// オプション補助の合計上限額
        OptionCap = "option_cap",
        /// オプション検査 as a whole
        Options = "options",
        /// 受診できない条件
        Avoid = "avoid",
    }
}

fields! {
    /// Fields of an option.
    OptionField {
        /// コード
        Code = "code",
        /// 名称
        Name = "name",
        /// 性別
        Sex = "sex",
        /// 年度末年齢から
        Min = "min",
        /// 年度末年齢まで
        Max = "max",
        /// 節目年齢
        Milestones = "milestones",
        /// 自己負担額
        Copay = "copay",
        /// 補助上限額
        Cap = "cap",
        /// 受けられない条件
        Avoid = "avoid",
        /// 当日に必要なこと
        Needs = "needs",
    }
}

impl CourseField {
    /// The field a problem of the rules as a whole is shown at.
    pub fn of_problem(problem: &super::CourseProblem) -> Self {
        use super::CourseProblem as P;
        match problem {
            P::FiscalYear | P::ExaminationCrossed | P::ExaminationOutside => Self::ExaminationFrom,
            P::NoName => Self::Name,
            P::NoGroup => Self::Group,
            P::ForNobody => Self::Who,
            P::AgesCrossed => Self::Min,
            P::Milestones => Self::Milestones,
            P::Birthday => Self::BeforeBirthday,
            P::EveryYears => Self::EveryYears,
            P::ApplicationCrossed | P::ApplicationOutside => Self::ApplicationFrom,
            P::Amount => Self::Cap,
            P::MilestoneCap => Self::MilestoneCap,
            P::OptionCap => Self::OptionCap,
            P::OptionTwice { .. } | P::Option { .. } => Self::Options,
            P::Avoid => Self::Avoid,
        }
    }
}
