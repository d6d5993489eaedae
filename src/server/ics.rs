//! A booking for a calendar: an iCalendar file (RFC 5545) with one event.
//!
//! May enter: days, times and text as they come. Must not: what a booking is, sentences.
//! The moment it is made comes in, so that the same booking gives the same bytes.

use crate::domain::date::CivilDate;

/// An event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its name for ever: who takes in a file with the same one changes the event instead of adding one.
    pub uid: String,
    /// How often it was changed since.
    pub sequence: u32,
    /// When the file is made, in milliseconds since 1970 (UTC).
    pub made_at: i64,
    /// When it is.
    pub when: When,
    /// Its name in the calendar.
    pub summary: String,
    /// Where it is.
    pub place: String,
    /// What there is to know; may have several lines.
    pub description: String,
    /// The page with the details.
    pub url: Option<String>,
    /// Whether it was called off.
    pub cancelled: bool,
}

/// When an event is.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The whole day, wherever the calendar is.
    Day(CivilDate),
    /// From a time of day in Japan.
    At {
        /// The day.
        day: CivilDate,
        /// Hour and minute, 0:00 to 23:59.
        time: (u8, u8),
        /// How long it takes.
        minutes: u16,
    },
}

/// Lines are no longer than this, in octets.
const LINE: usize = 75;

/// Japan has had no summer time since 1951; RFC 5545 wants the zone told.
const ZONE: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Tokyo",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:JST",
    "END:STANDARD",
];

