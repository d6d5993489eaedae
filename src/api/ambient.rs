//! How a server function reaches the request it serves. The one place in `api` that asks for a feature.
