//! Memory in large pages, for the one place that reads all over twenty megabytes of it: a hash takes a tenth less time.
//!
//! May enter: the call that asks the system. Must not: hashing. The allocator does not ask by itself (`no_thp`): it would for all of
//! the heap, which then holds 16 MB where 5 are used.

use std::mem::MaybeUninit;

/// Bytes of a large page of the processors the product runs on.
const LARGE: usize = 2 << 20;

/// Asks the system to back this memory with large pages where it has them. Best before it is first written to.
pub(super) fn ask_for<T>(memory: &mut [MaybeUninit<T>]) {
    let range = memory.as_mut_ptr_range();
    let (start, end) = (range.start.cast::<u8>(), range.end.cast::<u8>());
    let first = start.align_offset(LARGE);
    // in bytes, both ends being of the same allocation
    let whole = (end as usize - start as usize).saturating_sub(first) / LARGE * LARGE;
    if whole > 0 {
        advise(start.wrapping_add(first), whole);
    }
}

#[cfg(target_os = "linux")]
fn advise(from: *mut u8, bytes: usize) {
    use rustix::mm::{Advice, madvise};
    #[expect(
        unsafe_code,
        reason = "no safe call gives this advice for memory of the allocator's"
    )]
    // SAFETY: the range is within memory borrowed mutably, and this advice changes neither its contents nor its access.
    let told = unsafe { madvise(from.cast(), bytes, Advice::LinuxHugepage) };
    if let Err(error) = told {
        tracing::debug!(%error, "no large pages for hashing");
    }
}

#[cfg(not(target_os = "linux"))]
fn advise(_: *mut u8, _: usize) {}
