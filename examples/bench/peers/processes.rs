//! Memory and wake-ups of a program and its children, as the system reports them.

use std::fs;

/// A process and all below it.
pub fn tree(root: u32) -> Vec<u32> {
    let mut found = vec![root];
    let mut next = 0;
    while let Some(process) = found.get(next) {
        let below: Vec<u32> = tasks(*process)
            .filter_map(|task| fs::read_to_string(format!("{task}/children")).ok())
            .flat_map(|children| {
                children.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>()
            })
            .collect();
        found.extend(below);
        next += 1;
    }
    found
}

/// Context switches of their threads: each is a wake-up.
pub fn wake_ups(processes: &[u32]) -> u64 {
    let of_a_task = |task: String| field(&format!("{task}/status"), "voluntary_ctxt_switches:");
    processes.iter().flat_map(|process| tasks(*process)).filter_map(of_a_task).sum()
}

/// Resident memory, and the part that no other process shares, in KiB.
#[derive(Clone, Copy)]
pub struct Memory {
    pub resident: u64,
    pub private: u64,
}

pub fn memory(processes: &[u32]) -> Memory {
    let sum = |file: &str, name: &str| -> u64 {
        processes.iter().filter_map(|process| field(&format!("/proc/{process}/{file}"), name)).sum()
    };
    Memory {
        resident: sum("status", "VmRSS:"),
        private: sum("smaps_rollup", "Private_Clean:") + sum("smaps_rollup", "Private_Dirty:"),
    }
}

fn tasks(process: u32) -> impl Iterator<Item = String> {
    let folder = fs::read_dir(format!("/proc/{process}/task"));
    folder.into_iter().flatten().flatten().map(|entry| entry.path().display().to_string())
}

/// The number after a name, in a file of `/proc`.
fn field(path: &str, name: &str) -> Option<u64> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
