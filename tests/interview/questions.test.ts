import { describe, expect, test } from "vitest";
import { resolveConfig } from "../../src/config/answers.ts";
import { detectedAnswers } from "../../src/interview/detected.ts";
import { missingPackQuestions, missingQuestions } from "../../src/interview/questions.ts";
import { type Answers, type PackQuestion, packQuestionSchema, type Question } from "../../src/interview/types.ts";
import { canAsk, withoutAsking } from "../../src/interview/unattended.ts";
import type { CommandCandidate, GitFacts, RepoFacts } from "../../src/repo/facts.ts";

function facts(test: CommandCandidate[], more: Partial<RepoFacts> = {}): RepoFacts {
  const commands = { test, lint: [], typecheck: [], build: [{ command: "make", source: "Makefile" }] };
  return { project: "acme", ecosystems: [], monorepo: [], commands, context: ["README.md"], agents: [], ...more };
}

const npm = { command: "npm test", source: "package.json scripts.test" };
const make = { command: "make test", source: "Makefile target test" };

const commit: GitFacts["baseline"] = {
  kind: "commit",
  branch: null,
  commit: "3f2c1e9a81b0d2c4f5e60718293a4b5c6d7e8f90",
  dirty: false,
  upstream: null,
  shallow: false,
  checkout: "main",
};
const onMain: GitFacts = { baseline: commit, defaultBranch: "main", branches: ["main"] };
const unclear: GitFacts = { baseline: commit, defaultBranch: undefined, branches: ["red", "blue"] };
const detached: GitFacts = { baseline: commit, defaultBranch: undefined, branches: [] };
const noGit: GitFacts = {
  baseline: { kind: "none", why: "not a git repository" },
  defaultBranch: undefined,
  branches: [],
};

const pack = [
  { key: "team", message: "Team", type: "text", required: true },
  { key: "notify", message: "Notify", type: "confirm" },
  { key: "size", message: "Size", type: "select", choices: ["S", "M"], default: "M" },
].map((question): PackQuestion => packQuestionSchema.parse(question));

/** The program's questions and a pack's, as a first run puts them together. */
const questionsOf = (
  repo: RepoFacts,
  git: GitFacts,
  known: Answers,
  pack: readonly PackQuestion[] = [],
): Question[] => [...missingQuestions(repo, git, known), ...missingPackQuestions(pack, known)];

const keys = (...args: Parameters<typeof questionsOf>): string[] => questionsOf(...args).map(({ key }) => key);

describe("what is asked", () => {
  test.each([
    ["only the agents when all else is clear", facts([npm]), onMain, {}, ["agents"]],
    ["the test command when there is none", facts([]), onMain, {}, ["agents", "commands.test"]],
    ["the test command when there are several", facts([npm, make]), onMain, {}, ["agents", "commands.test"]],
    ["the branch when git cannot tell", facts([npm]), unclear, {}, ["agents", "default_branch"]],
    ["the branch when there is none to choose", facts([npm]), detached, {}, ["agents", "default_branch"]],
    ["no branch without git", facts([npm]), noGit, {}, ["agents"]],
    ["nothing that was said", facts([]), unclear, { agents: [], "commands.test": "", default_branch: "x" }, []],
  ] as const)("%s", (_, repo, git, known, expected) => {
    expect(keys(repo, git, known)).toEqual(expected);
  });

  test("never more than six questions, the pack's last", () => {
    const all = ["agents", "commands.test", "default_branch", "vars.team", "vars.notify", "vars.size"];
    expect(keys(facts([npm, make]), unclear, {}, pack)).toEqual(all);
    expect(keys(facts([npm, make]), unclear, { "vars.team": "x", "vars.notify": false }, pack)).not.toContain(
      "vars.team",
    );
  });

  test("agents in use are chosen from the start, else Claude Code", () => {
    const first = (agents: RepoFacts["agents"]) => questionsOf(facts([npm], { agents }), onMain, {})[0]?.initial;
    expect(first(["codex", "gemini"])).toEqual(["codex", "gemini"]);
    expect(first([])).toEqual(["claude"]);
  });

  test("several test commands come with where they are from, and a way out", () => {
    const [, question] = questionsOf(facts([npm, make]), onMain, {});
    expect(question).toMatchObject({
      type: "select",
      initial: "npm test",
      other: "another command",
      choices: [
        { value: "npm test", description: npm.source },
        { value: "make test", description: make.source },
      ],
    });
  });

  test("text is checked like any answer", () => {
    const [branch, team] = questionsOf(facts([npm]), detached, { agents: [] }, pack.slice(0, 1));
    for (const question of [branch, team]) {
      if (question?.type !== "text") throw new Error("not a text");
      expect(question.validate?.("")).toBe("must not be empty");
      expect(question.validate?.("x".repeat(2001))).toBe("must be at most 2000 characters, found 2001");
      expect(question.validate?.("x")).toBeUndefined();
    }
  });
});