/// The file (`text/calendar; charset=utf-8`).
pub fn calendar(event: &Event) -> String {
    let mut file = File::default();
    file.plain([
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mypage//booking//JA",
    ]);
    file.plain(["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]);
    if matches!(event.when, When::At { .. }) {
        file.plain(ZONE);
        file.plain(["END:VTIMEZONE"]);
    }
    file.plain(["BEGIN:VEVENT"]);
    file.text("UID", &event.uid);
    file.line(&format!("DTSTAMP:{}", moment(event.made_at)));
    file.line(&format!("SEQUENCE:{}", event.sequence));
    file.when(event.when);
    file.text("SUMMARY", &event.summary);
    file.text("LOCATION", &event.place);
    file.text("DESCRIPTION", &event.description);
    if let Some(url) = &event.url {
        // not text: nothing in it is escaped, and nothing in it may end the line
        let visible: String = url.chars().filter(|c| !c.is_control()).collect();
        file.line(&format!("URL:{visible}"));
    }
    file.line(if event.cancelled {
        "STATUS:CANCELLED"
    } else {
        "STATUS:CONFIRMED"
    });
    file.plain(["END:VEVENT", "END:VCALENDAR"]);
    file.0
}

#[derive(Default)]
struct File(String);

impl File {
    fn plain<const N: usize>(&mut self, lines: [&str; N]) {
        for line in lines {
            self.line(line);
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.line(&format!("{name}:{}", escaped(text)));
        }
    }

    fn when(&mut self, when: When) {
        match when {
            When::Day(day) => {
                self.line(&format!("DTSTART;VALUE=DATE:{}", date(day)));
                self.line(&format!("DTEND;VALUE=DATE:{}", date(day.add_days(1))));
                self.line("TRANSP:TRANSPARENT");
            }
            When::At { day, time, minutes } => {
                let start = u32::from(time.0) * 60 + u32::from(time.1);
                for (name, minute) in [("DTSTART", start), ("DTEND", start + u32::from(minutes))] {
                    let day = date(day.add_days((minute / 1440).into()));
                    let (hour, minute) = (minute / 60 % 24, minute % 60);
                    self.line(&format!(
                        "{name};TZID=Asia/Tokyo:{day}T{hour:02}{minute:02}00"
                    ));
                }
            }
        }
    }

    /// A line, folded between characters: what follows begins with a blank, which counts.
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as RFC 5545 (3.3.11) wants it; other control characters are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

fn date(day: CivilDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn moment(ms: i64) -> String {
    let seconds = ms.div_euclid(1000);
    let day = date(CivilDate::from_days(seconds.div_euclid(86_400)));
    let second = seconds.rem_euclid(86_400);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!("{day}T{hour:02}{minute:02}{:02}Z", second % 60)
}

#[cfg(test)]
mod tests {
    use super::{Event, LINE, When, calendar};
    use crate::domain::date::CivilDate;
    use proptest::prelude::*;

    fn event() -> Event {
        Event {
            uid: "K27-4F9C-2210@kenpo.example.jp".to_owned(),
            sequence: 1,
            made_at: 1_795_743_296_789,
            when: When::At {
                day: CivilDate::new(2027, 5, 12).unwrap(),
                time: (8, 30),
                minutes: 180,
            },
            summary: "人間ドック(日帰り)".to_owned(),
            place: "みなと総合健診センター, 東京都港区架空町1-2-3".to_owned(),
            description: "予約番号: K27-4F9C-2210\n前日の21時から絶食; 水は飲めます".to_owned(),
            url: Some("https://kenpo.example.jp/checkup/bookings/K27-4F9C-2210".to_owned()),
            cancelled: false,
        }
    }

    /// The value of a property, as a calendar reads it.
    fn read(file: &str, name: &str) -> Option<String> {
        let lines = file.replace("\r\n ", "");
        let value = lines
            .split("\r\n")
            .find_map(|line| line.strip_prefix(name))?;
        let mut read = String::new();
        let mut signs = value.chars();
        while let Some(c) = signs.next() {
            read.push(match c {
                '\\' => match signs.next()? {
                    'n' => '\n',
                    c => c,
                },
                c => c,
            });
        }
        Some(read)
    }

    #[test]
    fn a_booking_at_a_time() {
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mypage//booking//JA\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n\
            BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\n\
            TZOFFSETTO:+0900\r\nTZNAME:JST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
            BEGIN:VEVENT\r\nUID:K27-4F9C-2210@kenpo.example.jp\r\nDTSTAMP:20261127T013456Z\r\nSEQUENCE:1\r\n\
            DTSTART;TZID=Asia/Tokyo:20270512T083000\r\nDTEND;TZID=Asia/Tokyo:20270512T113000\r\n\
            SUMMARY:人間ドック(日帰り)\r\n\
            LOCATION:みなと総合健診センター\\, 東京都港区架空町1-2-3\r\n\
            DESCRIPTION:予約番号: K27-4F9C-2210\\n前日の21時から絶食\\; 水\r\n は飲めます\r\n\
            URL:https://kenpo.example.jp/checkup/bookings/K27-4F9C-2210\r\n\
            STATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(calendar(&event()), expected);
    }

    #[test]
    fn a_booking_without_a_time_is_a_day() {
        let day = CivilDate::new(2026, 12, 31).unwrap();
        let file = calendar(&Event {
            when: When::Day(day),
            cancelled: true,
            description: String::new(),
            url: None,
            ..event()
        });
        assert!(file.contains("\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"));
        assert!(file.contains("\r\nSTATUS:CANCELLED\r\n"));
        assert!(
            !file.contains("VTIMEZONE") && !file.contains("DESCRIPTION") && !file.contains("URL")
        );
    }

    #[test]
    fn an_event_may_end_on_the_next_day() {
        let day = CivilDate::new(2026, 12, 31).unwrap();
        let when = When::At {
            day,
            time: (23, 30),
            minutes: 60,
        };
        let file = calendar(&Event { when, ..event() });
        assert!(file.contains("DTEND;TZID=Asia/Tokyo:20270101T003000\r\n"));
    }

    proptest! {
        #[test]
        fn any_text_is_folded_and_comes_back(text in "[\\PC\n\\\\,;:𠮷健診 ]{0,300}", url in any::<String>()) {
            let file = calendar(&Event { summary: text.clone(), url: Some(url), ..event() });
            for line in file.split("\r\n") {
                prop_assert!(line.len() <= LINE && !line.contains(['\r', '\n']));
            }
            prop_assert!(file.ends_with("\r\n"));
            let expected = (!text.is_empty()).then_some(text);
            prop_assert_eq!(read(&file, "SUMMARY:"), expected);
        }

        #[test]
        fn nothing_in_a_text_begins_a_property(text in any::<String>()) {
            let file = calendar(&Event { uid: text.clone(), summary: text.clone(), place: text.clone(), description: text, ..event() });
            let lines = file.replace("\r\n ", "");
            let names = ["UID:", "SUMMARY:", "LOCATION:", "DESCRIPTION:"];
            let own = |line: &&str| !names.iter().any(|name| line.starts_with(name));
            prop_assert_eq!(lines.split("\r\n").filter(own).count(), 24);
        }
    }
}
