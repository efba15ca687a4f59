import { hashOf } from "../hash.ts";
import { collisionKey } from "../paths.ts";
import { normalise } from "../text.ts";
import type { ManifestEntry } from "../types.ts";
import { isLetAlone } from "./known.ts";
import { diskAt } from "./place.ts";
import { sidecarLeaves } from "./sidecar.ts";
import { subjectOf } from "./subject.ts";
import type { Context, Verdict } from "./types.ts";
import { verdict } from "./verdicts.ts";

/** Decides about a file that the manifest knows and the pack no longer has: rows 9–11. */
export function decideGone(id: string, entry: ManifestEntry, context: Context): Verdict {
  const decided = decideWithout(id, entry, context);
  return isLetAlone(entry) || !isWanted(entry.path, context) ? decided : { ...decided, entry: undefined };
}

function decideWithout(id: string, entry: ManifestEntry, context: Context): Verdict {
  const { path } = entry;
  const subject = subjectOf(entry.mode, path, diskAt(context, path), entry);
  const { now } = subject;
  if (isLetAlone(entry)) return verdict(id, path, "unchanged", "ejected: it is yours for good", entry);
  const sidecar = sidecarLeaves(entry, context);
  if (now.kind === "absent") {
    return verdict(id, path, "unchanged", "the template is gone, and so is the file", undefined, sidecar);
  }
  if (entry.mode === "seed") return verdict(id, path, "kept", "the template is gone; the file is yours", undefined);
  if (entry.state === "ejected") return verdict(id, path, "unchanged", "ejected: it is yours", entry);
  if (entry.state === "adopted") {
    return verdict(id, path, "ejected", "the template is gone; the file was yours before", undefined);
  }
  if (now.kind === "text" && hashOf(normalise(now.text)) === entry.base) {
    const content = subject.drop();
    const [action, reason] =
      content === null
        ? (["deleted", "the template is gone"] as const)
        : (["updated", `the template is gone; its ${entry.mode} was taken out`] as const);
    return verdict(id, path, action, reason, undefined, [{ path, content }, ...sidecar]);
  }
  const kept: ManifestEntry = { ...entry, state: "ejected" };
  const reason = "the template is gone; you had edited the file, so it stays as yours";
  return verdict(id, path, "ejected", reason, kept, sidecar);
}

/** Whether another template goes where a file is that is no longer ours: what stands there is remembered under that one. */
const isWanted = (path: string, { situation }: Context): boolean =>
  situation.rendered.some((file) => collisionKey(file.path) === collisionKey(path));
