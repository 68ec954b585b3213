//! A scripted provider as a program, for end-to-end tests and benchmarks:
//! `scripted-provider [ADDRESS] [MILLISECONDS A WORD] [stamps]`. It prints its base URL and runs until it is killed. With
//! `stamps` the words of its drafts are the microseconds at which they were sent.

use std::time::Duration;

use scripted_provider::{Reply, ScriptedProvider, answer};

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let pause = Duration::from_millis(arguments.next().and_then(|text| text.parse().ok()).unwrap_or(0));
    let stamps = arguments.next().is_some_and(|word| word == "stamps");
    let provider = ScriptedProvider::start_at(&address, move |call| {
        let text = answer(&call.task());
        match (stamps && call.task() == "draft", pause.is_zero()) {
            (true, _) => Reply::Stamped { pause },
            (false, true) => Reply::Text(text),
            (false, false) => Reply::Slowly { text, pause },
        }
    })
    .await;
    println!("{}", provider.base_url());
    std::future::pending::<()>().await;
}
