// From a stranger to a finished song, as most people do it.
import { askForSong, finished, newName, PASSWORD, PROMPT, signUp } from "./support/people.ts";
import { axe, expect, test } from "./support/page.ts";

test("a stranger becomes the owner of a finished song", async ({ page, goto }) => {
  await goto("/");
  await expect(page.getByRole("article")).toContainText("Verse 1");
  await axe(page);
  await signUp(page, goto);
  await axe(page);
  await askForSong(page);
  await finished(page);
  await axe(page);

  const sheet = page.locator(".sheet");
  await expect(sheet.getByRole("heading", { name: /Chorus/ }).first()).toBeVisible();
  expect(await sheet.locator(".sheet-line").count()).toBeGreaterThan(15);
  await expect(sheet.locator(".syllables").first()).toHaveText(/^\d+$/);
  await expect(page.locator(".dimension")).toHaveCount(10);
  await expect(page.getByText(PROMPT)).toBeVisible();
  for (const name of ["cover.png", "lyrics.md", "metadata.json"]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: `Download ${name}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
  }
  const cover = page.getByRole("img", { name: "Cover" });
  expect(await cover.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1024);
});

test("the lyrics are copied with their tags", async ({ page, goto, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signUp(page, goto);
  await askForSong(page);
  await finished(page);
  await page.getByRole("button", { name: "Copy lyrics" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("[Chorus");
});

test("the same seed writes the same song, another seed another one", async ({ page, goto }) => {
  await signUp(page, goto);
  await askForSong(page);
  await finished(page);
  const lyrics = () => page.locator(".sheet").innerText();
  const first = await lyrics();
  await page.getByRole("button", { name: "Same seed" }).click();
  await expect(page.locator(".song-head")).toBeHidden();
  await finished(page);
  expect(await lyrics()).toBe(first);
  await page.getByRole("button", { name: "Write again" }).click();
  await expect.poll(async () => (await page.locator(".song-head").count()) > 0 && (await lyrics()) !== first).toBe(true);
});

test("who signs out and in again finds everything", async ({ page, goto }) => {
  const name = await signUp(page, goto);
  await askForSong(page);
  await finished(page);
  const title = await page.locator("h1").innerText();
  await page.locator("summary", { hasText: name }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Make an account" })).toBeVisible();
  await goto("/sign-in");
  await page.getByLabel("Username or email address").fill(`${name}@example.com`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("link", { name: title })).toBeVisible();
});

test("a song is deleted after asking", async ({ page, goto }) => {
  await signUp(page, goto);
  await askForSong(page);
  await finished(page);
  const url = page.url();
  await page.getByRole("link", { name: "Delete" }).click();
  await expect(page.getByText("This cannot be undone")).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Delete the song" }).click();
  await expect(page).toHaveURL(/\/songs$/);
  await expect(page.getByText("No songs here yet")).toBeVisible();
  const answer = await page.request.get(url);
  expect(answer.status()).toBe(404);
});

test("projects are made, renamed and deleted with a word on what goes with them", async ({ page, goto }) => {
  await signUp(page, goto, newName());
  await goto("/projects/new");
  await page.getByLabel("Name").fill("Harbour songs");
  await page.getByRole("button", { name: "Make the project" }).click();
  await expect(page.getByRole("heading", { name: "Harbour songs" })).toBeVisible();
  await axe(page);
  await page.getByRole("link", { name: "New song" }).last().click();
  await askForSong(page);
  await finished(page);
  await page.getByRole("link", { name: "Harbour songs" }).click();
  await page.getByRole("link", { name: "Rename" }).click();
  await page.getByLabel("Name").fill("Songs of the harbour");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Songs of the harbour" })).toBeVisible();
  await page.getByRole("link", { name: "Delete" }).click();
  await expect(page.getByText("1 song, with all versions")).toBeVisible();
  await page.getByRole("button", { name: "Delete the project" }).click();
  await expect(page).toHaveURL(/\/projects$/);
  await expect(page.getByRole("link", { name: "Songs of the harbour" })).toBeHidden();
});
