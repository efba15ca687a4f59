import type { Place } from "../../../plan/types.ts";
import type { Edges } from "./types.ts";

/** Collects edges one by one. */
export class EdgeList {
  readonly #rows: number[] = [];

  add(from: number, to: number, way: number, { line, column }: Place): void {
    this.#rows.push(from, to, way, line, column);
  }

  /** All of them, a column each. */
  finish(): Edges {
    const count = this.#rows.length / 5;
    const column = (nth: number) => Int32Array.from({ length: count }, (_, row) => this.#rows[row * 5 + nth] ?? 0);
    return { from: column(0), to: column(1), way: Uint8Array.from(column(2)), line: column(3), column: column(4) };
  }
}
