// Pages for what is not there, and how every page looks: both themes, three widths.
import { askForSong, finished, signUp } from "./support/people.ts";
import { axe, expect, hydrated, test } from "./support/page.ts";

test("an unknown address has a page with the id of its request", async ({ page, goto, problems }) => {
  problems.expect(/404/);
  await goto("/nowhere/at/all");
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  await expect(page.locator(".request-id")).toContainText(/[0-9a-f]{8}/);
  await axe(page);
});

test("somebody else's song looks like one that does not exist", async ({ page, goto, problems, browser }) => {
  problems.expect(/404/);
  await signUp(page, goto);
  await askForSong(page);
  await finished(page);
  const url = page.url();
  const other = await (await browser.newContext()).newPage();
  const open = async (path: string) => {
    await other.goto(new URL(path, url).href);
    await hydrated(other);
  };
  await signUp(other, open);
  const answer = await other.goto(url);
  expect(answer?.status()).toBe(404);
  await expect(other.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
});

test("a stranger is asked to sign in, and then brought to the page", async ({ page, goto, problems, context }) => {
  problems.expect(/401/);
  const name = await signUp(page, goto);
  await context.clearCookies();
  await goto("/projects");
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("Username or email address").fill(name);
  await page.getByLabel("Password").fill("tin roof rain 44");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Projects", exact: true })).toBeVisible();
});

for (const theme of ["paper", "ink"]) {
  test(`every page fits its width and is accessible in ${theme}`, async ({ page, goto, context, server, problems }) => {
    test.setTimeout(180_000);
    problems.expect(/404/);
    await context.addCookies([{ name: "theme", value: theme, url: server.url }]);
    await goto("/");
    await shoot(page, theme, "landing");
    await goto("/sign-up");
    await shoot(page, theme, "sign-up");
    await goto("/sign-in");
    await shoot(page, theme, "sign-in");
    await signUp(page, goto);
    await askForSong(page);
    await finished(page);
    await shoot(page, theme, "song");
    for (const [name, path] of [
      ["studio", "/"],
      ["new", "/new"],
      ["songs", "/songs"],
      ["projects", "/projects"],
      ["new-project", "/projects/new"],
      ["not-found", "/nowhere"],
    ] as const) {
      await goto(path);
      await shoot(page, theme, name);
    }
  });
}

/** A picture at each width, and a check that nothing sticks out and nothing is inaccessible. */
async function shoot(page: import("@playwright/test").Page, theme: string, name: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
  for (const width of [390, 820, 1440]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, `${name} at ${width} px is wider than the window`).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `screenshots/${name}-${theme}-${width}.png`, fullPage: true });
  }
  await axe(page);
}
