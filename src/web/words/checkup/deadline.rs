//! Sentences about 変更・取消の締切, and about what a cancellation costs.

use crate::web::words::Lang;

/// The deadline of what is to be booked, and that it has passed.
pub fn cutoff_at(lang: Lang, at: &str, passed: bool) -> String {
    let Lang::Ja = lang;
    if passed {
        format!("{at}（過ぎています）")
    } else {
        at.to_owned()
    }
}

/// Why a booking is changed by phone alone.
pub fn final_text(lang: Lang, at: &str, institution: &str) -> String {
    let Lang::Ja = lang;
    format!(
        "変更・取消の締切（{at}）を過ぎているためです。変更や取消は、{institution}へお電話ください。"
    )
}

/// What a cancellation costs, before the deadline or after it. `said` are the institution's own words and may be empty.
pub fn cancel_cost(lang: Lang, said: &str, late: bool) -> String {
    let Lang::Ja = lang;
    match (late, said) {
        (false, "") => "締切までの取消に費用はかかりません。".to_owned(),
        (false, said) => format!("締切までの取消に費用はかかりません。締切を過ぎた場合：{said}"),
        (true, "") => "健診機関へお確かめください。".to_owned(),
        (true, said) => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cancellation_costs_is_said_before_and_after_the_deadline() {
        let said = |text, late| cancel_cost(Lang::Ja, text, late);
        assert_eq!(said("", false), "締切までの取消に費用はかかりません。");
        assert_eq!(
            said("半額です。", false),
            "締切までの取消に費用はかかりません。締切を過ぎた場合：半額です。"
        );
        assert_eq!(said("半額です。", true), "半額です。");
        assert_eq!(said("", true), "健診機関へお確かめください。");
    }
}
