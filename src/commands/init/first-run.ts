import { posix } from "node:path";
import { type Agent, agents } from "../../config/agents.ts";
import type { Config } from "../../config/schema.ts";
import { shellQuote } from "../../interview/skip-line.ts";
import { stateDir } from "../../pack/paths.ts";
import type { FileReport } from "../../pack/types.ts";
import type { Output } from "../../ui/output.ts";

const exampleGoal = "add rate limiting";

/** How a planning run is started with the agents that were chosen. */
export function waysToStart(config: Config): { how: string; command: string }[] {
  const chosen: readonly Agent[] = agents.filter(({ id }) => config.agents.includes(id));
  const inside = chosen.flatMap(({ title, starts }) =>
    starts === undefined ? [] : [{ how: title, command: `${starts} ${exampleGoal}` }],
  );
  const program = chosen.find((agent) => agent.program !== undefined)?.program ?? "your-agent";
  return [
    ...inside,
    { how: "paste", command: "planning/PLANNER_RUNNER.md into your agent" },
    { how: "pipe", command: `npx plan-init prompt planner --goal "${exampleGoal}" | ${program}` },
  ];
}

/** What a first run tells a person at its end, next to the prompt: what holds, and how to start. */
export function firstSteps(
  config: Config,
  skipLine: string | undefined,
  { paint, width }: Pick<Output, "paint" | "width">,
): string[] {
  const ways = waysToStart(config);
  const wide = Math.max(...ways.map(({ how }) => how.length));
  const set = settings(config).map(([key, value]) => shellQuote(`${key}=${value}`));
  return [
    "",
    `${paint.bold("What holds")}; change it with ${paint.cyan("--set key=value")}, or in planning/config.yml`,
    ...sideBySide(set, width - 2).map((row) => `  ${row.map(paint.cyan).join("  ")}`),
    ...(skipLine === undefined ? [] : ["", "To skip the questions next time:", `  ${skipLine}`]),
    "",
    paint.bold("Start a planning run"),
    ...ways.map(({ how, command }) => `  ${how.padEnd(wide)}  ${paint.cyan(command)}`),
  ];
}

/** Words in rows of at most `width` columns, two blanks apart. */
function sideBySide(words: readonly string[], width: number): string[][] {
  const rows: string[][] = [];
  for (const word of words) {
    const last = rows.at(-1);
    if (last !== undefined && [...last, word].join("  ").length <= width) last.push(word);
    else rows.push([word]);
  }
  return rows;
}

function settings(config: Config): [string, string][] {
  const commands = Object.entries(config.commands).map(([kind, value]): [string, string] => [
    `commands.${kind}`,
    value,
  ]);
  return [
    ["agents", config.agents.join(",")],
    ["default_branch", config.default_branch],
    ...commands,
    ["mode", config.mode],
    ["max_iterations", String(config.max_iterations)],
    ["max_plan_lines", String(config.max_plan_lines)],
    ["max_questions", String(config.max_questions)],
    ["sync", config.sync],
    ["commit_runs", String(config.commit_runs)],
    ["hooks", String(config.hooks)],
  ];
}

/** The tool's own bookkeeping in one row. */
export const bookkeeping: FileReport = {
  path: `${stateDir}/`,
  action: "created",
  reason: "what is installed; commit it",
};

/** What was created as a row a folder: which files these are, git shows, and everything else has a row of its own. */
export function foldCreated(reports: readonly FileReport[]): FileReport[] {
  const groups = new Map<string, FileReport[]>();
  for (const report of reports) {
    const [top = ""] = report.path.split("/");
    const key = report.action === "created" && report.hint === undefined ? top : `${report.path}\0`;
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  return [...groups.values()].flatMap((group) => (group.length < 3 ? group : [folderOf(group)]));
}

function folderOf(group: readonly FileReport[]): FileReport {
  const paths = group.map(({ path }) => path);
  const folder = commonFolder(paths);
  const [first, second] = paths.map((path) => path.slice(folder.length));
  return { path: folder, action: "created", reason: `${first}, ${second} and ${paths.length - 2} more` };
}

/** The deepest folder that all paths are in, with a slash at its end. */
function commonFolder(paths: readonly string[]): string {
  let folder = posix.dirname(paths[0] ?? "");
  while (!paths.every((path) => path.startsWith(`${folder}/`))) folder = posix.dirname(folder);
  return `${folder}/`;
}
