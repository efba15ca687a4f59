import type { Place } from "../../../plan/types.ts";
import { at } from "./adjacency.ts";
import type { Edges } from "./types.ts";

const columns = 5;

/** Collects edges one by one. */
export class EdgeList {
  #rows = new Int32Array(columns * 64);
  #length = 0;

  add(from: number, to: number, way: number, { line, column }: Place): void {
    if (this.#length === this.#rows.length) this.#grow();
    const rows = this.#rows;
    rows[this.#length] = from;
    rows[this.#length + 1] = to;
    rows[this.#length + 2] = way;
    rows[this.#length + 3] = line;
    rows[this.#length + 4] = column;
    this.#length += columns;
  }

  /** All of them, a column each. */
  finish(): Edges {
    return {
      from: this.#column(0),
      to: this.#column(1),
      way: Uint8Array.from(this.#column(2)),
      line: this.#column(3),
      column: this.#column(4),
    };
  }

  #grow(): void {
    const larger = new Int32Array(this.#rows.length * 2);
    larger.set(this.#rows);
    this.#rows = larger;
  }

  #column(nth: number): Int32Array {
    const column = new Int32Array(this.#length / columns);
    for (let edge = 0; edge < column.length; edge++) column[edge] = at(this.#rows, edge * columns + nth);
    return column;
  }
}
