//! Tests over HTTP against real databases.
