import { askForSong, finished, signUp } from "./support/people.ts";
import { expect, test } from "./support/page.ts";

test("rhymes are found while a word is typed, with a dictionary that comes once", async ({ page, goto }) => {
  await signUp(page, goto);
  await askForSong(page);
  await finished(page);
  let loads = 0;
  page.on("request", (request) => (loads += Number(request.url().includes("/lexicon/"))));
  const loaded = page.waitForResponse(/\/lexicon\//);
  await page.getByLabel("Words that rhyme with").pressSequentially("night");
  const lexicon = await loaded;
  expect(lexicon.headers()["cache-control"]).toContain("immutable");
  expect(lexicon.headers()["content-encoding"]).toBe("br");
  const rhymes = page.getByRole("region", { name: "Rhymes" });
  await expect(rhymes.getByRole("heading", { name: "Perfect" })).toBeVisible();
  await expect(rhymes.getByRole("listitem").filter({ hasText: /^light$/ })).toBeVisible();

  await page.getByLabel("Words that rhyme with").fill("down by the river stone");
  await expect(rhymes.getByRole("listitem").filter({ hasText: /^alone$/ })).toBeVisible();
  await page.getByLabel("Words that rhyme with").fill("");
  await expect(rhymes.getByRole("listitem")).toHaveCount(0);
  expect(loads).toBe(1);
});

test("a dictionary that did not come is asked for again at the next letter", async ({ page, goto, problems }) => {
  await signUp(page, goto);
  await askForSong(page);
  await finished(page);
  problems.expect(/\/lexicon\/.*ERR_FAILED|ERR_FAILED.*\/lexicon\//);
  await page.route(/\/lexicon\//, (route) => route.abort(), { times: 1 });
  await page.getByLabel("Words that rhyme with").fill("nigh");
  const rhymes = page.getByRole("region", { name: "Rhymes" });
  await expect(rhymes.getByText("The dictionary could not be loaded.")).toBeVisible();
  await page.getByLabel("Words that rhyme with").fill("night");
  await expect(rhymes.getByRole("listitem").filter({ hasText: /^light$/ })).toBeVisible();
});
