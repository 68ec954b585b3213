//! Browsers that leave before their page has come.

use axum::body::Body;

use crate::support::Server;

const VISITS: usize = 500;
/// Kilobytes that may stay behind after so many visits.
const BOUND: u64 = 1_500;

/// Asks for a page and leaves while it is being made.
async fn visit_and_leave(server: &Server) {
    for _ in 0..VISITS {
        let request = server.anonymous().request("GET", "/sign-up").header("accept", "text/html");
        let answer = server.open(request.body(Body::empty()).expect("a request"));
        // So far, and no further: the page waits for its data.
        drop(futures::poll!(Box::pin(answer)));
        tokio::task::yield_now().await;
    }
}

fn resident_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("this process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its size");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[tokio::test]
async fn visitors_who_leave_early_leave_nothing_in_memory() {
    let server = Server::start().await;
    visit_and_leave(&server).await;
    let before = resident_kilobytes();
    visit_and_leave(&server).await;
    let after = resident_kilobytes();
    assert!(after < before + BOUND, "from {before} to {after} KB in {VISITS} visits");
}
