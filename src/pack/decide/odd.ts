import { describe } from "../disk-words.ts";
import { hashOf } from "../hash.ts";
import type { ManifestEntry, RenderedFile } from "../types.ts";
import type { Subject } from "./subject.ts";
import type { Context, Verdict } from "./types.ts";
import { shown, verdict } from "./verdicts.ts";

type Odd = Exclude<Subject["now"], { kind: "text" } | { kind: "absent" }>;

/**
 * Rows 20 and 25: something stands there that must not be written. It counts only when there is something to write, or a block
 * is damaged.
 *
 * @param moves whether the template moved, which is something to write even when its text is the same
 */
export function odd(
  file: RenderedFile,
  entry: ManifestEntry | undefined,
  path: string,
  now: Odd,
  moves = false,
): Verdict {
  const templateSame = entry !== undefined && !moves && hashOf(file.text) === entry.base;
  if (now.kind === "damaged") {
    const reason = `line ${now.line}: ${now.why}`;
    return verdict(file.id, path, "skipped", reason, entry, [], { hint: `${now.mend}, then run \`plan-init\` again` });
  }
  const words = describe(now);
  if (templateSame)
    return verdict(file.id, path, "unchanged", `it is ${words} now; the template did not change`, entry);
  const hint = `put a text file there, or leave it alone for good: \`plan-init --eject ${shown(entry?.path ?? path)}\``;
  return verdict(file.id, path, "skipped", `it is ${words}`, entry, [], { hint });
}

/** Whether a link leads to a file that gets the same text from the pack, as with `CLAUDE.md` → `AGENTS.md`. */
export function isCovered(target: string, file: RenderedFile, { situation }: Context): boolean {
  return situation.rendered.some((other) => other.path === target && other.mode === "block" && file.mode === "block");
}
