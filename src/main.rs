//! The `mypage` command: on the server the whole command line, in a client build nothing.

#[cfg(feature = "ssr")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(feature = "ssr")]
fn main() -> std::process::ExitCode {
    mypage::server::cli::main()
}

#[cfg(not(feature = "ssr"))]
fn main() {}
