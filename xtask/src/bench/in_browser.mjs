// Runs songcraft's steps in headless Chromium: a page with the module and the lexicon, and the time around each step.
// Arguments: the folder with the module, the lexicon's file, the browser. Prints one JSON object.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, lexicon, executablePath, end2end] = process.argv.slice(1);
const { chromium } = createRequire(join(end2end, "package.json"))("@playwright/test");

const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".bin": "application/octet-stream" };
const files = { "/in_browser.js": "in_browser.js", "/in_browser_bg.wasm": "in_browser_bg.wasm" };
const server = createServer(async (request, response) => {
  if (request.url === "/") {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>songcraft</title>");
  } else if (request.url === "/lexicon.bin" || files[request.url]) {
    const path = request.url === "/lexicon.bin" ? lexicon : join(folder, files[request.url]);
    response.setHeader("content-type", types[path.slice(path.lastIndexOf("."))]).end(await readFile(path));
  } else {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath, args });
const measure = async () => {
  const engine = await import("/in_browser.js");
  await engine.default();
  const bytes = new Uint8Array(await (await fetch("/lexicon.bin")).arrayBuffer());
  const timed = (step) => {
    const start = performance.now();
    step();
    return performance.now() - start;
  };
  const median = (step, times) => {
    const all = Array.from({ length: times }, () => timed(step)).sort((a, b) => a - b);
    return all[Math.floor(all.length / 2)];
  };
  let memory = 0;
  const open = timed(() => (memory = engine.open(bytes)));
  const first = timed(() => engine.analyze_song());
  const index = timed(() => engine.prepare_rhymes());
  const song = median(() => engine.analyze_song(), 100);
  const edited = new engine.Edited();
  const line = median(() => edited.change_a_line(), 200);
  const rhymes = median(() => engine.rhymes("night", false), 100);
  const all = median(() => engine.rhymes("night", true), 50);
  return { open, memory, first, index, song, line, rhymes, all };
};
// What happens once is measured on fresh pages: a module gets faster while it runs.
const runs = [];
for (let run = 0; run < 5; run += 1) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  runs.push(await page.evaluate(measure));
  await context.close();
}
const middle = (name) => runs.map((run) => run[name]).sort((a, b) => a - b)[2];
console.log(JSON.stringify(Object.fromEntries(Object.keys(runs[0]).map((name) => [name, middle(name)]))));
await browser.close();
server.close();
