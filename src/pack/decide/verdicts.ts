import { hashOf } from "../hash.ts";
import type { Action, FileChange, FileReport, ManifestEntry, RenderedFile } from "../types.ts";
import type { Verdict } from "./types.ts";

type Extra = Partial<Pick<FileReport, "how" | "hint">>;

/** Builds a verdict: what is reported, written and remembered. */
export function verdict(
  id: string,
  path: string,
  action: Action,
  reason: string,
  entry: ManifestEntry | undefined,
  changes: FileChange[] = [],
  extra: Extra = {},
): Verdict {
  return { report: { id, path, action, reason, ...extra }, changes, entry };
}

/** The manifest's memory of a file that has just been brought up to its template. */
export function entryFor(file: RenderedFile, path: string, state: ManifestEntry["state"] = "ok"): ManifestEntry {
  return {
    path,
    mode: file.mode,
    state,
    base: hashOf(file.text),
    executable: file.executable ? true : undefined,
    movedFrom: path === file.path ? undefined : file.path,
  };
}

/** The mode bit to set: only when the template's changed, so that the user's own choice stays. */
export function executableChange(entry: ManifestEntry | undefined, file: RenderedFile): boolean | undefined {
  if (entry === undefined) return file.executable ? true : undefined;
  return (entry.executable === true) === file.executable ? undefined : file.executable;
}

/** Quotes a path for a command line that is shown to a person. */
export const shown = (path: string): string =>
  /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
