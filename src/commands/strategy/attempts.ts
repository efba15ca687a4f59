import path from "node:path";
import fs from "fs-extra";
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

const batch = 16;

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
  return (await observe(root, dir)).kind === "directory" ? fs.readdir(path.join(root, dir)) : [];
}

async function readAttempt(root: string, run: string, dir: string): Promise<Attempt[]> {
  const record = recordOf(await textAt(root, `${dir}/run.json`));
  if (record === undefined) return [];
  const names = await foldersOf(root, dir);
  const ids = [
    ...new Set([...idsIn(`${record.goal} ${record.from?.id ?? ""}`), ...(await idsOfPlan(root, dir, names))]),
  ];
  if (ids.length === 0) return [];
  const reports = names.filter((name) => /^delta-.+\.md$/i.test(name)).sort();
  const blocked: string[] = [];
  for (const name of reports) {
    const text = await textAt(root, `${dir}/${name}`);
    if (text !== undefined && parseDelta(text).status?.value === "BLOCKED") blocked.push(`${dir}/${name}`);
  }
  const verdict = record.iterations.at(-1)?.verdict?.kind;
  return [{ run, ids, blocked, escalated: verdict === "ESCALATE" && !record.confirmed }];
}

async function textAt(root: string, file: string): Promise<string | undefined> {
  const now = await observe(root, file);
  return now.kind === "text" ? now.text : undefined;
}

/** What cannot be read carries nothing. */
function recordOf(text: string | undefined): z.infer<typeof runSchema> | undefined {
  try {
    return runSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return undefined;
  }
}

/** Ids in the goals of the newest snapshot of the plan. */
async function idsOfPlan(root: string, dir: string, names: readonly string[]): Promise<string[]> {
  const numbers = names.map((name) => Number(/^plan-(\d{1,6})\.md$/.exec(name)?.[1] ?? 0));
  const text = await textAt(root, `${dir}/plan-${Math.max(0, ...numbers)}.md`);
  const document = readDocument(text ?? "");
  const goals = sectionOf(document, "Goals / Non-goals")?.body.split("\n") ?? [];
  return idsIn(goals.filter((line) => /^\s*[-*+]\s+[*_`]*G\d/.test(line)).join("\n"));
}
