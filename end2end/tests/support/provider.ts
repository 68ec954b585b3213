// A provider of language models that speaks the real protocol and writes one song; see crates/scripted_provider.
import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(import.meta.dirname, "../../..");
const BINARY = process.env.SCRIPTED_PROVIDER_BIN ?? join(ROOT, "target/debug/scripted-provider");

export class Provider {
  private constructor(
    private readonly process: ChildProcess,
    /** The address of its interface, such as `http://127.0.0.1:1234/v1/`. */
    readonly baseUrl: string,
  ) {}

  /** Starts one that takes so many milliseconds for a word. */
  static async start(millisecondsAWord: number): Promise<Provider> {
    const child = spawn(BINARY, ["127.0.0.1:0", String(millisecondsAWord)], { stdio: ["ignore", "pipe", "inherit"] });
    const lines = createInterface({ input: child.stdout });
    for await (const line of lines) return new Provider(child, line.trim());
    throw new Error("the provider ended before it said where it listens");
  }

  /** Host and port. */
  get host(): string {
    return new URL(this.baseUrl).host;
  }

  stop(): void {
    this.process.kill("SIGKILL");
  }
}
