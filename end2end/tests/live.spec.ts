// A song that is being written: leaving, reloading, losing the server, stopping it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { askForSong, finished, signUp } from "./support/people.ts";
import { axe, expect, hydrated, test } from "./support/page.ts";
import { Server } from "./support/server.ts";

// Slow enough to be watched.
const PAUSE = { SONG_MASTER_STAGE_PAUSE: "400", SONG_MASTER_SONGS_AT_ONCE: "2" };
test.use({ serverEnv: PAUSE });

test("the stages, the sheet and the scores arrive one after the other", async ({ page, goto }) => {
  await signUp(page, goto);
  await askForSong(page);
  await expect(page.locator(".stage--running")).toHaveCount(1);
  await expect(page.locator(".stage--done").first()).toBeVisible();
  await expect(page.locator(".sheet-line").first()).toBeVisible();
  await expect(page.getByRole("img", { name: /Score by round/ })).toBeVisible();
  await axe(page);
  await finished(page);
});

test("reloading in the middle loses nothing", async ({ page, goto }) => {
  await signUp(page, goto);
  await askForSong(page);
  await expect(page.locator(".sheet-line").first()).toBeVisible();
  const before = await page.locator(".stage--done").count();
  await page.reload();
  await hydrated(page);
  expect(await page.locator(".stage--done").count()).toBeGreaterThanOrEqual(before);
  await finished(page);
});

test("the studio shows a running song and, when it has ended, the finished one", async ({ page, goto }) => {
  await signUp(page, goto);
  await askForSong(page);
  await goto("/");
  await expect(page.getByRole("heading", { name: "Being written" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Being written" })).toBeHidden({ timeout: 30_000 });
  await expect(page.locator(".song-row").getByText("Finished")).toBeVisible();
});

test("a song is stopped within a second and keeps what was written", async ({ page, goto }) => {
  await signUp(page, goto);
  await askForSong(page);
  await expect(page.locator(".sheet-line").first()).toBeVisible();
  await page.getByRole("button", { name: "Stop writing" }).click();
  await expect(page.locator(".song-head").getByText("Cancelled")).toBeVisible({ timeout: 1_500 });
  await expect(page.locator(".sheet-line").first()).toBeVisible();
});

test("the third song waits in line and says so", async ({ page, goto }) => {
  await signUp(page, goto);
  for (const prompt of ["The first song is about salt", "The second song is about tin roofs", "The third one is about bread"]) {
    await goto("/");
    await askForSong(page, prompt);
  }
  await expect(page.getByText(/In line: this song is next/).first()).toBeVisible();
  await finished(page);
});

test("a killed server comes back, and the page catches up without a reload", async ({ page, problems }) => {
  problems.expect(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING/);
  const data = await mkdtemp(join(tmpdir(), "song-master-e2e-"));
  let server = await Server.start({ data, env: PAUSE });
  const address = new URL(server.url).host;
  const goto = async (path: string) => {
    await page.goto(server.url + path);
    await hydrated(page);
  };
  try {
    await signUp(page, goto);
    await askForSong(page);
    await expect(page.locator(".sheet-line").first()).toBeVisible();
    await server.kill();
    await expect(page.getByText("The connection is lost.")).toBeVisible();
    server = await Server.start({ data, address, env: PAUSE });
    await finished(page);
    await expect(page.getByText("The connection is lost.")).toBeHidden();
  } finally {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
});
