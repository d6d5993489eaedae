//! 健診結果の提出: the result of an examination that was taken elsewhere, sent as a file.
//!
//! May enter: how the form is read, which files are taken (by what they hold, not by their name). Must not: the file's keeping.

use crate::domain::birth_date::parse_date;
use crate::domain::date::CivilDate;
use crate::domain::field::{FieldError, FieldErrors};
use crate::domain::form::{cut, fields};
use crate::domain::text::Nfkc;
use serde::{Deserialize, Serialize};

fields! {
    /// Fields of the form, in the order of the page.
    ResultField {
        /// どの健診として
        Course = "course",
        /// 受診日
        ExamOn = "exam_on",
        /// 受診した健診機関
        Institution = "institution",
        /// ファイル
        File = "file",
    }
}

/// The largest file taken, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The same in megabytes, as it is said.
pub const MAX_MB: u16 = 10;

/// Longest name of an institution, in characters.
pub const MAX_INSTITUTION: u16 = 100;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// PDF
    Pdf,
    /// JPEG
    Jpeg,
    /// PNG
    Png,
}

impl Media {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// The kind of a file, by how it begins. Its name and what the browser says of it are not asked.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|media| bytes.starts_with(media.magic()))
    }

    fn magic(self) -> &'static [u8] {
        match self {
            Self::Pdf => b"%PDF-",
            Self::Jpeg => &[0xff, 0xd8, 0xff],
            Self::Png => b"\x89PNG\r\n\x1a\n",
        }
    }

    /// Its media type (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// The kind of a media type.
    pub fn from_media_type(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|media| media.media_type() == text)
    }
}

/// How far a result sent in has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultState {
    /// Waits for the society.
    Sent,
    /// Counts as the year's examination.
    Accepted,
    /// Does not.
    Refused,
}

impl ResultState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sent, Self::Accepted, Self::Refused];

    /// The code rows hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// The form as typed; the file comes beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResultForm {
    /// Fiscal year and code of the course it stands for, `2026/dock`.
    pub course: String,
    /// 受診日
    pub exam_on: String,
    /// 受診した健診機関
    pub institution: String,
}

/// The form as read; which course is meant, the use case finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultSent {
    /// 受診日
    pub exam_on: CivilDate,
    /// 受診した健診機関
    pub institution: String,
    /// The kind of the file.
    pub media: Media,
}

impl ResultForm {
    /// Reads the form and looks at the file.
    ///
    /// # Errors
    /// One code per field: `Empty`; `NotADate`, `Future`; `TooLong`; for the file `Unknown` where it is neither PDF nor JPEG nor
    /// PNG, and `TooLong` above [`MAX_BYTES`].
    pub fn parse(
        &self,
        file: &[u8],
        nfkc: Nfkc<'_>,
        today: CivilDate,
    ) -> Result<ResultSent, FieldErrors<ResultField>> {
        let mut errors = FieldErrors::new();
        if self.course.is_empty() {
            errors.insert(ResultField::Course, FieldError::Empty);
        }
        let day = parse_date(&self.exam_on, nfkc).and_then(|day| {
            if day > today {
                Err(FieldError::Future)
            } else {
                Ok(day)
            }
        });
        let exam_on = errors.keep(ResultField::ExamOn, day);
        let institution = errors.keep(ResultField::Institution, name(&self.institution));
        let media = errors.keep(ResultField::File, kind(file));
        match (exam_on, institution, media) {
            (Some(exam_on), Some(institution), Some(media)) => errors.into_result(ResultSent {
                exam_on,
                institution,
                media,
            }),
            _ => Err(errors),
        }
    }

    /// What may be kept and shown again, each value cut to a sane length.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            course: cut(&self.course),
            exam_on: cut(&self.exam_on),
            institution: cut(&self.institution),
        }
    }
}

fn name(raw: &str) -> Result<String, FieldError> {
    let name = raw.trim();
    if name.is_empty() {
        Err(FieldError::Empty)
    } else if name.chars().count() > usize::from(MAX_INSTITUTION) {
        Err(FieldError::TooLong {
            max: MAX_INSTITUTION,
        })
    } else if name.chars().any(char::is_control) {
        Err(FieldError::BadCharacter)
    } else {
        Ok(name.to_owned())
    }
}

fn kind(file: &[u8]) -> Result<Media, FieldError> {
    if file.is_empty() {
        return Err(FieldError::Empty);
    }
    if file.len() > MAX_BYTES {
        return Err(FieldError::TooLong { max: MAX_MB });
    }
    Media::of(file).ok_or(FieldError::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::testing::day;
    use crate::domain::text::testing::nfkc;

    fn form(exam_on: &str, institution: &str) -> ResultForm {
        ResultForm {
            course: "2026/dock".into(),
            exam_on: exam_on.into(),
            institution: institution.into(),
        }
    }

    #[test]
    fn reads_what_is_sent() {
        let today = day("2026-11-23");
        let sent = form("令和8年6月12日", " 架空クリニック ").parse(b"%PDF-1.7\n", &nfkc, today);
        let expected = ResultSent {
            exam_on: day("2026-06-12"),
            institution: "架空クリニック".into(),
            media: Media::Pdf,
        };
        assert_eq!(sent, Ok(expected));
    }

    #[test]
    fn a_file_is_what_it_holds() {
        assert_eq!(Media::of(b"\x89PNG\r\n\x1a\nxx"), Some(Media::Png));
        assert_eq!(Media::of(&[0xff, 0xd8, 0xff, 0xe0]), Some(Media::Jpeg));
        for other in [b"<html>".as_slice(), b"PK\x03\x04", b"GIF89a", b"%PD", b""] {
            assert_eq!(Media::of(other), None);
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let today = day("2026-11-23");
        let errors = |form: ResultForm, file: &[u8]| form.parse(file, &nfkc, today).unwrap_err();
        let all = errors(ResultForm::default(), b"");
        assert_eq!(all.len(), 4);
        let late = errors(form("2026-11-24", "x"), b"GIF89a");
        assert_eq!(late.get(ResultField::ExamOn), Some(FieldError::Future));
        assert_eq!(late.get(ResultField::File), Some(FieldError::Unknown));
        let large = errors(form("2026-11-01", "x"), &vec![b'%'; MAX_BYTES + 1]);
        assert_eq!(
            large.get(ResultField::File),
            Some(FieldError::TooLong { max: 10 })
        );
    }
}
