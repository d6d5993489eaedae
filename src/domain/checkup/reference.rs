//! 予約番号: what people read out on the phone.
//!
//! May enter: how a booking's number is written. Must not: whose it is. It opens nothing: every page asks who is signed in.

/// 予約番号 of a booking: the fiscal year and our number of it, `2026-000123`.
pub fn reference(fiscal_year: i32, booking_id: i64) -> String {
    format!("{fiscal_year}-{booking_id:06}")
}

/// A file's name that any system takes: `yoyaku-123.pdf`. What is no number is left out.
pub fn file_name(kind: &str, id: &str, extension: &str) -> String {
    let id: String = id.chars().filter(char::is_ascii_digit).take(20).collect();
    format!("{kind}-{id}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::{file_name, reference};

    #[test]
    fn is_short_enough_to_be_read_out() {
        assert_eq!(reference(2026, 123), "2026-000123");
        assert_eq!(reference(2026, 12_345_678), "2026-12345678");
        assert_eq!(file_name("yoyaku", "12\"\r\n", "pdf"), "yoyaku-12.pdf");
    }
}
