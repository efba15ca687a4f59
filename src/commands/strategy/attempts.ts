import { readdir, readFile } from "node:fs/promises";
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

const batch = 64;

/** Every run that carries an id of something in the tree, oldest first, with what became of it; archived ones as well. */
export async function readAttempts(root: string): Promise<Attempt[]> {
  const archives = (await foldersOf(root, archiveDir)).map((plan) => `${archiveDir}/${plan}/runs`);
  const lists = await Promise.all(
    [runsDir, ...archives].map(async (dir) =>
      (await foldersOf(root, dir)).filter(isRunName).map((run) => ({ run, dir: `${dir}/${run}` })),
    ),
  );
  const folders = lists.flat().sort((a, b) => (a.run < b.run ? -1 : 1));
  const found: Attempt[] = [];
  for (let at = 0; at < folders.length; at += batch) {
    const read = folders.slice(at, at + batch).map(({ run, dir }) => readAttempt(root, run, dir));
    found.push(...(await Promise.all(read)).flat());
  }
  return found;
}

async function foldersOf(root: string, dir: string): Promise<string[]> {
  if ((await observe(root, dir)).kind !== "directory") return [];
  const entries = await readdir(path.join(root, dir), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function readAttempt(root: string, run: string, dir: string): Promise<Attempt[]> {
  const folder = path.join(root, dir);
  // There may be thousands of runs: one look into each says what is a regular file, and only these are opened.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const textOf = async (name: string | undefined) =>
    name !== undefined && names.includes(name) ? readFile(path.join(folder, name), "utf8").catch(() => "") : "";
  const record = recordOf(await textOf("run.json"));
  if (record === undefined) return [];
  const ids = [
    ...new Set([...idsIn(`${record.goal} ${record.from?.id ?? ""}`), ...idsOfPlan(await textOf(newestPlan(names)))]),
  ];
  if (ids.length === 0) return [];
  const blocked: string[] = [];
  for (const name of names.filter((each) => /^delta-.+\.md$/i.test(each)).sort()) {
    if (parseDelta(await textOf(name)).status?.value === "BLOCKED") blocked.push(`${dir}/${name}`);
  }
  const verdict = record.iterations.at(-1)?.verdict?.kind;
  return [{ run, ids, blocked, escalated: verdict === "ESCALATE" && !record.confirmed }];
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

/** Ids in the goals of a plan. */
function idsOfPlan(text: string): string[] {
  const goals = sectionOf(readDocument(text), "Goals / Non-goals")?.body.split("\n") ?? [];
  return idsIn(goals.filter((line) => /^\s*[-*+]\s+[*_`]*G\d/.test(line)).join("\n"));
}
