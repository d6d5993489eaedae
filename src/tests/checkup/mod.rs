//! 受診ナビ over HTTP and against real databases.

mod staff_rules;
