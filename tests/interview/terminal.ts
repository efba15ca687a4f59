import { PassThrough, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import type { AskIo } from "../../src/interview/ask.ts";
import type { MaybeTty } from "../../src/ui/process.ts";

/** Keys as a terminal sends them. */
export const keys = {
  enter: "\r",
  down: "\u001b[B",
  up: "\u001b[A",
  escape: "\u001b",
  ctrlC: "\u0003",
  ctrlD: "\u0004",
  backspace: "\u007f",
};

const lineBreak = new RegExp(`\n|${keys.escape}\\[1?G`);

/** A terminal's two streams without a terminal: keys go in, what was drawn comes out. */
export class FakeTerminal {
  readonly stdin: MaybeTty<PassThrough> = new PassThrough();
  readonly stderr: MaybeTty<Writable>;
  readonly controller = new AbortController();
  drawn = "";

  constructor(
    columns: number | undefined = 80,
    readonly env: Record<string, string> = {},
  ) {
    this.stderr = new Writable({
      decodeStrings: false,
      write: (text, _encoding, done) => {
        this.drawn += String(text);
        done();
      },
    });
    if (columns !== undefined) this.stderr.columns = columns;
  }

  get io(): AskIo {
    return { stdin: this.stdin, stderr: this.stderr, env: this.env, signal: this.controller.signal };
  }

  /** Waits until a question is on the screen, then types. */
  async answer(question: string, ...typed: string[]): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (!this.text.includes(question)) {
      if (Date.now() > deadline) throw new Error(`never drawn: ${question}\n${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    for (const key of typed) {
      this.stdin.write(key);
      // Two keys in one chunk are one chord to a terminal's reader.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** What was drawn so far, without colours and cursor movements. */
  get text(): string {
    return stripVTControlCharacters(this.drawn);
  }

  /** Width of the widest line ever drawn. */
  get widest(): number {
    // A line starts after a newline and wherever the cursor is sent back to the first column.
    const lines = this.drawn.split(lineBreak).map((line) => [...stripVTControlCharacters(line)].length);
    return Math.max(...lines);
  }
}
