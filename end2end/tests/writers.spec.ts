// A language model of one's own: added, tried, and watched while it writes.
import type { Page } from "@playwright/test";

import { askForSong, finished, signUp } from "./support/people.ts";
import { axe, expect, hydrated, test } from "./support/page.ts";
import { Provider } from "./support/provider.ts";
import { Server } from "./support/server.ts";

type Goto = (path: string) => Promise<void>;

/**
 * A server of the test's own, a provider that takes so many milliseconds a word, and somebody signed in, who has
 * allowed the provider's host: the first account of a server is its administrator.
 */
async function withProvider(
  page: Page,
  millisecondsAWord: number,
  run: (provider: Provider, goto: Goto) => Promise<void>,
): Promise<void> {
  const server = await Server.start();
  const provider = await Provider.start(millisecondsAWord);
  const goto = async (path: string) => {
    await page.goto(server.url + path);
    await hydrated(page);
  };
  try {
    await signUp(page, goto);
    await goto("/writers");
    await page.getByLabel("Hosts that writers may call").fill(provider.host);
    await page.getByRole("button", { name: "Save the hosts" }).click();
    await run(provider, goto);
  } finally {
    provider.stop();
    await server.stop();
  }
}

/** Fills the open form of a new writer and saves it. */
async function addWriter(page: Page, name: string, provider: Provider): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Address", { exact: true }).fill(provider.baseUrl);
  await page.getByLabel("Model", { exact: true }).fill("scripted-1");
  await page.getByRole("button", { name: "Save the writer" }).click();
  await expect(page.getByRole("link", { name })).toBeVisible();
}

/** Has the writer write new songs. */
async function makeDefault(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Use for new songs" }).click();
  await expect(page.locator(".song-row", { hasText: name }).getByText("Writes new songs")).toBeVisible();
}

test("a model of one's own is added, tried, and writes a song word by word", async ({ page, problems }) => {
  problems.expect(/status of 422/);
  await withProvider(page, 4, async (provider, goto) => {
    await axe(page);
    await goto("/writers/new");
    await page.getByLabel("Provider").selectOption("llama-cpp");
    await expect(page.getByLabel("Address", { exact: true })).toHaveValue("http://localhost:8080/v1/");
    await page.getByRole("button", { name: "Save the writer" }).click();
    await expect(page.getByText("Say which model")).toBeVisible();
    await axe(page);
    await addWriter(page, "My machine", provider);
    await page.getByRole("button", { name: "Try it" }).click();
    await expect(page.getByText(/It answered in \d+ ms/)).toBeVisible();
    await makeDefault(page, "My machine");

    await goto("/");
    await askForSong(page);
    await expect(page.locator(".line-typing")).not.toBeEmpty();
    await expect(page.getByText(/\d+ tokens/)).toBeVisible();
    await axe(page);
    await finished(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Carry Me Over");
    await expect(page.getByText(/the model 75\.0; the score is the mean/)).toBeVisible();

    await page.getByRole("link", { name: "How it was made" }).click();
    await expect(page.getByRole("heading", { name: "Writing the draft" })).toBeVisible();
    await page.getByText(/^One call to the model, \d+ tokens$/).first().click();
    await expect(page.getByText(/tokens read/).first()).toBeVisible();
    await page.getByText("The draft", { exact: true }).click();
    await expect(page.getByText("The boy on the pier is selling the ropes")).toBeVisible();
    await axe(page);

    await page.getByRole("button", { name: "Replay the whole song" }).click();
    await finished(page);
    await page.getByRole("link", { name: "How it was made" }).click();
    await expect(page.getByText(/the same as in “Carry Me Over”; there the same came of it/).first()).toBeVisible();
    await axe(page);
  });
});

test("a song whose provider fails keeps its lines and is finished by the built-in writer", async ({ page }) => {
  await withProvider(page, 8, async (provider, goto) => {
    await goto("/writers/new");
    await addWriter(page, "Short-lived", provider);
    await makeDefault(page, "Short-lived");
    await goto("/");
    await askForSong(page);
    await expect(page.locator(".stage--done", { hasText: "Writing the draft" })).toBeVisible({ timeout: 30_000 });
    provider.stop();
    await expect(page.getByText("The provider cannot be reached")).toBeVisible({ timeout: 30_000 });
    await expect(page.locator(".sheet-line").first()).toBeVisible();
    await axe(page);
    await page.getByRole("button", { name: "Finish with the built-in writer" }).click();
    await finished(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Carry Me Over");
  });
});

test("settings are kept under a name, used again and forgotten", async ({ page, goto }) => {
  await signUp(page, goto);
  await goto("/new");
  await page.getByLabel("What should the song be about?").fill("A slow waltz about the last ferry of the season");
  await page.getByLabel("Review rounds").fill("2");
  await page.getByLabel("Keep these settings as").fill("Short & sweet");
  await page.getByRole("button", { name: "Write the song" }).click();
  await expect(page).toHaveURL(/\/songs\/\d+$/);
  await goto("/new");
  await page.getByRole("button", { name: "Short & sweet", exact: true }).click();
  await expect(page).toHaveURL(/settings=/);
  await hydrated(page);
  await expect(page.getByLabel("Review rounds")).toHaveValue("2");
  await axe(page);
  await page.getByRole("button", { name: "Forget the settings “Short & sweet”" }).click();
  await expect(page.getByRole("button", { name: "Short & sweet", exact: true })).toBeHidden();
  await goto("/new");
  await expect(page.getByText("Kept settings")).toBeHidden();
});