describe("without asking", () => {
  test("defaults hold", () => {
    const questions = questionsOf(facts([npm, make]), unclear, {}, pack.slice(1));
    expect(withoutAsking(questions)).toEqual({
      agents: ["claude"],
      "commands.test": "npm test",
      default_branch: "red",
      "vars.notify": false,
      "vars.size": "M",
    });
  });

  test("what has no default is one failure with every flag", () => {
    const questions = questionsOf(facts([]), detached, {}, pack);
    expect(() => withoutAsking(questions)).toThrow(
      expect.objectContaining({
        exit: 2,
        what: "no answer for `default_branch`, `vars.team`, and nothing to take as a default",
        fix: "give them: `--set default_branch=…` `--set vars.team=…`",
      }),
    );
  });

  test("an answered question of each kind makes a whole config", () => {
    const repo = facts([npm, make]);
    const answers = withoutAsking(questionsOf(repo, unclear, {}, pack.slice(1)));
    const config = resolveConfig({ defaults: detectedAnswers(repo, unclear), file: {}, answers, set: {} });
    expect(config).toMatchObject({
      project: "acme",
      default_branch: "red",
      commands: { test: "npm test", lint: "", build: "make" },
      context: ["README.md"],
      vars: { notify: false, size: "M" },
    });
  });
});

describe("whether to ask", () => {
  const terminal = { isTTY: true };
  test.each([
    ["a terminal", terminal, terminal, {}, {}, true],
    ["stdin is no terminal", {}, terminal, {}, {}, false],
    ["stderr is no terminal", terminal, {}, {}, {}, false],
    ["--yes", terminal, terminal, {}, { yes: true }, false],
    ["CI=true", terminal, terminal, { CI: "true" }, {}, false],
    ["CI=1", terminal, terminal, { CI: "1" }, {}, false],
    ["CI=woodpecker", terminal, terminal, { CI: "woodpecker" }, {}, false],
    ["CI=false", terminal, terminal, { CI: "false" }, {}, true],
    ["CI=0", terminal, terminal, { CI: "0" }, {}, true],
    ["CI is empty", terminal, terminal, { CI: "" }, {}, true],
  ])("%s", (_, stdin, stderr, env, flags, expected) => {
    expect(canAsk({ stdin, stderr, env }, flags)).toBe(expected);
  });
});

describe("a pack's question is refused when", () => {
  const base = { key: "team", message: "Team", type: "text" };
  test.each([
    ["its key is no name", { ...base, key: "Team" }, "key"],
    ["its key is `__proto__`", { ...base, key: "__proto__" }, "key"],
    ["its message has two lines", { ...base, message: "a\nb" }, "message"],
    ["its message moves the cursor", { ...base, message: "a\u001b[2J" }, "message"],
    ["its message does not fit a line", { ...base, message: "x".repeat(49) }, "message"],
    ["it has no message", { ...base, message: "" }, "message"],
    ["its type is unknown", { ...base, type: "number" }, "type"],
    ["a select has no choices", { ...base, type: "select" }, "choices"],
    ["a text has choices", { ...base, choices: ["a", "b"] }, "choices"],
    ["a choice stands twice", { ...base, type: "select", choices: ["a", "a"] }, "choices"],
    ["its default is no choice", { ...base, type: "select", choices: ["a", "b"], default: "c" }, "default"],
    ["a confirm's default is text", { ...base, type: "confirm", default: "yes" }, "default"],
    ["a text's default is a boolean", { ...base, default: true }, "default"],
    ["it is required and its default empty", { ...base, required: true, default: "" }, "default"],
    ["it has an unknown key", { ...base, when: "x" }, undefined],
  ])("%s", (_, question, key) => {
    expect(packQuestionSchema.safeParse(base).success).toBe(true);
    const { error } = packQuestionSchema.safeParse(question);
    expect(error?.issues.map(({ path }) => path[0])).toEqual([key]);
  });
});
