use domain::{Timestamp, UserId};
use store::{NewSignIn, StoreError};

use crate::support::{House, NOW};

const HOUR: i64 = 3_600_000;

fn new(user_id: UserId, token_hash: &str) -> NewSignIn<'_> {
    NewSignIn {
        user_id,
        token_hash,
        user_agent: "Browser",
        expires_at: NOW.plus(HOUR),
        absolute_expires_at: NOW.plus(3 * HOUR),
    }
}

async fn holds(house: &House, token_hash: &str, now: Timestamp) -> bool {
    house.store.find_sign_in(token_hash, now).await.expect("an answer").is_some()
}

#[tokio::test]
async fn a_token_stands_for_its_user_until_it_expires() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    house.store.create_sign_in(&new(ann, "hash"), NOW).await.expect("a sign-in");
    let found = house.store.find_sign_in("hash", NOW).await.expect("an answer").expect("a sign-in");
    assert_eq!((found.user.id, found.last_seen_at, found.expires_at), (ann, NOW, NOW.plus(HOUR)));
    assert!(holds(&house, "hash", NOW.plus(HOUR - 1)).await);
    assert!(!holds(&house, "hash", NOW.plus(HOUR)).await);
    assert!(!holds(&house, "hash", NOW.plus(2 * HOUR)).await);
    assert!(!holds(&house, "other", NOW).await);
}

#[tokio::test]
async fn being_seen_moves_the_end_but_never_past_the_absolute_one() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    house.store.create_sign_in(&new(ann, "hash"), NOW).await.expect("a sign-in");
    house.store.touch_sign_in("hash", NOW.plus(1), NOW.plus(2 * HOUR)).await.expect("a touch");
    assert!(holds(&house, "hash", NOW.plus(2 * HOUR - 1)).await);
    house.store.touch_sign_in("hash", NOW.plus(2), NOW.plus(9 * HOUR)).await.expect("a touch");
    let found = house.store.find_sign_in("hash", NOW.plus(3)).await.expect("an answer").expect("a sign-in");
    assert_eq!((found.last_seen_at, found.expires_at), (NOW.plus(2), NOW.plus(3 * HOUR)));
    assert!(!holds(&house, "hash", NOW.plus(3 * HOUR)).await);
}

#[tokio::test]
async fn a_sign_in_that_was_ended_is_not_brought_back_by_a_late_touch() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    house.store.create_sign_in(&new(ann, "hash"), NOW).await.expect("a sign-in");
    house.store.delete_sign_in("hash").await.expect("a sign-out");
    house.store.touch_sign_in("hash", NOW, NOW.plus(HOUR)).await.expect("no error");
    assert!(!holds(&house, "hash", NOW).await);
}

#[tokio::test]
async fn a_disabled_or_deleted_account_is_not_signed_in() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    house.store.create_sign_in(&new(ann, "hash"), NOW).await.expect("a sign-in");
    house.run("UPDATE users SET is_active = FALSE").await.expect("an update");
    assert!(!holds(&house, "hash", NOW).await);
    house.run("UPDATE users SET is_active = TRUE").await.expect("an update");
    house.store.delete_user(ann).await.expect("her account");
    assert!(!holds(&house, "hash", NOW).await);
    let error = house.store.create_sign_in(&new(ann, "late"), NOW).await;
    assert!(matches!(error, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn all_devices_of_one_user_are_signed_out_and_no_other_users() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    let (ben, _) = house.user("ben").await;
    for (user, hash) in [(ann, "phone"), (ann, "desk"), (ben, "other")] {
        house.store.create_sign_in(&new(user, hash), NOW).await.expect("a sign-in");
    }
    house.store.delete_sign_ins_of(ann).await.expect("an answer");
    assert!(!holds(&house, "phone", NOW).await && !holds(&house, "desk", NOW).await);
    assert!(holds(&house, "other", NOW).await);
}

#[tokio::test]
async fn only_sign_ins_that_have_ended_are_swept() {
    let house = House::new().await;
    let (ann, _) = house.user("ann").await;
    house.store.create_sign_in(&new(ann, "short"), NOW).await.expect("a sign-in");
    house.store.create_sign_in(&new(ann, "long"), NOW).await.expect("a sign-in");
    house.store.touch_sign_in("long", NOW, NOW.plus(2 * HOUR)).await.expect("a touch");
    house.store.delete_expired_sign_ins(NOW.plus(HOUR)).await.expect("an answer");
    assert_eq!(house.texts("SELECT token_hash FROM user_sessions").await, ["long"]);
}
