import { type Part, section } from "./section.ts";

/** What the agent of a strategy run is told at its beginning; texts as they were found. */
export interface Context {
  /** Lines about the run itself, in our words. */
  head: readonly string[];
  vision: string;
  resources: string;
  /** What is wrong with the tree. */
  findings: string;
  /** Constraints with the reason for each rank, and the queues. */
  ranked: string;
  /** Where the objectives stand. */
  statuses: string;
  memory: string;
  /** Unreviewed predictions, each under its slug. */
  predictions: string;
  /** What waits for people, a line each. */
  vault: string;
  /** Filed work that is open, a line each. */
  backlog: string;
  /** What is open on a forge, a line each; `undefined` where there is none. */
  issues: string | undefined;
  /** What can be run to produce evidence, a line each. */
  capabilities: string;
  /** The last section of the journal. */
  journal: string;
  /** Subjects of the commits since the last run. */
  commits: string;
}

type Section = Exclude<keyof Context, "head">;

/** In the order of reading. The budgets and the head come to 24 KiB, about 6,000 tokens. */
export const budgets = {
  vision: ["Vision: what people want; never edited here", "There is no `planning/VISION.md`.", 3400],
  resources: ["Resources", "There is no `planning/RESOURCES.md`.", 1800],
  ranked: ["The tree: what to work on", "There is no tree yet: `planning/_state/PREREQUISITES.md`.", 2700],
  findings: ["The tree: what is wrong with it", "Nothing.", 1500],
  statuses: ["The tree: where the objectives stand", "None.", 1300],
  predictions: ["Unreviewed predictions: act on each, or dismiss it", "None.", 2900],
  vault: ["Vault: what waits for people", "Nothing.", 1100],
  backlog: ["Backlog: work that is filed and open", "Nothing.", 1400],
  issues: ["Issues of the forge: what is open", "None.", 1200],
  capabilities: ["Capabilities: what can be run for evidence", "None was found.", 600],
  memory: ["Memory", "There is none yet.", 2600],
  journal: ["The last section of the journal", "There is none yet.", 1500],
  commits: ["Commits since the last run", "None.", 1000],
} as const satisfies Record<Section, readonly [title: string, empty: string, bytes: number]>;

/** Most bytes of the head. */
export const headBudget = 1500;

/** The one file that a strategy run's agent reads: at most 24 KiB, whatever the repository holds. */
export function contextText(context: Context): string {
  const parts = (Object.keys(budgets) as Section[]).flatMap((name): Part[] => {
    const [title, empty, budget] = budgets[name];
    const data = context[name];
    return data === undefined ? [] : [{ title, data, empty, budget: budget - 1 }];
  });
  return [headText(context.head), ...parts.map(section)].join("\n");
}

function headText(lines: readonly string[]): string {
  const text = `${lines.join("\n")}\n`;
  return Buffer.byteLength(text) < headBudget
    ? text
    : `${Buffer.from(text)
        .subarray(0, headBudget - 5)
        .toString("utf8")
        .replace(/\ufffd+$/, "")}…\n`;
}
