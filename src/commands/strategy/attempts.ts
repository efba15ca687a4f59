import { type Dirent, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod/mini";
import { parseDelta } from "../../delta/parse.ts";
import { observe } from "../../pack/disk.ts";
import { isRunName, runsDir } from "../../runs/names.ts";
import { idsIn } from "../../strategy/documents/ids.ts";
import { readDocument, sectionOf } from "../../strategy/documents/markdown.ts";
import type { Attempt } from "../../strategy/stuck/signals.ts";

/** What is asked of a run's record; runs of other versions may answer, too. */
const runSchema = z.looseObject({
  goal: z._default(z.string(), ""),
  from: z.catch(z.optional(z.looseObject({ id: z.string() })), undefined),
  confirmed: z.optional(z.unknown()),
  iterations: z._default(z.array(z.looseObject({ verdict: z.optional(z.looseObject({ kind: z.unknown() })) })), []),
});

/** Where archived runs lie: `planning/archive/<plan>/runs/<run>`. */
const archiveDir = "planning/archive";

/**
 * Every run that carries an id of something in the tree, oldest first, with what became of it; archived ones as well. Read one
 * after the other: with thousands of small files, handing each to another thread takes longer than reading it.
 */
export async function readAttempts(root: string): Promise<Attempt[]> {
  const archives = (await foldersOf(root, archiveDir)).map((plan) => `${archiveDir}/${plan}/runs`);
  const lists = await Promise.all(
    [runsDir, ...archives].map(async (dir) =>
      (await foldersOf(root, dir)).filter(isRunName).map((run) => ({ run, dir: `${dir}/${run}` })),
    ),
  );
  return lists
    .flat()
    .sort((a, b) => (a.run < b.run ? -1 : 1))
    .flatMap(({ run, dir }) => readAttempt(root, run, dir));
}

async function foldersOf(root: string, dir: string): Promise<string[]> {
  if ((await observe(root, dir)).kind !== "directory") return [];
  return entriesOf(path.join(root, dir)).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}

function readAttempt(root: string, run: string, dir: string): Attempt[] {
  const folder = path.join(root, dir);
  const names = filesOf(folder);
  const textOf = (name: string | undefined) =>
    name !== undefined && names.includes(name) ? textAt(path.join(folder, name)) : "";
  const record = recordOf(textOf("run.json"));
  if (record === undefined) return [];
  const ids = [
    ...new Set([...idsIn(`${record.goal} ${record.from?.id ?? ""}`), ...idsOfPlan(textOf(newestPlan(names)))]),
  ];
  if (ids.length === 0) return [];
  const reports = names.filter((each) => /^delta-.+\.md$/i.test(each)).sort();
  const blocked = reports.filter((name) => parseDelta(textOf(name)).status?.value === "BLOCKED");
  const verdict = record.iterations.at(-1)?.verdict?.kind;
  return [
    {
      run,
      ids,
      blocked: blocked.map((name) => `${dir}/${name}`),
      escalated: verdict === "ESCALATE" && !record.confirmed,
    },
  ];
}

/** Regular files only: one look into a folder says which to open. */
const filesOf = (folder: string): string[] => entriesOf(folder).flatMap((entry) => (entry.isFile() ? entry.name : []));

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function textAt(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** What cannot be read carries nothing. */
function recordOf(text: string): z.infer<typeof runSchema> | undefined {
  try {
    return runSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The newest snapshot of the plan. */
const newestPlan = (names: readonly string[]): string | undefined =>
  names
    .flatMap((name) => /^plan-(\d{1,6})\.md$/.exec(name)?.slice(1) ?? [])
    .sort((a, b) => Number(b) - Number(a))
    .map((number) => `plan-${number}.md`)[0];

/** Ids in the goals of a plan. Most plans have none, and are not read further. */
function idsOfPlan(text: string): string[] {
  if (idsIn(goalLines(text)).length === 0) return [];
  return idsIn(goalLines(sectionOf(readDocument(text), "Goals / Non-goals")?.body ?? ""));
}

const goalLines = (text: string): string => (text.match(/^[ \t]*[-*+][ \t]+[*_`]*G\d.*/gm) ?? []).join("\n");
