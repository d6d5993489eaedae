//! Days as people read them. Islands use it: no formatting machinery.

use super::Lang;

/// `2026-11-24` as 2026年11月24日; what follows after a blank (a time) stays. Anything else comes back as it is.
pub fn date(lang: Lang, iso: &str) -> String {
    let Lang::Ja = lang;
    let (day, rest) = iso.find(' ').map_or((iso, ""), |at| iso.split_at(at));
    let mut parts = day.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return iso.to_owned();
    };
    let plain = |part| str::trim_start_matches(part, '0');
    [year, "年", plain(month), "月", plain(day), "日", rest].concat()
}

/// A day in both calendars.
pub fn both_calendars(lang: Lang, iso: &str, wareki: &str) -> String {
    [&date(lang, iso), "(", wareki, ")"].concat()
}

#[cfg(test)]
mod tests {
    use super::{Lang, both_calendars, date};

    #[test]
    fn days_are_read_as_people_say_them() {
        for (iso, read) in [
            ("1980-01-31", "1980年1月31日"),
            ("2026-11-24 14:04", "2026年11月24日 14:04"),
            ("2026-10-09", "2026年10月9日"),
            ("14:04", "14:04"),
            ("", ""),
        ] {
            assert_eq!(date(Lang::Ja, iso), read);
        }
        let both = both_calendars(Lang::Ja, "1980-01-31", "昭和55年1月31日");
        assert_eq!(both, "1980年1月31日(昭和55年1月31日)");
    }
}
