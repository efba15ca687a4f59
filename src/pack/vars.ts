import { agents } from "../config/agents.ts";
import type { Config } from "../config/schema.ts";
import type { PackQuestion } from "../interview/types.ts";
import { describeBaseline } from "../repo/baseline.ts";
import type { Baseline } from "../repo/facts.ts";
import type { TemplateVars } from "./render.ts";

/** What a seed may say about the moment of its creation. */
export interface Moment {
  baseline: Baseline;
  now: Date;
}

/** The config with an answer to every question: one that a pack has come to ask since is answered as by nobody. */
export function withPresets(config: Config, questions: readonly PackQuestion[]): Config {
  const presets = questions.map(({ key, type, choices, default: preset }) => {
    return [key, preset ?? (type === "confirm" ? false : (choices?.[0] ?? ""))] as const;
  });
  return { ...config, vars: { ...Object.fromEntries(presets), ...config.vars } };
}

/** The variables of the templates: the answers, and what follows from them. */
export function templateVars(config: Config): TemplateVars {
  const { agents: ids, rules: _, templates: __, ...answers } = config;
  const chosen = agents.filter(({ id }) => ids.includes(id)).map(({ id, title }) => ({ id, title }));
  return { ...answers, agents: chosen };
}

/** The variables of a seed: those of any template, the git baseline and the time. */
export function seedVars(config: Config, moment: Moment): TemplateVars {
  const timestamp = moment.now.toISOString().replace(/\.\d+Z$/, "Z");
  return {
    ...templateVars(config),
    baseline: baselineVars(moment.baseline),
    timestamp,
    plan_id: `plan-${timestamp.slice(0, 10)}`,
  };
}

/** A baseline as templates and plans have it: words where there is nothing to name. */
export function baselineVars(baseline: Baseline) {
  const line = describeBaseline(baseline);
  if (baseline.kind !== "commit") {
    const branch = baseline.kind === "unborn" ? baseline.branch : "";
    return { kind: baseline.kind, branch, commit: "", dirty: "", upstream: "", line };
  }
  const { branch, commit, dirty, upstream } = baseline;
  const distance = upstream && `${upstream.ahead} ahead of and ${upstream.behind} behind ${upstream.name}`;
  const tree = dirty ? "dirty" : "clean";
  return { kind: "commit", branch: branch ?? "", commit, dirty: tree, upstream: distance ?? "", line };
}

/** What a pack's conditions may ask about. */
export function conditionFacts(config: Config): TemplateVars {
  const { agents: ids, mode, sync, commit_runs, hooks, vars } = config;
  const instructions = agents.filter(({ id }) => ids.includes(id)).map((agent) => agent.instructions);
  const own = Object.fromEntries(Object.entries(vars).map(([key, value]) => [`vars.${key}`, value]));
  return { agents: ids, instructions, mode, sync, commit_runs, hooks, ...own };
}
