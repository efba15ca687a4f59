import * as z from "zod";
import { levels, type RuleId, ruleIds } from "../plan/lint/rule-ids.ts";
import { agentIds } from "./agents.ts";
import { repoPathPattern, repoPathProblem } from "./paths.ts";

/** Longest text of an answer, in UTF-16 units. */
export const maxText = 2000;

const line = z
  .string()
  .max(maxText)
  .refine((text) => !text.includes("\0"), { error: "be text without NUL characters" })
  .meta({ pattern: String.raw`^[^\u0000]*$` });

const required = line.min(1);

// The words of a refinement come after "must" in an error.
const repoPath = z
  .string()
  .max(maxText)
  .refine((path) => repoPathProblem(path) === undefined, {
    error: ({ input }) => `be a path inside the repository (${repoPathProblem(String(input))})`,
  })
  .meta({ pattern: repoPathPattern });

function listOf<Item extends z.ZodType<string>>(item: Item, max?: number) {
  const list = max === undefined ? z.array(item) : z.array(item).max(max);
  return list
    .refine((items) => new Set(items).size === items.length, { error: "name each thing once" })
    .meta({ uniqueItems: true });
}

/** A key of `vars`, and so of a pack's question. */
export const varName = z.string().regex(/^[a-z][a-z0-9_]*$/);

const level = z.enum(levels).optional();

/**
 * `planning/config.yml`: what the user decided. Every key has a default but `project` and `default_branch`,
 * which detection supplies, so a hand-written file may leave out whatever it does not care about.
 */
export const configSchema = z.strictObject({
  project: required.describe("Name of the project, as the prompts say it"),
  agents: listOf(z.enum(agentIds))
    .default(["claude"])
    .describe(`Coding agents that get files of their own: ${agentIds.join(", ")}`),
  default_branch: required.describe("Branch that work starts from and returns to"),
  commands: z
    .strictObject({
      test: line.default("").describe("Runs the tests"),
      lint: line.default("").describe("Runs the linters"),
      typecheck: line.default("").describe("Checks the types"),
      build: line.default("").describe("Builds the project"),
    })
    .prefault({})
    .describe('Exact commands the agent runs to check its work; "" means there is none'),
  context: listOf(repoPath, 8).default([]).describe("Documents the planner reads first, at most 8"),
  mode: z
    .enum(["execution", "strategy"])
    .default("execution")
    .describe("What a run plans when it does not say: execution or strategy"),
  max_iterations: z.int().min(1).max(10).default(3).describe("Iteration budget of a planning run, 1 to 10"),
  max_plan_lines: z.int().min(50).max(1000).default(300).describe("Longest canonical plan, 50 to 1000 lines"),
  max_questions: z.int().min(0).max(6).default(6).describe("Most questions the planner's interview may ask, 0 to 6"),
  sync: z
    .enum(["none", "ff-only"])
    .default("none")
    .describe("What happens to the branch before a run: none, or ff-only (fetch and fast-forward)"),
  commit_runs: z
    .boolean()
    .default(true)
    .describe("Whether planning/_runs/ is committed (true) or ignored by git (false)"),
  hooks: z
    .boolean()
    .default(false)
    .describe("Whether Claude Code goes on while a planning run says CONTINUE: a Stop hook in .claude/settings.json"),
  rules: z
    .strictObject(Object.fromEntries(ruleIds.map((id) => [id, level])) as Record<RuleId, typeof level>)
    .prefault({})
    .describe("Rules of `plan-init check` by name, each off, warning or error; what is not named stays as documented"),
  templates: repoPath.optional().describe("Folder of the team's own template pack, relative to the repository"),
  vars: z
    .record(varName, z.union([line, z.number(), z.boolean()]))
    .default({})
    .describe("Answers to questions that a template pack asks"),
});

/** The answers, complete: every key present except the optional `templates`. */
export type Config = z.infer<typeof configSchema>;
