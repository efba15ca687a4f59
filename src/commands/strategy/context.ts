import pc from "picocolors";
import { readOwnText } from "../../pack/disk.ts";
import { commitsSince } from "../../repo/commits-since.ts";
import type { Context } from "../../strategy/context/pack.ts";
import { lastSection } from "../../strategy/journal/sections.ts";
import {
  backlogDir,
  capabilitiesDir,
  journalDir,
  memoryPath,
  predictionsDir,
  resourcesPath,
  vaultDir,
  visionPath,
} from "../../strategy/paths.ts";
import type { StrategyRun } from "../../strategy/run/record.ts";
import { nameOf } from "../../strategy/tree/names.ts";
import { treeLines } from "../../strategy/tree/print/table.ts";
import { renderStatus } from "../../strategy/tree/status-line.ts";
import { Failure } from "../../ui/failure.ts";
import { type JudgedTree, judgeTree } from "./judge.ts";
import { readFolder, type TextFile } from "./read.ts";
import type { Scene } from "./step.ts";

/** Subjects beyond these would not fit. */
const mostCommits = 60;

/**
 * Everything that a run begins with, as it is now.
 *
 * @param since the commit that the last run saw
 * @param head what is said of the run itself
 * @throws Failure for what cannot be read: links, a tree in conflict
 */
export async function gatherContext(
  scene: Scene,
  run: StrategyRun,
  since: string | null,
  head: readonly string[],
): Promise<Context> {
  const { root } = scene;
  const read = async (path: string) => (await readOwnText(root, path)) ?? "";
  const list = async (dir: string) => (await readFolder(root, dir)).filter(isOpen).map(titleLine).join("\n");
  const tree = await treeIfAny(scene, run.most);
  return {
    head,
    vision: await read(visionPath),
    resources: await read(resourcesPath),
    ...treeTexts(tree),
    memory: await read(memoryPath),
    predictions: (await readFolder(root, predictionsDir("unreviewed"))).map(predictionText).join("\n"),
    vault: await list(vaultDir("pending")),
    backlog: await list(backlogDir),
    capabilities: await list(capabilitiesDir),
    journal: lastSection((await readFolder(root, journalDir)).filter(isOfADay).at(-1)?.text ?? ""),
    commits: await subjects(scene, since),
  };
}

async function treeIfAny(scene: Scene, most: number): Promise<JudgedTree | undefined> {
  try {
    return await judgeTree(scene, most);
  } catch (error) {
    if (error instanceof Failure && error.code === "no-tree") return undefined;
    throw error;
  }
}

function treeTexts(tree: JudgedTree | undefined): Pick<Context, "findings" | "ranked" | "statuses"> {
  if (tree === undefined) return { findings: "", ranked: "", statuses: "" };
  const { judged, selection, findings } = tree;
  const plain = { paint: pc.createColors(false), width: 100 };
  const { graph } = judged;
  return {
    ranked: treeLines(judged, selection, plain).join("\n"),
    findings: findings
      .map(({ line, severity, rule, what, fix }) => `${line}: ${severity} ${rule}: ${what}; ${fix}`)
      .join("\n"),
    statuses: judged.statuses
      .map((status, index) => `${nameOf(graph, graph.objectives[index] ?? 0)}: ${renderStatus(status, "")}`)
      .join("\n"),
  };
}

/** A long one does not crowd the others out. */
const longestPrediction = 700;

function predictionText({ slug, text }: TextFile): string {
  const cut = [...text.trim()].slice(0, longestPrediction).join("");
  return `=== ${slug}\n${cut}${cut.length < text.trim().length ? "…" : ""}`;
}

const isOfADay = ({ slug }: TextFile): boolean => /^\d{4}-\d\d-\d\d$/.test(slug);

/** Work that its own front matter calls finished is no longer open. */
const isOpen = ({ text }: TextFile): boolean =>
  !/^---[\s\S]{0,2000}?^status:\s*["']?(?:done|closed|rejected)\b/im.test(text);

function titleLine({ slug, text }: TextFile): string {
  const body = text.replace(/^---\r?\n[\s\S]*?\n---\r?\n/, "");
  const title = /^#{1,2}[ \t]+(.+)$/m.exec(body)?.[1] ?? body.trim().split("\n")[0] ?? "";
  return `${slug}: ${title.trim()}`;
}

async function subjects({ root, git }: Scene, since: string | null): Promise<string> {
  const told = await commitsSince(root, since ?? undefined, git);
  if (told.kind === "unavailable") return "";
  const lines = told.commits.map(({ commit, message }) => `${commit.slice(0, 7)} ${message.split("\n")[0] ?? ""}`);
  const more = lines.length > mostCommits || told.isCut ? ["and more"] : [];
  return [...lines.slice(0, mostCommits), ...more].join("\n");
}
