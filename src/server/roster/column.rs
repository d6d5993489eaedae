//! The columns of a roster file, by the names in its header line; their order is free.

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// 記号
    Symbol,
    /// 番号
    Number,
    /// 枝番
    Branch,
    /// 氏名
    Name,
    /// 氏名カナ
    Kana,
    /// 性別
    Sex,
    /// 生年月日
    BirthDate,
    /// 続柄
    Relationship,
    /// 資格取得日
    AcquiredOn,
    /// 資格喪失日
    LostOn,
    /// 事業所
    Workplace,
}

impl Column {
    /// All columns, in the order in which we write them.
    pub const ALL: [Self; 11] = [
        Self::Symbol,
        Self::Number,
        Self::Branch,
        Self::Name,
        Self::Kana,
        Self::Sex,
        Self::BirthDate,
        Self::Relationship,
        Self::AcquiredOn,
        Self::LostOn,
        Self::Workplace,
    ];

    /// The name in the header line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Symbol => "記号",
            Self::Number => "番号",
            Self::Branch => "枝番",
            Self::Name => "氏名",
            Self::Kana => "氏名カナ",
            Self::Sex => "性別",
            Self::BirthDate => "生年月日",
            Self::Relationship => "続柄",
            Self::AcquiredOn => "資格取得日",
            Self::LostOn => "資格喪失日",
            Self::Workplace => "事業所",
        }
    }

    /// What a cell of the column should hold, for messages.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Symbol => "資格情報の記号",
            Self::Number => "資格情報の番号(数字)",
            Self::Branch => "2桁までの数字(なければ空)",
            Self::Name => "氏名",
            Self::Kana => "カタカナの氏名",
            Self::Sex => "男か女(1か2でもよく、なければ空)",
            Self::BirthDate => "1980-01-31、19800131、昭和55年1月31日、S55.1.31 のような日付",
            Self::Relationship => "本人・配偶者・子・父・母などの続柄",
            Self::AcquiredOn => "2020-04-01、R2.4.1 のような日付",
            Self::LostOn => "2020-04-01、R2.4.1 のような日付(加入中なら空)",
            Self::Workplace => "事業所の名前",
        }
    }

    /// The place in [`Column::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}
