//! Writers that people bring along: kept, tried, chosen, and who may see and change which.

use std::sync::Arc;

use domain::{
    UserId,
    account::User,
    song::{SongForm, SongStatus},
    stage::Stage,
    writer::{WriterChoice, WriterForm},
};
use scripted_provider::{Call, Reply, SHEET, ScriptedProvider, song_writer};
use studio::{
    StudioError,
    songs::{MadeStage, Seed},
};

use crate::desk::{Desk, PROMPT};

fn form(provider: &ScriptedProvider) -> WriterForm {
    WriterForm {
        name: "Scripted".into(),
        kind: "openai-compatible".into(),
        base_url: provider.base_url(),
        model: "scripted-1".into(),
        key: "sk-canary-7".into(),
        ..WriterForm::default()
    }
}

async fn person(desk: &Desk, name: &str) -> User {
    desk.user(name).await;
    let email = format!("{name}@example.com");
    let (user, _) = desk
        .studio
        .sign_in(&email, crate::desk::PASSWORD, &studio::accounts::Visitor::default())
        .await
        .unwrap();
    user
}

/// Allows the provider's host, as the first user, who is the administrator.
async fn allow(desk: &Desk, admin: &User, provider: &ScriptedProvider) {
    desk.studio.set_allowed_hosts(admin, &provider.address().to_string()).await.unwrap();
}

async fn song_by(desk: &Desk, owner: UserId, key: &str, writer: WriterChoice) -> domain::SongId {
    let project = desk.first_project(owner).await;
    let form = SongForm {
        prompt: PROMPT.into(),
        seed: "7".into(),
        rounds: "1".into(),
        writer: writer.to_string(),
        ..SongForm::default()
    };
    desk.studio.create_song(owner, project, &form, key).await.unwrap()
}

