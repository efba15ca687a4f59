import path from "node:path";
import fs from "fs-extra";
import { milestoneId } from "../../delta/milestone-id.ts";
import { parseDelta } from "../../delta/parse.ts";
import type { EvidenceLog } from "../../evidence/record.ts";
import { readEvidence } from "../../evidence/store.ts";
import { observe } from "../../pack/disk.ts";
import { unlessMissing } from "../../pack/errno.ts";
import { runsDir } from "../../runs/names.ts";
import type { Run } from "../../runs/run.ts";
import { filesOf, snapshotFile } from "../../runs/store.ts";
import type { DeltaSeen, Gathered } from "../../status/gathered.ts";
import { attempt, type Looked } from "./attempt.ts";

/** What is in the folder of a run. */
export interface Folder extends Pick<Gathered, "files" | "deltas" | "snapshots"> {
  evidence: Looked<EvidenceLog>;
}

/** Reads what `status` tells of in a run's folder. */
export async function lookInFolder(root: string, run: Run | undefined): Promise<Folder> {
  if (run === undefined) {
    return { files: [], deltas: [], snapshots: new Map(), evidence: { value: undefined, trouble: undefined } };
  }
  const files = await filesOf(root, run.id);
  const [deltas, snapshots, evidence] = await Promise.all([
    Promise.all(files.filter((name) => /^delta-.+\.md$/i.test(name)).map((name) => readDelta(root, run.id, name))),
    Promise.all(run.iterations.map(async ({ n }) => [n, await linesOf(root, snapshotFile(run.id, n))] as const)),
    attempt(readEvidence(root, run.id)),
  ]);
  return {
    files,
    deltas: deltas.flat().sort(byDate),
    snapshots: new Map(snapshots.flatMap(([n, lines]) => (lines === undefined ? [] : [[n, lines] as const]))),
    evidence,
  };
}

/** A clone gives all files one date; then their numbers decide. */
const byDate = (a: DeltaSeen, b: DeltaSeen): number =>
  a.at.getTime() - b.at.getTime() || a.name.localeCompare(b.name, "en", { numeric: true });

async function readDelta(root: string, id: string, name: string): Promise<DeltaSeen[]> {
  const file = `${runsDir}/${id}/${name}`;
  const now = await observe(root, file);
  if (now.kind !== "text") return [];
  const { milestone, status } = parseDelta(now.text);
  const stats = await unlessMissing(fs.lstat(path.join(root, file)));
  return stats === undefined
    ? []
    : [{ name, milestone: milestoneId(milestone?.text ?? ""), status: status?.value, at: stats.mtime }];
}

/** How many lines a snapshot has, as an editor counts them; `undefined` when it is gone. */
async function linesOf(root: string, file: string): Promise<number | undefined> {
  const now = await observe(root, file);
  return now.kind === "text" ? now.text.replace(/\n$/, "").split("\n").length : undefined;
}
