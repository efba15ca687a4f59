import pc from "picocolors";
import { readOwnText } from "../../pack/disk.ts";
import { commitsSince } from "../../repo/commits-since.ts";
import type { Context } from "../../strategy/context/pack.ts";
import { readDocument } from "../../strategy/documents/markdown.ts";
import { readShelf, type Shelved } from "../../strategy/documents/shelf.ts";
import { isClosed, readWork, type Work } from "../../strategy/filing/backlog.ts";
import type { Capability } from "../../strategy/filing/capability.ts";
import { lastSection } from "../../strategy/journal/sections.ts";
import {
  backlogDir,
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
import { readCapabilities } from "./capabilities.ts";
import { type JudgedTree, judgeTree } from "./judge.ts";
import type { Scene } from "./step.ts";

/** Subjects beyond these would not fit. */
const mostCommits = 60;

/**
 * Everything that a run begins with, as it is now.
 *
 * @param since the commit that the last run saw
 * @param head what is said of the run itself
 * @param issues what a forge says, of the ids of the constraints and the backlog
 * @throws Failure for what cannot be read: links, a tree in conflict
 */
export async function gatherContext(
  scene: Scene,
  run: StrategyRun,
  since: string | null,
  head: readonly string[],
  issues: (constraints: readonly string[], backlog: readonly Work[]) => Promise<string | undefined>,
): Promise<Context> {
  const { root } = scene;
  const read = async (path: string) => (await readOwnText(root, path)) ?? "";
  const tree = await treeIfAny(scene, run.most);
  const backlog = (await readShelf(root, backlogDir)).map(readWork);
  return {
    head,
    vision: await read(visionPath),
    resources: await read(resourcesPath),
    ...treeTexts(tree),
    memory: await read(memoryPath),
    predictions: (await readShelf(root, predictionsDir("unreviewed"))).map(predictionText).join("\n"),
    vault: (await readShelf(root, vaultDir("pending"))).map(titleLine).join("\n"),
    backlog: backlog.filter(isOpen).map(titleLine).join("\n"),
    issues: await issues(
      (tree?.constraints ?? []).flatMap(({ id }) => id ?? []),
      backlog,
    ),
    capabilities: readCapabilities(root).map(capabilityLine).join("\n"),
    journal: lastWords((await readShelf(root, journalDir)).filter(isOfADay), run.id),
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

function predictionText({ slug, text, trouble }: Shelved): string {
  const whole = text?.trim() ?? `(${trouble})`;
  const cut = [...whole.slice(0, 2 * longestPrediction)].slice(0, longestPrediction).join("");
  return `=== ${slug}\n${cut}${cut.length < whole.length ? "…" : ""}`;
}

const isOfADay = ({ slug }: Shelved): boolean => /^\d{4}-\d\d-\d\d$/.test(slug);

/** What the journal says last, but for this run's own section. */
function lastWords(days: readonly Shelved[], run: string): string {
  for (const { text = "" } of days.toReversed()) {
    const section = lastSection(text, run);
    if (section.trim() !== "") return section;
  }
  return "";
}

const isOpen = (work: Work): boolean => !isClosed(work);

const titleLine = ({ slug, text, trouble }: Shelved): string =>
  `${slug}: ${text === undefined ? `(${trouble})` : readDocument(text).title}`;

const capabilityLine = ({ name, source, command }: Capability): string =>
  `${name}: ${command ?? "as it says"} (${source})`;

async function subjects({ root, git }: Scene, since: string | null): Promise<string> {
  const told = await commitsSince(root, since ?? undefined, git);
  if (told.kind === "unavailable") return "";
  const lines = told.commits.map(({ commit, message }) => `${commit.slice(0, 7)} ${message.split("\n")[0] ?? ""}`);
  const more = lines.length > mostCommits || told.isCut ? ["and more"] : [];
  return [...lines.slice(0, mostCommits), ...more].join("\n");
}