/// Ann, who is the administrator, with a writer of her own whose host is allowed.
async fn studio_of_ann() -> (Desk, ScriptedProvider, User, WriterChoice) {
    let desk = Desk::new().await;
    let provider = ScriptedProvider::start(song_writer).await;
    let ann = person(&desk, "ann").await;
    allow(&desk, &ann, &provider).await;
    let choice = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
    (desk, provider, ann, choice)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_song_is_written_by_the_writer_that_its_owner_chose() {
    let (desk, provider, ann, choice) = studio_of_ann().await;
    let id = song_by(&desk, ann.id, "k", choice).await;
    desk.run_chosen();
    let song = desk.ended(ann.id, id).await;
    assert_eq!((song.status, song.error), (SongStatus::Completed, None));
    assert_eq!(song.lyrics.as_deref(), Some(SHEET));
    assert_eq!(song.metadata.unwrap().writer, "Scripted (scripted-1)");
    assert_eq!(provider.calls()[0].header("authorization"), Some("Bearer sk-canary-7"));
    let making = desk.studio.song_making(ann.id, id).await.unwrap();
    let MadeStage { row: draft, report: told, .. } =
        making.iter().find(|made| made.row.step.stage == Stage::Draft).unwrap();
    assert_eq!(told.sheet.as_ref().map(|sheet| sheet.lyrics.as_str()), Some(SHEET));
    assert_eq!((draft.writer.as_str(), draft.input_hash.len()), ("Scripted (scripted-1)", 64));
    assert_eq!(draft.calls[0].model, "scripted-1");
    assert!(
        draft.calls[0].prompt_version.starts_with("1-")
            && !draft.calls[0].estimated
            && draft.calls[0].tokens_out > 100
    );
    desk.assert_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_nowhere_in_the_data_directory_in_the_clear() {
    let (desk, _provider, ann, choice) = studio_of_ann().await;
    let id = song_by(&desk, ann.id, "k", choice).await;
    desk.run_chosen();
    desk.ended(ann.id, id).await;
    let listed = desk.studio.list_writers(&ann).await.unwrap();
    assert!(listed[0].has_key && !format!("{listed:?}").contains("canary"));
    let mut folders = vec![desk.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                assert!(!bytes.windows(9).any(|window| window == b"sk-canary"), "{}", path.display());
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_song_that_failed_goes_on_with_the_same_another_or_the_built_in_writer() {
    let desk = Desk::new().await;
    let broken = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let is_broken = Arc::clone(&broken);
    let provider = ScriptedProvider::start(move |call: &Call| {
        if call.task() == "critic" && is_broken.load(std::sync::atomic::Ordering::SeqCst) {
            Reply::status(401)
        } else {
            song_writer(call)
        }
    })
    .await;
    let ann = person(&desk, "ann").await;
    allow(&desk, &ann, &provider).await;
    let choice = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
    desk.run_chosen();
    for (key, next) in [("same", None), ("builtin", Some(WriterChoice::Builtin))] {
        broken.store(true, std::sync::atomic::Ordering::SeqCst);
        let id = song_by(&desk, ann.id, key, choice).await;
        let failed = desk.ended(ann.id, id).await;
        assert_eq!(failed.status, SongStatus::Failed);
        let error = failed.error.unwrap();
        assert!(error.contains("does not accept the key") && error.contains("HTTP 401"), "{error}");
        assert_eq!(failed.lyrics.as_deref(), Some(SHEET), "every line is kept");
        let drafts = || provider.tasks().iter().filter(|task| *task == "draft").count();
        let before = drafts();
        broken.store(false, std::sync::atomic::Ordering::SeqCst);
        desk.studio.continue_song(ann.id, id, next).await.unwrap();
        let done = desk.ended(ann.id, id).await;
        assert_eq!((done.status, done.error), (SongStatus::Completed, None), "{key}");
        assert_eq!(drafts(), before, "the draft is not written again");
        let writer = done.metadata.unwrap().writer;
        let by_both = format!("Scripted (scripted-1), then {}", songsmith::WRITER_NAME);
        let alone = writer == "Scripted (scripted-1)";
        // The critic of the built-in writer may leave every line as it is.
        assert!(alone || (next.is_some() && writer == by_both), "{key}: {writer}");
    }
    desk.assert_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_branch_goes_on_behind_a_stage_and_writes_a_song_of_its_own() {
    let (desk, provider, ann, choice) = studio_of_ann().await;
    let id = song_by(&desk, ann.id, "k", choice).await;
    desk.run_chosen();
    desk.ended(ann.id, id).await;
    let draft = domain::stage::Step { stage: Stage::Draft, round: 0 };
    let branch = desk.studio.branch_song(ann.id, id, draft, Seed::Another, "b").await.unwrap();
    let song = desk.ended(ann.id, branch).await;
    assert_eq!((song.status, song.lyrics.as_deref()), (SongStatus::Completed, Some(SHEET)));
    assert_eq!(provider.tasks().iter().filter(|task| *task == "draft").count(), 1);
    desk.assert_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replay_reads_the_same_inputs_and_its_page_says_what_came_of_them() {
    let desk = Desk::new().await;
    let score = Arc::new(std::sync::atomic::AtomicU32::new(7));
    let said = Arc::clone(&score);
    let provider = ScriptedProvider::start(move |call: &Call| match call.task().as_str() {
        "metadata" => Reply::Text(format!(
            r#"{{"description": "Told {}."}}"#,
            said.load(std::sync::atomic::Ordering::SeqCst)
        )),
        _ => song_writer(call),
    })
    .await;
    let ann = person(&desk, "ann").await;
    allow(&desk, &ann, &provider).await;
    let choice = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
    let id = song_by(&desk, ann.id, "k", choice).await;
    desk.run_chosen();
    let first = desk.ended(ann.id, id).await;
    let making = desk.studio.song_making(ann.id, id).await.unwrap();
    assert!(making.iter().all(|made| made.same.is_none()), "nobody else has read this");

    score.store(8, std::sync::atomic::Ordering::SeqCst);
    let replay = desk.studio.replay_song(ann.id, id, "r").await.unwrap();
    let second = desk.ended(ann.id, replay).await;
    assert_eq!((second.config, &second.lyrics), (first.config, &first.lyrics));
    for made in desk.studio.song_making(ann.id, replay).await.unwrap() {
        let stage = made.row.step.stage;
        if stage == Stage::Artwork {
            assert_eq!(made.same, None, "it read other notes for production");
            continue;
        }
        let same = made.same.unwrap_or_else(|| panic!("{stage:?} read something else"));
        assert_eq!((same.song, same.same_result), (id, stage != Stage::Metadata), "{stage:?}");
    }
    let bob = person(&desk, "bob").await;
    assert!(matches!(desk.studio.replay_song(bob.id, id, "r").await, Err(StudioError::NotFound)));

    let critic = domain::stage::Step { stage: Stage::Critic, round: 0 };
    let part = desk.studio.branch_song(ann.id, id, critic, Seed::Same, "p").await.unwrap();
    let drafts = provider.tasks().iter().filter(|task| *task == "draft").count();
    desk.ended(ann.id, part).await;
    let making = desk.studio.song_making(ann.id, part).await.unwrap();
    assert!(making.iter().all(|made| made.same.as_ref().is_some_and(|same| same.same_result)), "{making:?}");
    assert_eq!(provider.tasks().iter().filter(|task| *task == "draft").count(), drafts);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_user_neither_sees_nor_uses_nor_changes_ones_writers() {
    let desk = Desk::new().await;
    let provider = ScriptedProvider::start(song_writer).await;
    let admin = person(&desk, "admin").await;
    let ann = person(&desk, "ann").await;
    let bob = person(&desk, "bob").await;
    let choice = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
    for stranger in [&bob, &admin] {
        assert!(desk.studio.list_writers(stranger).await.unwrap().is_empty());
        assert!(matches!(desk.studio.get_writer(stranger, choice).await, Err(StudioError::NotFound)));
        assert!(matches!(desk.studio.try_writer(stranger, choice).await, Err(StudioError::NotFound)));
        let saved = desk.studio.save_writer(stranger, Some(choice), false, &form(&provider)).await;
        assert!(matches!(saved, Err(StudioError::NotFound)));
        assert!(matches!(desk.studio.delete_writer(stranger, choice).await, Err(StudioError::NotFound)));
        let project = desk.first_project(stranger.id).await;
        let song = SongForm { prompt: PROMPT.into(), writer: choice.to_string(), ..SongForm::default() };
        let asked = desk.studio.create_song(stranger.id, project, &song, "k").await;
        assert!(matches!(asked, Err(StudioError::Fields(_))), "{asked:?}");
    }
    assert!(provider.calls().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_administrator_shares_writers_and_everybody_may_use_them_up_to_the_budget() {
    let desk = Desk::new().await;
    let provider = ScriptedProvider::start(song_writer).await;
    let admin = person(&desk, "admin").await;
    let ann = person(&desk, "ann").await;
    allow(&desk, &admin, &provider).await;
    let shared = WriterForm { budget: "300".into(), ..form(&provider) };
    assert!(matches!(desk.studio.save_writer(&ann, None, true, &shared).await, Err(StudioError::NotFound)));
    assert!(matches!(desk.studio.set_allowed_hosts(&ann, "gpu.lan").await, Err(StudioError::NotFound)));
    let choice = desk.studio.save_writer(&admin, None, true, &shared).await.unwrap();
    assert!(matches!(desk.studio.delete_writer(&ann, choice).await, Err(StudioError::NotFound)));
    let id = song_by(&desk, ann.id, "k", choice).await;
    desk.run_chosen();
    let song = desk.ended(ann.id, id).await;
    assert_eq!(song.status, SongStatus::Failed);
    assert!(song.error.unwrap().contains("used up"));
    let listed = async |user| desk.studio.list_writers(user).await.unwrap().swap_remove(0);
    let hers = listed(&ann).await;
    assert_eq!(hers.card.base_url, "", "where it runs is not hers to know");
    assert!(
        matches!(desk.studio.try_writer(&ann, choice).await, Err(StudioError::NotFound)),
        "nobody counts that"
    );
    let used = hers.used.unwrap();
    assert!(used.tokens_in + used.tokens_out >= 300, "every call is counted");
    assert_eq!(listed(&admin).await.used.unwrap().tokens_in, 0, "for her alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_of_the_servers_own_network_is_called_only_when_it_is_allowed() {
    let desk = Desk::new().await;
    let provider = ScriptedProvider::start(song_writer).await;
    let admin = person(&desk, "admin").await;
    let choice = desk.studio.save_writer(&admin, None, false, &form(&provider)).await.unwrap();
    let refused = desk.studio.try_writer(&admin, choice).await.unwrap_err().to_string();
    assert!(refused.contains("own network") && provider.calls().is_empty(), "{refused}");
    allow(&desk, &admin, &provider).await;
    assert_eq!(desk.studio.try_writer(&admin, choice).await.unwrap().said, "Hello.");
    let wrong = desk.studio.set_allowed_hosts(&admin, "http://x").await;
    assert!(matches!(wrong, Err(StudioError::Fields(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_key_is_not_sent_to_another_address() {
    let desk = Desk::new().await;
    let provider = ScriptedProvider::start(song_writer).await;
    let ann = person(&desk, "ann").await;
    let choice = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
    let moved =
        WriterForm { base_url: "https://evil.example/v1/".into(), key: String::new(), ..form(&provider) };
    let refused = desk.studio.save_writer(&ann, Some(choice), false, &moved).await.unwrap_err();
    assert!(matches!(&refused, StudioError::Fields(errors) if errors.get("key").is_some()), "{refused:?}");
    let renamed = WriterForm { name: "Other".into(), key: String::new(), ..form(&provider) };
    desk.studio.save_writer(&ann, Some(choice), false, &renamed).await.unwrap();
    let kept = desk.studio.get_writer(&ann, choice).await.unwrap();
    assert!(kept.has_key && kept.card.name == "Other");
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_sealed_anew_and_still_open() {
    let desk = Desk::new().await;
    let provider = ScriptedProvider::start(song_writer).await;
    let ann = person(&desk, "ann").await;
    allow(&desk, &ann, &provider).await;
    let own = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
    let shared = desk.studio.save_writer(&ann, None, true, &form(&provider)).await.unwrap();
    assert_eq!(desk.studio.rotate_keys().await.unwrap(), 2);
    assert_eq!(desk.studio.rotate_keys().await.unwrap(), 2);
    for choice in [own, shared] {
        desk.studio.try_writer(&ann, choice).await.unwrap();
    }
    assert!(provider.calls().iter().all(|call| call.header("authorization") == Some("Bearer sk-canary-7")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_default_writer_writes_what_names_none_until_it_is_gone() {
    let desk = Desk::new().await;
    let provider = ScriptedProvider::start(song_writer).await;
    let ann = person(&desk, "ann").await;
    let choice = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
    desk.studio.set_default_writer(ann.id, choice).await.unwrap();
    let id = desk.song(ann.id, "k").await;
    assert_eq!(desk.studio.get_song(ann.id, id).await.unwrap().config.writer, choice);
    desk.studio.delete_writer(&ann, choice).await.unwrap();
    assert_eq!(desk.studio.default_writer(ann.id).await.unwrap(), WriterChoice::Builtin);
    desk.run_chosen();
    let song = desk.ended(ann.id, id).await;
    assert!(song.error.unwrap().contains("not there any more"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_keeps_everything_local_calls_nobody_outside() {
    let desk = Desk::new().await;
    let provider = ScriptedProvider::start(song_writer).await;
    let ann = person(&desk, "ann").await;
    let outside = WriterForm { base_url: "https://1.1.1.1/v1/".into(), ..form(&provider) };
    let choice = desk.studio.save_writer(&ann, None, false, &outside).await.unwrap();
    desk.studio.set_keeps_local(ann.id, true).await.unwrap();
    let id = song_by(&desk, ann.id, "k", choice).await;
    desk.run_chosen();
    let song = desk.ended(ann.id, id).await;
    assert!(song.error.unwrap().contains("own machines"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_in_every_task_of_a_model_hangs_up_and_asks_nothing_more() {
    for task in ["brief", "draft", "score", "review-story", "revise", "critic", "fit", "metadata"] {
        let desk = Desk::new().await;
        let (asked, mut is_asked) = tokio::sync::mpsc::unbounded_channel();
        let mut provider = ScriptedProvider::start(move |call: &Call| {
            if call.task() == task {
                asked.send(()).unwrap();
                return Reply::Silence;
            }
            song_writer(call)
        })
        .await;
        let ann = person(&desk, "ann").await;
        allow(&desk, &ann, &provider).await;
        let choice = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
        let id = song_by(&desk, ann.id, "k", choice).await;
        let (runner, stop) = desk.run_chosen();
        is_asked.recv().await.unwrap();
        desk.studio.cancel_song(ann.id, id).await.unwrap();
        let song = desk.ended(ann.id, id).await;
        assert_eq!(song.status, SongStatus::Cancelled, "at {task}");
        provider.hung_up(1).await;
        // The other two reviewers may have been on their way.
        let later = provider.tasks().into_iter().skip_while(|asked| asked != task).skip(1);
        let later: Vec<String> = later.filter(|asked| !asked.starts_with("review")).collect();
        assert_eq!(later, Vec::<String>::new(), "at {task}");
        stop.send(true).unwrap();
        runner.await.unwrap();
        desk.assert_healthy().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_while_a_model_writes_it_hangs_up_and_does_not_come_back() {
    for whole_project in [false, true] {
        let desk = Desk::new().await;
        let (asked, mut is_asked) = tokio::sync::mpsc::unbounded_channel();
        let mut provider = ScriptedProvider::start(move |call: &Call| {
            if call.task() == "revise" {
                asked.send(()).unwrap();
                return Reply::Silence;
            }
            song_writer(call)
        })
        .await;
        let ann = person(&desk, "ann").await;
        allow(&desk, &ann, &provider).await;
        let choice = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
        let id = song_by(&desk, ann.id, "k", choice).await;
        let (runner, stop) = desk.run_chosen();
        is_asked.recv().await.unwrap();
        if whole_project {
            desk.studio.delete_project(ann.id, desk.first_project(ann.id).await).await.unwrap();
        } else {
            desk.studio.delete_song(ann.id, id).await.unwrap();
        }
        // A worker that is not told looks after its song every five seconds.
        let told = std::time::Duration::from_secs(3);
        tokio::time::timeout(told, provider.hung_up(1)).await.expect("the worker is told");
        stop.send(true).unwrap();
        runner.await.unwrap();
        assert!(desk.studio.list_songs(ann.id, None, 0, None).await.unwrap().is_empty());
        assert_eq!(provider.tasks().last().map(String::as_str), Some("revise"), "nothing more is asked");
        desk.assert_healthy().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn songs_that_are_written_at_once_share_one_budget() {
    let desk = Desk::new().await;
    let provider = ScriptedProvider::start(song_writer).await;
    let admin = person(&desk, "admin").await;
    allow(&desk, &admin, &provider).await;
    let shared = WriterForm { budget: "1500".into(), ..form(&provider) };
    let choice = desk.studio.save_writer(&admin, None, true, &shared).await.unwrap();
    let songs = [song_by(&desk, admin.id, "k1", choice).await, song_by(&desk, admin.id, "k2", choice).await];
    desk.run_chosen();
    for id in songs {
        let song = desk.ended(admin.id, id).await;
        assert!(song.error.unwrap().contains("used up"));
    }
    let used = desk.studio.list_writers(&admin).await.unwrap().swap_remove(0).used.unwrap();
    let used = used.tokens_in + used.tokens_out;
    // Of each song three reviewers may be under way, with less than 700 tokens each.
    assert!((1500..1500 + 6 * 700).contains(&used), "{used}");
    // What a stage took that did not come to its end is counted, too.
    let told: u64 = {
        let mut told = 0;
        for id in songs {
            for made in desk.studio.song_making(admin.id, id).await.unwrap() {
                told += made.row.calls.iter().map(|call| call.tokens_in + call.tokens_out).sum::<u64>();
            }
        }
        told
    };
    assert!(told <= used, "{told} of {used}");
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_hangs_up_on_the_model_at_once_and_calls_it_no_more() {
    let desk = Desk::new().await;
    let mut provider =
        ScriptedProvider::start(
            |call: &Call| {
                if call.task() == "draft" { Reply::Endless } else { song_writer(call) }
            },
        )
        .await;
    let ann = person(&desk, "ann").await;
    allow(&desk, &ann, &provider).await;
    let choice = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
    let id = song_by(&desk, ann.id, "k", choice).await;
    desk.run_chosen();
    let mut news = desk.studio.signals().subscribe(ann.id);
    while provider.tasks().last().is_none_or(|task| task != "draft") {
        news.changed().await.unwrap();
    }
    desk.studio.cancel_song(ann.id, id).await.unwrap();
    let song = desk.ended(ann.id, id).await;
    assert_eq!(song.status, SongStatus::Cancelled);
    provider.hung_up(1).await;
    desk.assert_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_song_in_another_language_is_not_finished_by_the_built_in_writer() {
    let (desk, provider, ann, choice) = studio_of_ann().await;
    let project = desk.first_project(ann.id).await;
    let form = SongForm {
        prompt: "Ein Walzer über die letzte Fähre".into(),
        language: "de".into(),
        writer: choice.to_string(),
        ..SongForm::default()
    };
    let id = desk.studio.create_song(ann.id, project, &form, "k").await.unwrap();
    desk.studio.cancel_song(ann.id, id).await.unwrap();
    let refused = desk.studio.continue_song(ann.id, id, Some(WriterChoice::Builtin)).await;
    assert!(matches!(refused, Err(StudioError::Fields(_))), "{refused:?}");
    desk.studio.continue_song(ann.id, id, None).await.unwrap();
    assert!(provider.calls().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_was_being_typed_goes_when_the_song_ends() {
    let desk = Desk::new().await;
    let text = format!("[Verse 1]\nHalf a line {}", "and more ".repeat(40));
    let provider = ScriptedProvider::start(move |call: &Call| match call.task().as_str() {
        "draft" => Reply::Slowly { text: text.clone(), pause: std::time::Duration::from_millis(20) },
        _ => song_writer(call),
    })
    .await;
    let ann = person(&desk, "ann").await;
    allow(&desk, &ann, &provider).await;
    let choice = desk.studio.save_writer(&ann, None, false, &form(&provider)).await.unwrap();
    let mut news = desk.studio.signals().subscribe(ann.id);
    let id = song_by(&desk, ann.id, "k", choice).await;
    desk.run_chosen();
    news.wait_for(|news| news.typing.iter().any(|(song, line)| *song == id && line.contains("Half")))
        .await
        .unwrap();
    desk.studio.cancel_song(ann.id, id).await.unwrap();
    news.wait_for(|news| news.typing.is_empty()).await.unwrap();
}
