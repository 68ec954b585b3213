// What people type: too little, too much, and things that look like code.
import { askForSong, finished, signUp } from "./support/people.ts";
import { expect, test } from "./support/page.ts";

test("a short prompt is refused at its field and stays", async ({ page, goto, problems }) => {
  problems.expect(/422/);
  await signUp(page, goto);
  const prompt = page.getByLabel("What should the song be about?");
  await prompt.fill("ferry");
  await page.getByRole("button", { name: "Write the song" }).click();
  await expect(page.getByText("Say a little more: at least 10 characters, this is 5.")).toBeVisible();
  await expect(prompt).toHaveValue("ferry");
  await expect(prompt).toHaveAttribute("aria-invalid", "true");
});

test("a prompt of 5,001 characters is refused with the number that is over", async ({ page, goto, problems }) => {
  problems.expect(/422/);
  await signUp(page, goto);
  await page.getByLabel("What should the song be about?").fill("é".repeat(5_001));
  await page.getByRole("button", { name: "Write the song" }).click();
  await expect(page.getByText("this one has 5,001, 1 too many")).toBeVisible();
});

test("every setting is checked at its field", async ({ page, goto, problems }) => {
  problems.expect(/422/);
  await signUp(page, goto);
  await goto("/new");
  await page.getByLabel("What should the song be about?").fill("A song about the tide tables");
  await page.getByLabel("Review rounds").fill("11");
  await page.getByLabel("Good enough at").fill("eleven");
  await page.getByLabel("Seed").fill("-1");
  await page.getByRole("button", { name: "Write the song" }).click();
  await expect(page.getByText("Rounds is a whole number from 1 to 10.")).toBeVisible();
  await expect(page.getByText("The threshold is a number from 0 to 10.")).toBeVisible();
  await expect(page.getByText("A seed is a whole number")).toBeVisible();
});

test("markup in a prompt is text, and nothing of it runs", async ({ page, goto }) => {
  const markup = "</textarea><script>window.pwned=1</script> & <b>the sea</b>";
  await signUp(page, goto);
  await askForSong(page, markup);
  await finished(page);
  await page.reload();
  await expect(page.getByText(markup)).toBeVisible();
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
});

test("markup in a project's description survives the form and stays text", async ({ page, goto }) => {
  const markup = "</textarea><script>window.pwned=1</script>";
  await signUp(page, goto);
  await goto("/projects/new");
  await page.getByLabel("Name").fill("<i>Markup</i>");
  await page.getByLabel("What it is for").fill(markup);
  await page.getByRole("button", { name: "Make the project" }).click();
  await page.getByRole("link", { name: "Rename" }).click();
  await expect(page.getByLabel("What it is for")).toHaveValue(markup);
  await page.reload();
  await expect(page.getByLabel("What it is for")).toHaveValue(markup);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
});

test("a taken name is said at its field", async ({ page, goto, problems, browser }) => {
  problems.expect(/422/);
  const name = await signUp(page, goto);
  const other = await browser.newPage();
  await other.goto(new URL("/sign-up", page.url()).href);
  await other.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await other.getByLabel("Username").fill(name.toUpperCase());
  await other.getByLabel("Email address").fill("someone.else@example.com");
  await other.getByLabel("Password").fill("another good phrase");
  await other.getByRole("button", { name: "Sign up" }).click();
  await expect(other.getByText("This name is taken. Choose another.")).toBeVisible();
  await other.close();
});
