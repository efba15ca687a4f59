import { hashOf } from "../pack/hash.ts";
import type { Change } from "../pack/transaction.ts";
import type { FileReport } from "../pack/types.ts";
import { runsDir } from "../runs/names.ts";
import { planPath } from "../runs/setup.ts";

/** A file as it stands. */
export interface Kept {
  /** Relative to the repository. */
  path: string;
  content: Uint8Array;
  /** Permission bits. */
  mode: number;
}

/** What an archive is made of. */
export interface Parts {
  /** Its folder, relative to the repository. */
  folder: string;
  plan: Kept;
  /** Files of the plan's runs. */
  runs: readonly Kept[];
  readme: string;
  /** Whether the runs are kept out of git there too. */
  isLocal: boolean;
  /** What stands in the plan's place afterwards; `undefined` for nothing. */
  seed: string | undefined;
}

/** Where a file of a run goes. */
const placeOf = (folder: string, file: string): string => `${folder}/runs/${file.slice(runsDir.length + 1)}`;

/**
 * Closing a plan as changes, in order: first everything stands in the archive, then the old places are cleared, and the plan's
 * comes last, as the commit point.
 */
export function changesFor({ folder, plan, runs, readme, isLocal, seed }: Parts): Change[] {
  const fresh = (path: string, content: string | Uint8Array, mode?: number): Change => ({
    path,
    content,
    seen: null,
    ...(mode !== undefined && { mode }),
  });
  const reset: Change = { path: planPath, content: seed ?? null, seen: hashOf(plan.content) };
  return [
    fresh(`${folder}/README.md`, readme),
    ...(isLocal && runs.length > 0 ? [fresh(`${folder}/.gitignore`, "runs/\n")] : []),
    fresh(`${folder}/CANONICAL_PLAN.md`, plan.content, plan.mode),
    ...runs.map(({ path, content, mode }) => fresh(placeOf(folder, path), content, mode)),
    ...runs.map(({ path, content }) => ({ path, content: null, seen: hashOf(content) })),
    // A last change that changes nothing could not tell whether all were made.
    ...(seed !== undefined && hashOf(seed) === hashOf(plan.content) ? [] : [reset]),
  ];
}

/** The same as lines of a report, one for each file. */
export function reportsFor({ folder, runs, isLocal, seed }: Parts): FileReport[] {
  const moved = (from: string, to: string): FileReport => ({ path: to, action: "moved", reason: `from \`${from}\`` });
  const reset: FileReport =
    seed === undefined
      ? { path: planPath, action: "deleted", reason: "the templates have no plan" }
      : { path: planPath, action: "created", reason: "as it is set up" };
  return [
    moved(planPath, `${folder}/CANONICAL_PLAN.md`),
    ...runs.map(({ path }) => moved(path, placeOf(folder, path))),
    { path: `${folder}/README.md`, action: "created", reason: "what came of the plan" },
    ...(isLocal && runs.length > 0
      ? [{ path: `${folder}/.gitignore`, action: "created", reason: "runs stay out of git" } as const]
      : []),
    reset,
  ];
}
