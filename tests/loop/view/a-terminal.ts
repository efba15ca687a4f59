import { EventEmitter } from "node:events";

/** A terminal as far as a panel needs one: what it shows, and what it was sent. */
export class Terminal extends EventEmitter {
  isTTY = true;
  writes: string[] = [];
  #rows: string[] = [""];
  #at = 0;

  constructor(
    public columns = 80,
    public rows = 24,
  ) {
    super();
  }

  write(text: string): boolean {
    this.writes.push(text);
    for (const [, up, clear, plain] of text.matchAll(/\p{Cc}\[(\d+)A|\p{Cc}\[([KJ])|\p{Cc}\[[\d;]*m|([\s\S])/gu)) {
      if (up !== undefined) this.#at = Math.max(0, this.#at - Number(up));
      else if (clear === "K") this.#rows[this.#at] = this.#line;
      else if (clear === "J") this.#rows.splice(this.#at, this.#rows.length, this.#line);
      else if (plain === "\n") this.#down();
      else if (plain === "\r") this.#line = "";
      else if (plain !== undefined) this.#rows[this.#at] = this.#line += plain;
    }
    return true;
  }

  /** Of the row that is being written; what stood there shows until it is written over or cleared. */
  #line = "";

  #down(): void {
    this.#at += 1;
    this.#line = "";
    this.#rows[this.#at] ??= "";
  }

  resize(columns: number): void {
    this.columns = columns;
    this.emit("resize");
  }

  /** Rows as they stand, without what is blank at the ends. */
  get screen(): string[] {
    return this.#rows
      .map((row) => row.trimEnd())
      .join("\n")
      .trim()
      .split("\n");
  }
}
