// A language model of one's own: added, tried, and watched while it writes.
import { askForSong, finished, signUp } from "./support/people.ts";
import { axe, expect, hydrated, test } from "./support/page.ts";
import { Provider } from "./support/provider.ts";
import { Server } from "./support/server.ts";

test("a model of one's own is added, tried, and writes a song word by word", async ({ page, problems }) => {
  problems.expect(/status of 422/);
  const server = await Server.start();
  const provider = await Provider.start(4);
  const goto = async (path: string) => {
    await page.goto(server.url + path);
    await hydrated(page);
  };
  try {
    // The first account of a server is its administrator, who may open hosts inside the network.
    await signUp(page, goto);
    await goto("/writers");
    await page.getByLabel("Hosts that writers may call").fill(provider.host);
    await page.getByRole("button", { name: "Save the hosts" }).click();
    await axe(page);

    await goto("/writers/new");
    await page.getByLabel("Provider").selectOption("llama-cpp");
    await expect(page.getByLabel("Address", { exact: true })).toHaveValue("http://localhost:8080/v1/");
    await page.getByRole("button", { name: "Save the writer" }).click();
    await expect(page.getByText("Say which model")).toBeVisible();
    await page.getByLabel("Name").fill("My machine");
    await page.getByLabel("Address", { exact: true }).fill(provider.baseUrl);
    await page.getByLabel("Model", { exact: true }).fill("scripted-1");
    await axe(page);
    await page.getByRole("button", { name: "Save the writer" }).click();

    await expect(page.getByRole("link", { name: "My machine" })).toBeVisible();
    await page.getByRole("button", { name: "Try it" }).click();
    await expect(page.getByText(/It answered in \d+ ms/)).toBeVisible();
    await page.getByRole("button", { name: "Use for new songs" }).click();
    await expect(page.locator(".song-row", { hasText: "My machine" }).getByText("Writes new songs")).toBeVisible();

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
    await expect(page.getByText(/tokens read/).first()).toBeVisible();
    await axe(page);
  } finally {
    provider.stop();
    await server.stop();
  }
});

test("a song whose provider fails keeps its lines and is finished by the built-in writer", async ({ page }) => {
  const server = await Server.start();
  const provider = await Provider.start(8);
  const goto = async (path: string) => {
    await page.goto(server.url + path);
    await hydrated(page);
  };
  try {
    await signUp(page, goto);
    await goto("/writers");
    await page.getByLabel("Hosts that writers may call").fill(provider.host);
    await page.getByRole("button", { name: "Save the hosts" }).click();
    await goto("/writers/new");
    await page.getByLabel("Name").fill("Short-lived");
    await page.getByLabel("Address", { exact: true }).fill(provider.baseUrl);
    await page.getByLabel("Model", { exact: true }).fill("scripted-1");
    await page.getByRole("button", { name: "Save the writer" }).click();
    await page.getByRole("button", { name: "Use for new songs" }).click();
    await expect(page.locator(".song-row", { hasText: "Short-lived" }).getByText("Writes new songs")).toBeVisible();
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
  } finally {
    provider.stop();
    await server.stop();
  }
});
