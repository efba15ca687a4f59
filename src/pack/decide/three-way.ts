import { hashOf } from "../hash.ts";
import { canonicalHook } from "../hook.ts";
import { merge } from "../merge/index.ts";
import type { MergeHunk } from "../merge/types.ts";
import type { ManifestEntry, RenderedFile } from "../types.ts";
import { type Place, write } from "./place.ts";
import { besideIt } from "./sidecar.ts";
import type { Context, Verdict } from "./types.ts";
import { entryFor, verdict } from "./verdicts.ts";

/** Rows 5, 16, 24 and 28: both sides changed. */
export function threeWay(
  file: RenderedFile,
  entry: ManifestEntry,
  place: Place,
  text: string,
  context: Context,
): Verdict {
  const moved = place.from !== place.target;
  const along = () => (moved ? write(place, file, entry, text, "users") : []);
  const base = baseOf(file, entry, context);
  if (base === undefined) {
    const reason = "both sides changed, and the text they started from is lost";
    return besideIt(file, entry, place.target, reason, context, along());
  }
  const { options, situation } = context;
  const labels = { user: "yours", ...situation.labels };
  const favour = options.favour(place.target);
  const result = merge({ user: text, base, incoming: file.text, labels, strict: options.strict, favour });
  // Settings with conflict markers in them would be settings no more.
  const isHook = file.mode === "hook";
  if (result.conflicts > 0 && (isHook || options.conflict === "files")) {
    return besideIt(file, entry, place.target, inConflict(result.conflicts), context, along());
  }
  if (isHook && canonicalHook(result.text) === undefined) {
    return besideIt(file, entry, place.target, "your edits and the template's do not go together", context, along());
  }
  const how: Record<string, number> = {};
  for (const hunk of result.hunks) how[hunk.how] = (how[hunk.how] ?? 0) + 1;
  const changes = result.text === text ? along() : write(place, file, entry, result.text, "users");
  if (result.conflicts > 0) {
    const remembered = entryFor(file, place.target, "conflicted");
    return verdict(file.id, place.target, "conflict", inConflict(result.conflicts), remembered, changes, {
      how,
      hint: "edit the lines between `<<<<<<<` and `>>>>>>>`, then run `plan-init` again",
    });
  }
  const reason = mergedWords(how, changes.length > 0);
  const remembered = entryFor(file, place.target, entry.state === "adopted" ? "adopted" : "ok");
  return verdict(file.id, place.target, "merged", reason, remembered, changes, { how, hint: byWord(result.hunks) });
}

/** What came of it, said of each side that somebody chose beforehand too: what was left out is not in the file. */
function mergedWords({ ours = 0, theirs = 0 }: Record<string, number>, changed: boolean): string {
  const places = (count: number) => (count === 1 ? "1 place" : `${count} places`);
  const chosen = [
    ...(ours > 0 ? [`kept yours in ${places(ours)}, without the template's change`] : []),
    ...(theirs > 0 ? [`took the template's in ${places(theirs)}, without your change`] : []),
  ];
  if (chosen.length > 0) return chosen.join("; ");
  return changed ? "your edits and the template's changes were merged" : "nothing of the template's was missing";
}

/** Two edits of one line may both be right and make no sense together: whoever merged word by word says where. */
function byWord(hunks: readonly MergeHunk[]): string | undefined {
  const lines = hunks.filter(({ how }) => how === "word").map(({ line }) => line);
  if (lines.length === 0) return undefined;
  return `worth a look, both sides changed words there: ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`;
}

const inConflict = (count: number): string =>
  `${count} ${count === 1 ? "place was" : "places were"} changed by you and by the template`;

/** The text both sides started from: the stored one, else an older template that the pack ships and whose hash matches. */
function baseOf(file: RenderedFile, entry: ManifestEntry, { situation }: Context): string | undefined {
  if (entry.base === undefined) return undefined;
  return situation.bases.get(entry.base) ?? file.previous.find((text) => hashOf(text) === entry.base);
}
