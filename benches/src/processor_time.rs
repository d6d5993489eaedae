//! Processor time of a process, as Linux counts it: the one figure that other work on the machine hardly changes.
//! May enter: `/proc/PID/stat`. Must not: anything else.

/// Clock ticks of `/proc/PID/stat` in a second: the same on every Linux of today.
const TICKS_PER_SECOND: f64 = 100.0;

/// Processor seconds that a process (its number, or `self`) has used so far, in its own code and in the kernel's for it.
///
/// # Errors
/// When there is no such process.
pub fn of(process: &str) -> std::io::Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    Ok(seconds(&stat))
}

/// Fields 14 and 15; the second is the name in brackets and may hold spaces.
fn seconds(stat: &str) -> f64 {
    let rest = stat.rsplit(") ").next().unwrap_or_default();
    let times = rest.split(' ').skip(11).take(2);
    let ticks: f64 = times.filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / TICKS_PER_SECOND
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_times_are_added_whatever_the_name() {
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 9 9 20 0 1 0 5 6 7";
        assert_eq!(super::seconds(stat), 3.0);
    }
}
