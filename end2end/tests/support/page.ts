// A page that may not complain: console errors, uncaught exceptions and failed requests fail the test.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

import { test as withServer } from "./server.ts";

export { expect };

/** What went wrong in a page behind the test's back. */
export class Problems {
  private readonly seen: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(private readonly javaScript: boolean) {}

  /** Collects from a page; the `page` of a test is watched already, those of other contexts are not. */
  watch(page: Page): void {
    page.on("console", (message) => {
      if (message.type() === "error") this.seen.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => this.seen.push(`exception: ${error.message}`));
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "unknown";
      // Leaving a page ends its event stream and its preloads; that is no failure.
      if (reason === "net::ERR_ABORTED") return;
      // Chromium refuses preloaded scripts where JavaScript is off, which is what off means.
      if (!this.javaScript && request.resourceType() === "script") return;
      this.seen.push(`request: ${request.url()} ${reason}`);
    });
  }

  /** Names a problem that the test provokes: the console's line for a 404, say. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** Problems that nobody expected. */
  get unexpected(): string[] {
    return this.seen.filter((problem) => !this.expected.some((pattern) => pattern.test(problem)));
  }
}

/** Waits until the page's controls work: a click that lands before hydration is lost. */
export async function hydrated(page: Page): Promise<void> {
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
}

/** Fails with one line for each rule of accessibility that the page breaks, in its present state. */
export async function axe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
  );
  expect(lines, "violations of accessibility").toEqual([]);
}

interface PageFixtures {
  problems: Problems;
  /** Opens a path of this worker's server and waits until the page is hydrated, where there is JavaScript. */
  goto: (path: string) => Promise<void>;
}

export const test = withServer.extend<PageFixtures>({
  problems: async ({ javaScriptEnabled }, use) => {
    await use(new Problems(javaScriptEnabled));
  },

  page: async ({ page, problems, server }, use, testInfo) => {
    const logged = server.log.length;
    problems.watch(page);
    await use(page);
    const unexpected = problems.unexpected;
    if (unexpected.length > 0 || testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach("server.log", { body: server.log.slice(logged).join("\n"), contentType: "text/plain" });
    }
    expect(unexpected, "problems in the page").toEqual([]);
  },

  goto: async ({ page, javaScriptEnabled }, use) => {
    await use(async (path) => {
      await page.goto(path);
      if (javaScriptEnabled) await hydrated(page);
    });
  },
});
