import * as z from "zod/mini";
import { levels, type RuleId, ruleIds } from "../plan/lint/rule-ids.ts";
import { agentIds } from "./agents.ts";
import { loopSchema } from "./loop.ts";
import { repoPathPattern, repoPathProblem } from "./paths.ts";
import { line, maxText } from "./text.ts";

const required = line.check(z.minLength(1));

// The words of a refinement come after "must" in an error.
const repoPath = z.string().check(
  z.maxLength(maxText),
  z.refine((path) => repoPathProblem(path) === undefined, {
    error: ({ input }) => `be a path inside the repository (${repoPathProblem(String(input))})`,
  }),
  z.meta({ pattern: repoPathPattern }),
);

/** `owner/name`, neither of which is `.` or `..`. */
export const forgeRepoPattern = String.raw`^(?!\.{1,2}/)[\w.-]+/(?!\.{1,2}$)[\w.-]+$`;

/** Text that may be empty, or must be of a form. */
const orNothing = (pattern: string, what: string) =>
  z._default(
    line.check(
      z.refine((text) => text === "" || new RegExp(pattern).test(text), { error: what }),
      z.meta({ pattern: `^$|${pattern}` }),
    ),
    "",
  );

function listOf<Item extends z.ZodMiniType<string>>(item: Item, max?: number) {
  const list = max === undefined ? z.array(item) : z.array(item).check(z.maxLength(max));
  return list.check(
    z.refine((items) => new Set(items).size === items.length, { error: "name each thing once" }),
    z.meta({ uniqueItems: true }),
  );
}

/** A key of `vars`, and so of a pack's question. */
export const varName = z.string().check(z.regex(/^[a-z][a-z0-9_]*$/));

const level = z.optional(z.enum(levels));

/**
 * `planning/config.yml`: what the user decided. Every key has a default but `project` and `default_branch`,
 * which detection supplies, so a hand-written file may leave out whatever it does not care about.
 */
export const configSchema = z.strictObject({
  project: required.check(z.describe("Name of the project, as the prompts say it")),
  agents: z
    ._default(listOf(z.enum(agentIds)), ["claude"])
    .check(z.describe(`Coding agents that get files of their own: ${agentIds.join(", ")}`)),
  default_branch: required.check(z.describe("Branch that work starts from and returns to")),
  commands: z
    .prefault(
      z.strictObject({
        test: z._default(line, "").check(z.describe("Runs the tests")),
        lint: z._default(line, "").check(z.describe("Runs the linters")),
        typecheck: z._default(line, "").check(z.describe("Checks the types")),
        build: z._default(line, "").check(z.describe("Builds the project")),
      }),
      {},
    )
    .check(z.describe('Exact commands the agent runs to check its work; "" means there is none')),
  context: z._default(listOf(repoPath, 8), []).check(z.describe("Documents the planner reads first, at most 8")),
  mode: z
    ._default(z.enum(["execution", "strategy"]), "execution")
    .check(z.describe("What a run plans when it does not say: execution or strategy")),
  max_iterations: z
    ._default(z.int().check(z.gte(1), z.lte(10)), 3)
    .check(z.describe("Iteration budget of a planning run, 1 to 10")),
  max_plan_lines: z
    ._default(z.int().check(z.gte(50), z.lte(1000)), 300)
    .check(z.describe("Longest canonical plan, 50 to 1000 lines")),
  max_questions: z
    ._default(z.int().check(z.gte(0), z.lte(6)), 6)
    .check(z.describe("Most questions the planner's interview may ask, 0 to 6")),
  sync: z
    ._default(z.enum(["none", "ff-only"]), "none")
    .check(z.describe("What happens to the branch before a run: none, or ff-only (fetch and fast-forward)")),
  commit_runs: z
    ._default(z.boolean(), true)
    .check(z.describe("Whether planning/_runs/ is committed (true) or ignored by git (false)")),
  hooks: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        "Whether Claude Code goes on while a planning run says CONTINUE: a Stop hook in .claude/settings.json",
      ),
    ),
  strategy: z
    .prefault(
      z.strictObject({
        forge: z
          ._default(z.enum(["files", "github", "forgejo"]), "files")
          .check(z.describe("Where strategy mode keeps work: files, or issues as well: github, forgejo (Gitea, too)")),
        repo: orNothing(forgeRepoPattern, "be `owner/name`").check(
          z.describe('The forge\'s repository, owner/name; "" takes that of a git remote'),
        ),
        url: orNothing(String.raw`^https?://[^\s@?#]+$`, "be the forge's address, as a browser has it").check(
          z.describe('The forge\'s address; "" is the one that the environment names, or github.com'),
        ),
      }),
      {},
    )
    .check(z.describe("What strategy mode works with besides the files; `files` uses no network")),
  loop: z
    .optional(loopSchema)
    .check(z.describe("Agents of `plan-init loop`, planner and critic: a client's name each, or settings")),
  rules: z
    .prefault(z.strictObject(Object.fromEntries(ruleIds.map((id) => [id, level])) as Record<RuleId, typeof level>), {})
    .check(
      z.describe(
        "Rules of `plan-init check` by name, each off, warning or error; what is not named stays as documented",
      ),
    ),
  templates: z
    .optional(repoPath)
    .check(z.describe("Folder of the team's own template pack, relative to the repository")),
  vars: z
    ._default(z.record(varName, z.union([line, z.number(), z.boolean()])), {})
    .check(z.describe("Answers to questions that a template pack asks")),
});

/** The answers, complete: every key present except the optional `templates`. */
export type Config = z.infer<typeof configSchema>;
