import fc from "fast-check";
import type { Lines } from "./git.ts";

/** One edit of a list of lines; positions are shares of the length, so that they shrink well. */
interface Step {
  kind: "insert" | "delete" | "replace" | "move";
  from: number;
  to: number;
  size: number;
  lines: string[];
}

const share = fc.integer({ min: 0, max: 1000 });

function step(line: fc.Arbitrary<string>): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constantFrom("insert", "delete", "replace", "move"),
    from: share,
    to: share,
    size: fc.integer({ min: 1, max: 3 }),
    lines: fc.array(line, { minLength: 1, maxLength: 2 }),
  });
}

function apply(lines: readonly string[], { kind, from, to, size, lines: fresh }: Step): string[] {
  const edited = [...lines];
  const at = Math.round((from * edited.length) / 1000);
  if (kind === "insert") edited.splice(at, 0, ...fresh);
  else if (kind === "delete") edited.splice(at, size);
  else if (kind === "replace") edited.splice(at, size, ...fresh);
  else {
    const moved = edited.splice(at, size);
    edited.splice(Math.round((to * edited.length) / 1000), 0, ...moved);
  }
  return edited;
}

/** A base text and two edits of it, all of lines from `line`. */
export function lineCases(line: fc.Arbitrary<string>, maxLength = 12): fc.Arbitrary<Lines> {
  const steps = fc.array(step(line), { maxLength: 4 });
  return fc
    .tuple(fc.array(line, { maxLength }), steps, steps)
    .map(([base, mine, theirs]) => ({ user: mine.reduce(apply, base), base, incoming: theirs.reduce(apply, base) }));
}

/** Lines that repeat a lot, blank ones above all, as in real markdown. */
export const repetitive = fc.oneof(
  { weight: 2, arbitrary: fc.constant("") },
  { weight: 5, arbitrary: fc.constantFrom("a", "b", "c", "d", "e", "f", "---", "```", "__proto__", "constructor") },
);

/** Lines that hardly ever repeat. */
export const distinct = fc.nat({ max: 1_000_000 }).map((n) => `line ${n}`);

/** Lines that hardly ever repeat, with blank ones between. */
export const various = fc.oneof({ weight: 1, arbitrary: fc.constant("") }, { weight: 4, arbitrary: distinct });
