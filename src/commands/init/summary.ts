import { type Agent, agents } from "../../config/agents.ts";
import type { Config } from "../../config/schema.ts";
import { shellQuote } from "../../interview/skip-line.ts";
import type { Recovered } from "../../pack/rollback.ts";
import type { FileReport } from "../../pack/types.ts";
import { describeBaseline } from "../../repo/baseline.ts";
import type { Baseline, RepoFacts } from "../../repo/facts.ts";
import type { Output } from "../../ui/output.ts";
import { fileLines } from "../../ui/report.ts";
import type { Result } from "./outcome.ts";

/** What the closing words are made of. */
export interface Summary {
  result: Result;
  preview: boolean;
  root: string;
  config: Config;
  baseline: Baseline;
  /** Detection's findings; only on a first run. */
  facts: RepoFacts | undefined;
  reports: FileReport[];
  versions: string;
  /** The command line that would have skipped the questions, when some were asked. */
  skipLine: string | undefined;
  /** What an interrupted earlier run left, and what became of it. */
  recovered: Recovered;
}

/** What to do next, as commands and paths; the `next` of `--json`. */
export function nextSteps({ result, config, reports }: Summary): string[] {
  if (result === "conflicts")
    return reports.flatMap(({ path, hint }) => (hint === undefined ? [] : [`${path}: ${hint}`]));
  if (result !== "created") return [];
  return waysToStart(config).map(({ how, command }) => `${how}: ${command}`);
}

const exampleGoal = "add rate limiting";

function waysToStart(config: Config): { how: string; command: string }[] {
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

/** The closing words for a person, as lines. */
export function summaryLines(summary: Summary, output: Output): string[] {
  const { paint } = output;
  const heading = paint.bold(headline(summary));
  const recovered =
    summary.recovered === undefined ? [] : [paint.yellow(`An interrupted run was found and ${summary.recovered}.`)];
  if (summary.result === "current") return [...recovered, heading, ...baselineLines(summary)];
  return [
    ...recovered,
    heading,
    "",
    ...fileLines(listed(summary), output),
    "",
    ...baselineLines(summary),
    ...(summary.result === "created" || (summary.result === "conflicts" && summary.facts)
      ? firstSteps(summary, output)
      : []),
    ...(summary.preview ? ["", "Nothing was changed; run without the flag to do it."] : []),
  ];
}

function headline({ result, preview, config, facts, versions, root, reports }: Summary): string {
  const would = preview ? "Would " : "";
  const verb = (done: string, base: string) => (preview ? `${would}${base}` : done);
  const stack = facts?.ecosystems.map(({ title }) => title).join(", ") ?? "";
  switch (result) {
    case "created":
      return `${verb("Created", "create")} a planning loop for ${config.project}${stack ? ` (${stack})` : ""} in ${root}`;
    case "upgraded":
      return `${verb("Upgraded", "upgrade")} the planning files to ${versions}`;
    case "current":
      return `Up to date: ${versions}`;
    default: {
      const count = reports.filter(({ action }) => action === "conflict" || action === "skipped").length;
      return `${count} ${count === 1 ? "file waits" : "files wait"} for you; everything else is done`;
    }
  }
}

/** A first run names every file; later ones leave the tool's own bookkeeping out, and what did not change. */
function listed({ reports, result }: Summary): FileReport[] {
  const shown = reports.filter(({ path }) => !path.startsWith("planning/.plan-init/"));
  return result === "created" ? [...shown, bookkeeping] : shown;
}

const bookkeeping: FileReport = {
  path: "planning/.plan-init/",
  action: "created",
  reason: "what is installed; commit it",
};

const baselineLines = ({ baseline }: Summary): string[] => [`Baseline: ${describeBaseline(baseline)}`];

function firstSteps({ config, skipLine }: Summary, { paint }: Output): string[] {
  const ways = waysToStart(config);
  const wide = Math.max(...ways.map(({ how }) => how.length));
  return [
    "",
    paint.bold("Start a planning run"),
    ...ways.map(({ how, command }) => `  ${how.padEnd(wide)}  ${paint.cyan(command)}`),
    "",
    `${paint.bold("What holds")}, and the flag that changes it; or edit planning/config.yml`,
    ...settings(config).map(([key, value]) => `  ${paint.dim("--set")} ${paint.cyan(shellQuote(`${key}=${value}`))}`),
    ...(skipLine === undefined ? [] : ["", "To skip the questions next time:", `  ${skipLine}`]),
  ];
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
  ];
}
