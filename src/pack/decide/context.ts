import { collisionKey } from "../paths.ts";
import type { ManifestEntry, RenderedFile } from "../types.ts";
import { decideGone } from "./gone.ts";
import { decideOne } from "./one.ts";
import { diskAt } from "./place.ts";
import { inherit } from "./succession.ts";
import type { Context, DecideOptions, Situation, Verdict } from "./types.ts";

/** A known file at whose place another template is to be. */
interface Pushed {
  id: string;
  entry: ManifestEntry;
  by: RenderedFile;
}

/**
 * What the rows of the table share. Which paths become free in this run follows from the decisions, and the decisions follow
 * from it: at first every file that another one pushes is hoped to leave; those that turn out to stay are counted out, until
 * nothing changes.
 */
export function contextOf(situation: Situation, options: DecideOptions): Context {
  const manifest = inherit(situation.manifest, situation.rendered);
  const pushed = pushedFiles(manifest?.files ?? {}, situation.rendered);
  const hope: Context = {
    situation: { ...situation, manifest },
    options,
    vacating: new Set(pushed.map(({ id }) => id)),
    claims: new Map(),
  };
  return settle(pushed, hope);
}

function pushedFiles(files: Record<string, ManifestEntry>, rendered: readonly RenderedFile[]): Pushed[] {
  const wanted = new Map(rendered.map((file) => [collisionKey(file.path), file]));
  return Object.entries(files).flatMap(([id, entry]) => {
    const by = wanted.get(collisionKey(entry.path));
    return by === undefined || by.id === id ? [] : [{ id, entry, by }];
  });
}

function settle(pushed: readonly Pushed[], context: Context): Context {
  const vacating = new Set(context.vacating);
  const claims = new Map(context.claims);
  for (const each of pushed) {
    const decided = verdictOn(each, context);
    const stays = decided.entry !== undefined && collisionKey(decided.entry.path) === collisionKey(each.entry.path);
    if (stays) claims.set(collisionKey(each.entry.path), each.id);
    if (stays || !makesRoom(each, decided, context)) vacating.delete(each.id);
  }
  const settled = vacating.size === context.vacating.size && claims.size === context.claims.size;
  return settled ? context : settle(pushed, { ...context, vacating, claims });
}

function verdictOn({ id, entry }: Pushed, context: Context): Verdict {
  const file = context.situation.rendered.find((each) => each.id === id);
  return file === undefined ? decideGone(id, entry, context) : decideOne(file, context);
}

/** Whether a path is free once a decision is carried out; a block makes room for a block in a file that stays. */
function makesRoom({ entry, by }: Pushed, decided: Verdict, context: Context): boolean {
  if (diskAt(context, entry.path).kind === "absent") return true;
  const change = decided.changes.find(({ path }) => path === entry.path);
  if (change === undefined) return false;
  return change.content === null || (entry.mode === "block" && by.mode === "block");
}
