import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type AgentId, agents } from "../../src/config/agents.ts";
import { everyFile, fileOf, pack, packFolder, scaffold, usualAnswers } from "./support/scaffold.ts";

const always = [
  "planning/.plan-init/config.schema.json",
  "planning/DEV_RUNNER.md",
  "planning/PLANNER_RUNNER.md",
  "planning/README.md",
  "planning/REVIEW_RUNNER.md",
  "planning/STRATEGY_RUNNER.md",
  "planning/_state/CANONICAL_PLAN.md",
];

const names = ["plan-dev", "plan-review", "plan-run"];
const skills = names.map((name) => `.agents/skills/${name}/SKILL.md`);

/** What each agent gets besides. */
const own: Record<AgentId, string[]> = {
  claude: [...names.map((name) => `.claude/skills/${name}/SKILL.md`), "CLAUDE.md"],
  codex: [...skills, ...names.map((name) => `.agents/skills/${name}/agents/openai.yaml`), "AGENTS.md"],
  cursor: [...skills, "AGENTS.md"],
  gemini: [...names.map((name) => `.gemini/commands/${name}.toml`), "GEMINI.md"],
  copilot: [...skills, ".github/copilot-instructions.md"],
  "agents-md": [...skills, "AGENTS.md"],
};

test.each(agents.map(({ id }) => id))("%s gets its files and no other agent's", (id) => {
  const files = scaffold({ ...usualAnswers, agents: [id] });
  expect([...files.keys()].sort()).toEqual([...always, ...own[id]].sort());
});

test("run records are ignored only when the user does not commit them", () => {
  expect(scaffold({ ...usualAnswers }).has(".gitignore")).toBe(false);
  expect(fileOf(scaffold({ ...usualAnswers, commit_runs: false }), ".gitignore")).toMatch(/^planning\/_runs\/$/m);
});

test("every file in the pack's folder is used", () => {
  const used = new Set([...pack.templates.map(({ name }) => name.replace(/^plan-init\//, "")), "pack.yml"]);
  const there = readdirSync(packFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = there.map((entry) => `${entry.parentPath}/${entry.name}`.slice(packFolder.length).replace(/^\//, ""));
  expect(paths.filter((path) => !used.has(path) && !path.startsWith("partials/"))).toEqual([]);
});

test("a skill says what it is, when to use it, and that a person starts it", () => {
  const files = scaffold(everyFile);
  for (const [path, text] of files) {
    if (!path.endsWith("SKILL.md")) continue;
    const front: unknown = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? "");
    expect(front).toMatchObject({
      name: path.split("/").at(-2),
      description: expect.stringMatching(/^[^\n]{20,200} Use when [^\n]+\.$/),
      "argument-hint": expect.stringMatching(/^\[/),
      "disable-model-invocation": true,
    });
  }
});

test("Claude Code's skills load the runner, pass the goal on, and allow what neither runs a plan's commands nor speaks for a person", () => {
  const files = scaffold(everyFile);
  const allowed = {
    run: ["start:*", "check", "check --record"],
    dev: ["check", "status", "delta:*"],
    review: ["check", "review open", "review findings:*"],
  };
  for (const [name, runner] of Object.entries({ run: "PLANNER", dev: "DEV", review: "REVIEW" })) {
    const skill = fileOf(files, `.claude/skills/plan-${name}/SKILL.md`);
    expect(skill).toMatch(new RegExp(`^@planning/${runner}_RUNNER\\.md$`, "m"));
    expect(skill).toMatch(/\$ARGUMENTS$/m);
    const verbs = allowed[name as keyof typeof allowed];
    const tools = ["plan-init", "npx plan-init"].flatMap((program) => verbs.map((verb) => `Bash(${program} ${verb})`));
    expect(/^allowed-tools: (.*)$/m.exec(skill)?.[1]?.split(", ")).toEqual(tools);
  }
});

test("what starts a runner leaves its goal alone when the call has none, and sets the mode either way", () => {
  const starters = [...scaffold(everyFile)].filter(([path]) =>
    /\/plan-(run|dev|review)(\/SKILL\.md|\.toml)$/.test(path),
  );
  expect(starters).toHaveLength(9);
  for (const [path, text] of starters) {
    expect(text.replace(/\s+/g, " "), path).toMatch(/, if any(thing)?, is `goal` in its CONFIG/);
    if (path.includes("plan-run")) expect(text).toContain("`--strategy` or `--execution` in front of it sets `mode`");
  }
});

test("the block says where plans live, and leads to each runner", () => {
  const block = pack.partials.get("block") ?? "";
  for (const path of [
    "PLANNER_RUNNER.md",
    "DEV_RUNNER.md",
    "REVIEW_RUNNER.md",
    "_state/CANONICAL_PLAN.md",
    "archive/",
  ]) {
    expect(block).toContain(`planning/${path}`);
  }
});
