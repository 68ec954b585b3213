// What people do again and again.
import { expect, type Page } from "@playwright/test";

export const PASSWORD = "tin roof rain 44";
export const PROMPT = "A slow waltz about the last ferry of the season";

let people = 0;

/** A name that nobody has yet on this worker's server. */
export function newName(): string {
  people += 1;
  return `ann${process.pid}x${people}`;
}

type Goto = (path: string) => Promise<void>;

/** Makes an account and ends in its studio. */
export async function signUp(page: Page, goto: Goto, name = newName()): Promise<string> {
  await goto("/sign-up");
  await page.getByLabel("Username").fill(name);
  await page.getByLabel("Email address").fill(`${name}@example.com`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByLabel("What should the song be about?")).toBeVisible();
  return name;
}

/** Asks for a song from the start page and ends on the song's page. */
export async function askForSong(page: Page, prompt = PROMPT): Promise<void> {
  await page.getByLabel("What should the song be about?").fill(prompt);
  await page.getByRole("button", { name: "Write the song" }).click();
  await expect(page).toHaveURL(/\/songs\/\d+$/);
}

/** Waits until the song on the page is finished. */
export async function finished(page: Page): Promise<void> {
  await expect(page.locator(".song-head").getByText("Finished")).toBeVisible({ timeout: 30_000 });
}
