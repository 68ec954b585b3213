// The same path where no script runs.
import { newName, PASSWORD, PROMPT } from "./support/people.ts";
import { expect, test } from "./support/page.ts";

test.describe("@nojs", () => {
  test("a person signs up, makes a project and a song, and reads it", async ({ page, goto }) => {
    const name = newName();
    await goto("/sign-up");
    await page.getByLabel("Username").fill(name);
    await page.getByLabel("Email address").fill(`${name}@example.com`);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByLabel("What should the song be about?")).toBeVisible();

    await goto("/projects/new");
    await page.getByLabel("Name").fill("Harbour songs");
    await page.getByRole("button", { name: "Make the project" }).click();
    await expect(page.getByRole("heading", { name: "Harbour songs" })).toBeVisible();

    await goto("/");
    await page.getByLabel("What should the song be about?").fill(PROMPT);
    await page.getByRole("button", { name: "Write the song" }).click();
    await expect(page).toHaveURL(/\/songs\/\d+$/);
    // The page asks again by itself until the song is there.
    await expect(page.locator(".song-head").getByText("Finished")).toBeVisible({ timeout: 30_000 });
    await expect(page.locator(".sheet")).toContainText("Chorus");
  });

  test("a refused form comes back with its words and what is wrong with them", async ({ page, goto }) => {
    await goto("/sign-up");
    await page.getByLabel("Username").fill("x");
    await page.getByLabel("Email address").fill("nowhere");
    await page.getByLabel("Password").fill("password");
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page).toHaveURL(/\/sign-up/);
    await expect(page.getByLabel("Username")).toHaveValue("x");
    await expect(page.getByLabel("Email address")).toHaveValue("nowhere");
    await expect(page.getByLabel("Password")).toHaveValue("");
    await expect(page.getByText("A username has 3 to 50 characters.")).toBeVisible();
    await expect(page.getByText("This does not look like an email address")).toBeVisible();
    await expect(page.getByText("on every list of common passwords")).toBeVisible();
  });
});
