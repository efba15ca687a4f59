import { hashOf } from "../hash.ts";
import { normalise } from "../text.ts";
import type { ManifestEntry, RenderedFile } from "../types.ts";
import { decideKnown } from "./known.ts";
import { odd } from "./odd.ts";
import { diskAt } from "./place.ts";
import { subjectOf } from "./subject.ts";
import type { Context, Verdict } from "./types.ts";
import { besideIt, entryFor, executableChange, verdict } from "./verdicts.ts";

/** Decides about a file that the manifest does not know: rows 12–14 and 29. */
export function decideFresh(file: RenderedFile, context: Context): Verdict {
  const now = diskAt(context, file.path);
  const subject = subjectOf(file.mode, file.path, now, file.preamble);
  if (subject.now.kind === "absent") return decideAbsent(file, subject.put(file.text), now.kind === "text", context);
  if (file.mode === "seed") {
    return verdict(
      file.id,
      file.path,
      "kept",
      "it was here already and is yours",
      entryFor(file, file.path, "adopted"),
    );
  }
  if (subject.now.kind === "symlink" && isCovered(subject.now.target, file, context)) {
    const reason = `it is a link to \`${subject.now.target}\`, which has the text`;
    return verdict(file.id, file.path, "unchanged", reason, undefined);
  }
  if (subject.now.kind !== "text") return odd(file, undefined, file.path, subject.now);
  return decideOccupied(file, subject.now.text, subject.put(file.text), context);
}

function decideAbsent(file: RenderedFile, content: string, insideFile: boolean, context: Context): Verdict {
  const former = formerPlace(file, context);
  if (former !== undefined) return decideKnown(file, former, context);
  const change = { path: file.path, content, executable: executableChange(undefined, file) };
  const [action, reason] = insideFile
    ? (["updated", "a block was added; the rest of the file is untouched"] as const)
    : (["created", "new"] as const);
  const entry = { ...entryFor(file, file.path), preamble: insideFile ? undefined : file.preamble };
  return verdict(file.id, file.path, action, reason, entry, [change]);
}

/** Without a memory of the file: an unedited copy at a former destination is the file, before it moved. */
function formerPlace(file: RenderedFile, context: Context): ManifestEntry | undefined {
  for (const path of file.formerly) {
    const { now } = subjectOf(file.mode, path, diskAt(context, path));
    const base = now.kind === "text" ? knownVersion(file, now.text) : undefined;
    if (base !== undefined) return { path, mode: file.mode, state: "ok", base };
  }
  return undefined;
}

function decideOccupied(file: RenderedFile, text: string, replaced: string, context: Context): Verdict {
  const { situation, options } = context;
  const base = knownVersion(file, text);
  if (base === hashOf(file.text)) {
    const state = situation.manifest === undefined ? "ok" : "adopted";
    return verdict(file.id, file.path, "adopted", "it was here already, the same", entryFor(file, file.path, state));
  }
  if (base !== undefined) return decideKnown(file, { path: file.path, mode: file.mode, state: "ok", base }, context);
  if (options.force(file.path)) {
    const reason = "the template replaces your version, as you said; `plan-init undo` brings it back";
    const change = { path: file.path, content: replaced, executable: executableChange(undefined, file) };
    return verdict(file.id, file.path, "overwritten", reason, entryFor(file, file.path), [change]);
  }
  return besideIt(file, file.path, "a file of yours was here already; it stays");
}

/** The hash of the version of the template that a text is, if it is one unedited. */
function knownVersion(file: RenderedFile, text: string): string | undefined {
  const user = normalise(text);
  const version = [file.text, ...file.previous].find((known) => known === user);
  return version === undefined ? undefined : hashOf(version);
}

/** Whether a link leads to a file that gets the same text from the pack, as with `CLAUDE.md` → `AGENTS.md`. */
function isCovered(target: string, file: RenderedFile, { situation }: Context): boolean {
  return situation.rendered.some((other) => other.path === target && other.mode === "block" && file.mode === "block");
}
