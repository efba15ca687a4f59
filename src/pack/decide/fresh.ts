import { hashOf } from "../hash.ts";
import { normalise } from "../text.ts";
import { isPart, type ManifestEntry, type RenderedFile } from "../types.ts";
import { decideKnown } from "./known.ts";
import { isCovered, odd } from "./odd.ts";
import { claimantOf, diskAt, ownerOf, subjectAt } from "./place.ts";
import { besideIt } from "./sidecar.ts";
import { type Subject, subjectOf } from "./subject.ts";
import type { Context, Verdict } from "./types.ts";
import { entryFor, executableChange, verdict } from "./verdicts.ts";

/** Decides about a file that the manifest does not know: rows 12–14 and 29. */
export function decideFresh(file: RenderedFile, context: Context): Verdict {
  const claimant = claimantOf(file.path, file.id, context);
  if (claimant !== undefined) {
    return verdict(
      file.id,
      file.path,
      "kept",
      `this is where \`${claimant}\` is kept, so it is not created`,
      undefined,
    );
  }
  const subject = subjectAt(file, file.path, context);
  const { now } = subject;
  if (now.kind === "absent") return decideAbsent(file, subject, context);
  if (file.mode === "seed") {
    const adopted = entryFor(file, file.path, "adopted");
    return verdict(file.id, file.path, "kept", "it was here already and is yours", adopted);
  }
  if (now.kind === "symlink" && isCovered(now.target, file, context)) {
    const reason = `it is a link to \`${now.target}\`, which has the text`;
    return verdict(file.id, file.path, "unchanged", reason, undefined);
  }
  if (now.kind !== "text") return odd(file, undefined, file.path, now);
  return decideOccupied(file, now.text, subject.put(file.text), context);
}

function decideAbsent(file: RenderedFile, subject: Subject, context: Context): Verdict {
  const former = formerPlace(file, context);
  if (former !== undefined) return decideKnown(file, former, context);
  const insideFile = isPart(file.mode) && diskAt(context, file.path).kind === "text";
  // A file that takes the place of another does not take over its bit.
  const replaces = !insideFile && diskAt(context, file.path).kind === "text";
  const executable = replaces ? file.executable : executableChange(undefined, file);
  const [action, reason] = insideFile
    ? (["updated", `a ${file.mode} was added; the rest of the file is untouched`] as const)
    : (["created", "new"] as const);
  const change = { path: file.path, content: subject.put(file.text), executable };
  return verdict(file.id, file.path, action, reason, entryFor(file, file.path), [change]);
}

/** Without a memory of the file: an unedited copy at a former destination is the file, before it moved. */
function formerPlace(file: RenderedFile, context: Context): ManifestEntry | undefined {
  const wanted = new Set(context.situation.rendered.map(({ path }) => path));
  for (const path of file.formerly) {
    if (ownerOf(path, context) !== undefined || wanted.has(path)) continue;
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
  return besideIt(file, undefined, file.path, "a file of yours was here already; it stays", context);
}

/** The hash of the version of the template that a text is, if it is one unedited. */
function knownVersion(file: RenderedFile, text: string): string | undefined {
  const user = normalise(text);
  const version = [file.text, ...file.previous].find((known) => known === user);
  return version === undefined ? undefined : hashOf(version);
}
