import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nest } from "../../src/config/answers.ts";
import { editConfig } from "../../src/config/edit/index.ts";
import { described } from "../../src/config/keys.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { renderConfig } from "../../src/config/render.ts";
import { configSchema } from "../../src/config/schema.ts";
import type { PackQuestion } from "../../src/interview/types.ts";
import { changes } from "../templates/support/formatters.ts";
import { filled, someAnswers } from "./messy.ts";

const plain = configSchema.parse({ project: "acme", default_branch: "main" });
const config = fc
  .tuple(someAnswers, filled, filled)
  .map(([answers, project, branch]) => configSchema.parse(nest({ project, default_branch: branch, ...answers })));

describe("the first config", () => {
  test("reads like this", () => {
    const questions: PackQuestion[] = [{ key: "team", message: "Team that owns it", type: "text", required: true }];
    const commands = { test: "npm test -- --run", lint: "", typecheck: "", build: "make build: all" };
    const rendered = renderConfig(
      { ...plain, commands, context: ["README.md", "docs/a b.md"], vars: { team: "a #1" } },
      questions,
    );
    expect(rendered).toMatchInlineSnapshot(`
      "# yaml-language-server: $schema=./.plan-init/config.schema.json
      # What plan-init was told about this repository. Edit it as you like, then run \`plan-init\` again.

      # Name of the project, as the prompts say it
      project: acme

      # Coding agents that get files of their own: claude, codex, cursor, gemini, copilot, agents-md
      agents:
        - claude

      # Branch that work starts from and returns to
      default_branch: main

      # Exact commands the agent runs to check its work; "" means there is none
      commands:
        # Runs the tests
        test: npm test -- --run
        # Runs the linters
        lint: ""
        # Checks the types
        typecheck: ""
        # Builds the project
        build: "make build: all"

      # Documents the planner reads first, at most 8
      context:
        - README.md
        - docs/a b.md

      # What a run plans when it does not say: execution or strategy
      mode: execution

      # Iteration budget of a planning run, 1 to 10
      max_iterations: 3

      # Longest canonical plan, 50 to 1000 lines
      max_plan_lines: 300

      # Most questions the planner's interview may ask, 0 to 6
      max_questions: 6

      # What happens to the branch before a run: none, or ff-only (fetch and fast-forward)
      sync: none

      # Whether planning/_runs/ is committed (true) or ignored by git (false)
      commit_runs: true

      # Whether Claude Code goes on while a planning run says CONTINUE: a Stop hook in .claude/settings.json
      hooks: false

      # What strategy mode works with besides the files; \`files\` uses no network
      strategy:
        # Where strategy mode keeps work: files, or issues as well: github, forgejo (Gitea, too)
        forge: files
        # The forge's repository, owner/name; "" takes that of a git remote
        repo: ""
        # The forge's address; "" is the one that the environment names, or github.com
        url: ""

      # Agents of \`plan-init loop\`, planner and critic: a client's name each, or settings
      # loop: { planner: claude, critic: codex }

      # Rules of \`plan-init check\` by name, each off, warning or error; what is not named stays as documented
      rules: {}

      # Folder of the team's own template pack, relative to the repository
      # templates: path/to/folder

      # Answers to questions that a template pack asks
      vars:
        # Team that owns it
        team: "a #1"
      "
    `);
  });

  test("has every key in the order of the schema, each below its description", () => {
    const blocks = renderConfig({ ...plain, templates: "team", loop: { critic: "codex" } })
      .split("\n\n")
      .slice(1);
    expect(blocks.map((block) => /^(\w+):/m.exec(block)?.[1])).toEqual(Object.keys(configSchema.shape));
    const descriptions = Object.values(configSchema.shape).map((schema) => `# ${described(schema)}`);
    expect(blocks.map((block) => block.split("\n")[0])).toEqual(descriptions);
  });

  test("has no line that an editor at 120 columns would wrap", () => {
    expect(
      Math.max(
        ...renderConfig(plain)
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(120);
  });

  test("comes back the same, whatever the answers", () => {
    fc.assert(
      fc.property(config, (said) => {
        expect(parseConfig(renderConfig(said), "planning/config.yml")).toEqual(said);
      }),
      { numRuns: 300 },
    );
  });

  test("stays as it is under prettier and oxfmt, whatever the answers", async () => {
    await fc.assert(
      fc.asyncProperty(config, async (said) => {
        expect(await changes(new Map([["config.yml", renderConfig(said)]]))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("can be edited, and stays as it is under formatters then too", async () => {
    await fc.assert(
      fc.asyncProperty(config, someAnswers, async (said, wanted) => {
        const edited = editConfig(renderConfig(said), wanted);
        expect(await changes(new Map([["config.yml", edited]]))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test("a question's words cannot break out of their comment", () => {
    const question: PackQuestion = {
      key: "team",
      message: "a\nproject: evil\u2028b\u202e",
      type: "text",
      required: false,
    };
    const rendered = renderConfig({ ...plain, vars: { team: "x" } }, [question]);
    expect(rendered).toContain("  # a\\nproject: evil\\u2028b\\u202e\n  team: x\n");
  });
});
