import path from "node:path";
import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { byFolder } from "./by-folder.ts";
import { decide } from "./decide/index.ts";
import { plainly } from "./decide/plainly.ts";
import { entriesIn } from "./disk.ts";
import { gather, readInstalled } from "./gather.ts";
import { configPath, localDir, manifestPath, stateDir } from "./paths.ts";
import type { FileChange, FileReport, Manifest } from "./types.ts";

/** What taking everything out comes to. */
export interface Removal {
  changes: FileChange[];
  reports: FileReport[];
}

/** What the user and the agents made with the set-up. */
const stateFolders = ["planning/_state", "planning/_runs", "planning/archive", "planning/strategy"];

/**
 * Decides what `remove` takes out: as an upgrade to a pack without any file, and with it the tool's own memory.
 *
 * @param withState plans, runs, archive and config go too
 * @throws Failure `not-installed`
 */
export async function planRemoval(root: string, withState: boolean): Promise<Removal> {
  const { manifest } = await readInstalled(root);
  if (manifest === undefined) throw new Failure("not-installed", {});
  const decision = decide(await gather(root, manifest, [], [], []), plainly, []);
  const state = withState ? await filesOf(root, stateFolders, [configPath]) : [];
  const answers = withState ? [] : await filesOf(root, [], [configPath]);
  const own = await filesOf(root, [`${stateDir}/bases`], [`${stateDir}/.gitattributes`, manifestPath]);
  const changes = new Map(decision.changes.map((change) => [change.path, change]));
  for (const file of [...state, ...own]) changes.set(file, { path: file, content: null });
  const leaving = new Set(state);
  return {
    changes: [...changes.values()].sort((a, b) => Number(a.path === manifestPath) - Number(b.path === manifestPath)),
    reports: byFolder([
      ...decision.reports
        .filter((report) => !leaving.has(report.path))
        .map((report) => inWordsOfRemoval(report, manifest)),
      ...answers.map((file): FileReport => ({ path: file, action: "kept", reason: "your answers" })),
      ...state.map((file): FileReport => ({ path: file, action: "deleted", reason: "state" })),
      { path: `${stateDir}/`, action: "deleted", reason: "manifest and bases" },
    ]),
  };
}

/** The table speaks of templates that went away; here it is the user who sent them. */
function inWordsOfRemoval(report: FileReport, { files }: Manifest): FileReport {
  if (report.id !== undefined && files[report.id]?.state === "ejected") {
    return { ...report, action: "kept", reason: "ejected: it is yours" };
  }
  if (report.action === "updated") return { ...report, reason: report.reason.replace(/^.*; its/, "our") };
  if (report.action === "deleted") return { ...report, reason: "you had not edited it" };
  if (report.action === "ejected")
    return {
      ...report,
      action: "kept",
      reason: "it differs from what was installed: you edited it, or it was yours before",
    };
  if (report.action === "kept") return { ...report, reason: "it is yours since it was created" };
  return { ...report, reason: "it is not there any more" };
}

/** The regular files below some folders, and those of some single files that exist. */
async function filesOf(root: string, folders: readonly string[], files: readonly string[]): Promise<string[]> {
  const below = await Promise.all(folders.map((folder) => walk(root, folder)));
  const present = await Promise.all(files.map((file) => fs.pathExists(path.join(root, file))));
  return [...below.flat(), ...files.filter((_, index) => present[index])];
}

async function walk(root: string, folder: string): Promise<string[]> {
  if (folder === localDir) return [];
  const stats = await fs.lstat(path.join(root, folder)).catch(() => undefined);
  if (!stats?.isDirectory()) return [];
  const found = (await entriesIn(path.join(root, folder))).map(async (entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return walk(root, file);
    return entry.isFile() ? [file] : [];
  });
  return (await Promise.all(found)).flat();
}
