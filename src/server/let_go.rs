//! What only starting needed is let go. Reading settings, bringing tables up to date and building routes run once through half of the
//! program, and what has run stays with the process, counted as its memory, although nothing comes back to it.
//!
//! May enter: the call that tells the system. Must not: what was started, the heap.
//!
//! Code that is let go stays in the system's cache while there is room and leaves it before code that is in use. Where it runs again it is
//! there after one fault.

use std::{ops::Range, path::Path};

/// Tells the system that the code run so far need not stay with this process. What cannot be told is only counted for longer.
pub fn code_run_so_far() {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap_or_default();
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    for range in code_of(&maps, &program) {
        advise(range);
    }
}

/// Where the program's code lies: parts of its file that are read and run, and never written.
fn code_of(maps: &str, program: &Path) -> Vec<Range<usize>> {
    let address = |text: &str| usize::from_str_radix(text, 16).ok();
    let range = |line: &str| {
        let mut words = line.split_ascii_whitespace();
        let (range, access, path) = (words.next()?, words.next()?, words.nth(3)?);
        let (from, to) = range.split_once('-')?;
        let ours = access == "r-xp" && Path::new(path) == program;
        ours.then_some(address(from)?..address(to)?)
    };
    maps.lines().filter_map(range).collect()
}

#[cfg(target_os = "linux")]
fn advise(code: Range<usize>) {
    use rustix::mm::{Advice, madvise};
    let from = std::ptr::with_exposed_provenance_mut(code.start);
    #[expect(unsafe_code, reason = "no safe call gives this advice for code")]
    // SAFETY: a private mapping of the program's file that nothing writes to (the program is position-independent and has no
    // relocations in its code; a file that runs cannot be written), so each page comes back from the file as it was.
    let told = unsafe { madvise(from, code.len(), Advice::LinuxDontNeed) };
    if let Err(error) = told {
        tracing::debug!(%error, "the code of the start stays");
    }
}

#[cfg(not(target_os = "linux"))]
fn advise(_: Range<usize>) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_programs_own_code_is_meant() {
        let maps = "55d000-55e000 r--p 00000000 fe:00 12 /opt/mypage/mypage\n\
                    55e000-560000 r-xp 00001000 fe:00 12 /opt/mypage/mypage\n\
                    560000-561000 rw-p 00003000 fe:00 12 /opt/mypage/mypage\n\
                    7f0000-7f1000 r-xp 00000000 fe:00 34 /usr/lib/libc.so.6\n\
                    7f2000-7f3000 r-xp 00000000 00:00 0 \n\
                    7ffd00-7ffd01 r-xp 00000000 00:00 0 [vdso]\n\
                    nonsense\n";
        let found = code_of(maps, Path::new("/opt/mypage/mypage"));
        assert_eq!(
            found,
            [Range {
                start: 0x55e000,
                end: 0x560000
            }]
        );
        assert!(code_of(maps, Path::new("/elsewhere")).is_empty());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn code_goes_and_comes_back() {
        let program = std::env::current_exe().expect("a program");
        let code = || {
            let maps = std::fs::read_to_string("/proc/self/maps").expect("what is mapped");
            code_of(&maps, &program)
        };
        let before = code();
        let here = code_run_so_far as *const () as usize;
        assert!(before.iter().any(|range| range.contains(&here)));
        code_run_so_far();
        // what runs here has been let go; how much that is others may change at any moment, the benchmark measures it
        assert_eq!(code(), before);
    }
}
