import * as z from "zod";
import { agentIds } from "./agents.ts";

const line = z.string().max(2000);

/**
 * `planning/config.yml`: what the user decided. Every key has a default but `project` and `default_branch`,
 * which detection supplies, so a hand-written file may leave out whatever it does not care about.
 */
export const configSchema = z.strictObject({
  project: line.min(1).describe("Name of the project, as the prompts say it"),
  agents: z.array(z.enum(agentIds)).default(["claude"]).describe("Coding agents that get files of their own"),
  default_branch: line.min(1).describe("Branch that work starts from and returns to"),
  commands: z
    .strictObject({
      test: line.default(""),
      lint: line.default(""),
      typecheck: line.default(""),
      build: line.default(""),
    })
    .prefault({})
    .describe("Exact commands the agent runs to check its work; empty means there is none"),
  context: z.array(line).max(8).default([]).describe("Documents the planner reads first, at most 8"),
  mode: z.enum(["execution", "strategy"]).default("execution").describe("What a run plans when it does not say"),
  max_iterations: z.int().min(1).max(10).default(3).describe("Iteration budget of a planning run"),
  max_plan_lines: z.int().min(50).max(1000).default(300).describe("Longest canonical plan, in lines"),
  max_questions: z.int().min(0).max(6).default(6).describe("Most questions the planner's interview may ask"),
  sync: z.enum(["none", "ff-only"]).default("none").describe("What happens to the branch before a run"),
  commit_runs: z.boolean().default(true).describe("Whether planning/_runs/ is committed or ignored by git"),
  templates: line.min(1).optional().describe("Folder of the team's own template pack, relative to the repository"),
  vars: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.union([line, z.number(), z.boolean()]))
    .default({})
    .describe("Answers to questions that a template pack asks"),
});

/** The answers, complete: every key present except the optional `templates`. */
export type Config = z.infer<typeof configSchema>;
