// A server for each of Playwright's workers: the release binary on a free port, with a data directory that is
// empty at the start and removed at the end.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

import { test as base } from "@playwright/test";

const ROOT = resolve(import.meta.dirname, "../../..");
const BINARY = process.env.SONG_MASTER_BIN ?? join(ROOT, "target/release/song-master");

/** How long a start and a stop may take, in milliseconds. */
const PATIENCE = 20_000;

/** Where the browser's half is; `cargo xtask e2e` sets the same. */
const SITE = {
  LEPTOS_ENV: "PROD",
  LEPTOS_OUTPUT_NAME: "song-master",
  LEPTOS_SITE_ROOT: join(ROOT, "target/site"),
  LEPTOS_SITE_PKG_DIR: "pkg",
  LEPTOS_HASH_FILES: "true",
};

export interface Settings {
  /** Further environment variables: any setting of the server. */
  env?: Record<string, string>;
  /** A data directory that outlives the server; without it, a fresh one is made and removed. */
  data?: string;
  /** Where to listen, to come back at an address that a page already knows; a free port without it. */
  address?: string;
}

export class Server {
  /** What the server printed, newest last. */
  readonly log: string[] = [];

  private constructor(
    private readonly process: ChildProcess,
    readonly data: string,
    private readonly removeData: boolean,
    private announced: string,
  ) {}

  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  get url(): string {
    return this.announced;
  }

  static async start({ env = {}, data, address = "127.0.0.1:0" }: Settings = {}): Promise<Server> {
    const dir = data ?? (await mkdtemp(join(tmpdir(), "song-master-e2e-")));
    const child = spawn(BINARY, ["serve", "--addr", address, "--data", dir], {
      cwd: ROOT,
      env: { ...SITE, ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const server = new Server(child, dir, data === undefined, "");
    server.announced = await server.listening();
    return server;
  }

  /** Asks the server to end, and waits until it has. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  /** Ends the server as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const hasEnded = () => this.process.exitCode !== null || this.process.signalCode !== null;
    if (!hasEnded()) {
      const exit = once(this.process, "exit");
      this.process.kill(signal);
      const timer = setTimeout(() => this.process.kill("SIGKILL"), PATIENCE);
      await exit;
      clearTimeout(timer);
    }
    if (this.removeData) await rm(this.data, { recursive: true, force: true });
  }

  /** Reads what the server prints, for as long as it lives, and resolves with its address. */
  private listening(): Promise<string> {
    return new Promise((found, failed) => {
      const timer = setTimeout(() => fail("does not say where it listens"), PATIENCE);
      const fail = (why: string) => {
        clearTimeout(timer);
        failed(new Error(`${BINARY} ${why}\n${this.log.join("\n")}`));
      };
      this.process.once("error", (error) => fail(`cannot be started: ${error.message}`));
      this.process.once("exit", (code) => fail(`ended with ${code} before it listened`));
      for (const stream of [this.process.stdout, this.process.stderr]) {
        if (!stream) continue;
        createInterface(stream).on("line", (line) => {
          this.log.push(line);
          const address = /listening on (http:\/\/\S+)/.exec(line)?.[1];
          if (!address) return;
          clearTimeout(timer);
          found(address);
        });
      }
    });
  }
}

export interface ServerOptions {
  /** Settings of this worker's server: `test.use({ serverEnv: { … } })` at the top of a file. */
  serverEnv: Record<string, string>;
}

export const test = base.extend<object, ServerOptions & { server: Server }>({
  serverEnv: [{}, { option: true, scope: "worker" }],

  server: [
    async ({ serverEnv }, use) => {
      const server = await Server.start({ env: serverEnv });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});
