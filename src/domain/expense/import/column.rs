//! The columns of a file of 医療費 rows, by the names in its header line; their order is free.

use serde::{Deserialize, Serialize};

/// Declares the columns with their names.
macro_rules! columns {
    ($($column:ident = $name:literal,)+) => {
        /// A column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Column {
            $(#[doc = $name] $column,)+
        }

        impl Column {
            /// All columns, in the order in which we write them.
            pub const ALL: [Self; 21] = [$(Self::$column,)+];

            /// The name in the header line.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$column => $name,)+
                }
            }
        }
    };
}

columns! {
    Symbol = "記号",
    Number = "番号",
    Branch = "枝番",
    Kana = "受診者カナ",
    BirthDate = "生年月日",
    TreatmentMonth = "診療年月",
    Category = "区分",
    InstitutionCode = "医療機関コード",
    Institution = "医療機関名",
    Days = "日数",
    Total = "総額",
    Insurer = "健保負担",
    Public = "公費",
    HighCost = "高額",
    Additional = "付加",
    MealTotal = "食事総額",
    MealOwn = "食事自己",
    Own = "自己負担相当額",
    ClaimMonth = "請求年月",
    Kind = "取引区分",
    Reference = "整理番号",
}

impl Column {
    /// The place in [`Column::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_names_tell_columns_apart() {
        for (at, column) in Column::ALL.into_iter().enumerate() {
            assert_eq!(column.index(), at);
        }
        let mut names = Column::ALL.map(Column::name);
        names.sort_unstable();
        assert!(names.windows(2).all(|two| two[0] != two[1]));
    }
}
