//! The files one can take along. What stands for receipts is paper that the insurer hands out, or XML with the insurer's electronic
//! signature (国税庁 タックスアンサー No.1119, note 2).
//!
//! May enter: which files there are, how they are called. Must not: what is in them, sentences.

/// A file of one calendar year. Only [`TaxFile::Signed`] may stand for receipts, where the tax office takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxFile {
    /// 医療費のお知らせ as PDF.
    Notice,
    /// XML with the insurer's electronic signature, where the society has loaded a layout and its certificate.
    Signed,
    /// Every column of the year's rows as CSV.
    Rows,
    /// Columns of 医療費集計フォーム as CSV.
    FormCsv(Part),
    /// Columns of 医療費集計フォーム as a workbook.
    FormSheet(Part),
}

/// Which rows go into 医療費集計フォーム. Never both beside the same return: what a notice that is handed in says must not be counted again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the paper original does not stand for: for whoever hands it in.
    Rest,
    /// Everything: for whoever hands no notice in and keeps the receipts.
    All,
}

impl TaxFile {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Notice,
        Self::Signed,
        Self::Rows,
        Self::FormSheet(Part::Rest),
        Self::FormCsv(Part::Rest),
        Self::FormSheet(Part::All),
        Self::FormCsv(Part::All),
    ];

    /// The last part of its address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice.pdf",
            Self::Signed => "notice.xml",
            Self::Rows => "rows.csv",
            Self::FormCsv(Part::Rest) => "form.csv",
            Self::FormSheet(Part::Rest) => "form.xlsx",
            Self::FormCsv(Part::All) => "form-all.csv",
            Self::FormSheet(Part::All) => "form-all.xlsx",
        }
    }

    /// The file under a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.name() == name)
    }

    /// What it is called once it is saved; ASCII, and it tells of nobody.
    pub fn saved_as(self, year: i32) -> String {
        match self {
            Self::Notice => format!("iryohi-{year}.pdf"),
            Self::Signed => format!("iryohi-{year}.xml"),
            Self::Rows => format!("iryohi-{year}.csv"),
            form => format!("iryohi-{year}-{}", form.name()),
        }
    }
}
