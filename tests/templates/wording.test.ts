import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { createProgram } from "../../src/program.ts";
import { codeOf, fence, headings, withoutFences } from "./support/markdown.ts";
import { everyFile, fileOf, pack, scaffold, usualAnswers } from "./support/scaffold.ts";

const files = scaffold(everyFile);
const runners = ["PLANNER", "DEV", "REVIEW", "STRATEGY"].map((name) => `planning/${name}_RUNNER.md`);
const prose = [...files].filter(([path]) => !path.endsWith(".json"));

/** The program's verbs and their steps with their flags, as it declares them; a bare `plan-init` scaffolds or upgrades. */
const program = createProgram({ stdout: new PassThrough(), stderr: new PassThrough() }, async () => undefined);
const flagsOf = ({ options }: { options: readonly { long?: string | undefined }[] }) =>
  options.flatMap(({ long }) => long ?? []);
const verbs = new Map(
  program.commands.map((verb) => [
    verb.name() === "init" ? "" : verb.name(),
    { flags: flagsOf(verb), steps: new Map(verb.commands.map((step) => [step.name(), flagsOf(step)])) },
  ]),
);

describe("what is called exists", () => {
  const calls = prose.flatMap(([path, text]) =>
    codeOf(text).flatMap((code) =>
      [...code.matchAll(/(?:^|npx )plan-init(?= |$)([^|]*)/g)].map((match) => [path, (match[1] ?? "").trim()] as const),
    ),
  );

  test("the guide calls every verb that a person starts", () => {
    const said = new Set(calls.flatMap(([path, call]) => (path.startsWith("planning/") ? [verbOf(call)] : [])));
    expect([...verbs.keys()].filter((verb) => verb !== "hook" && !said.has(verb))).toEqual([]);
  });

  test.each(calls)("%s: plan-init %s", (_, call) => {
    const verb = verbs.get(verbOf(call));
    if (verb === undefined) throw new Error(`there is no verb \`${verbOf(call)}\``);
    const step = /^\w+ (\w+)/.exec(call)?.[1];
    if (verb.steps.size > 0 && step !== undefined) expect([...verb.steps.keys()]).toContain(step);
    const flags = verb.steps.get(step ?? "") ?? verb.flags;
    for (const flag of call.match(/--[a-z-]+/g) ?? []) expect(flags).toContain(flag);
  });

  test.each(runners)("%s says what to do by hand wherever it calls the program", (path) => {
    const paragraphs = withoutFences(fileOf(files, path)).split(/\n(?=\n|[-*] |\d\. )/);
    const sections = fileOf(files, path).split(/^(?=## )/m);
    const calling = paragraphs.filter((each) => each.includes("npx plan-init "));
    for (const paragraph of calling) {
      const section = sections.find((each) => each.includes(paragraph.trim())) ?? "";
      expect(section, paragraph).toMatch(/\bby\s+hand\b/i);
    }
  });
});

const verbOf = (call: string): string => /^[a-z]+/.exec(call)?.[0] ?? "";

describe("a runner stands on its own when it is pasted", () => {
  /** Files that the pack does not bring: a run, a person or a plan makes them. */
  const made = /^planning\/(_runs\/|archive\/|config\.yml|VISION\.md|RESOURCES\.md|$)/;

  test.each(runners)("%s names only files that exist or that a run makes", (path) => {
    const named = fileOf(files, path).match(/\bplanning\/[\w./<>-]*/g) ?? [];
    expect(named.filter((each) => !files.has(each.replace(/\.$/, "")) && !made.test(each))).toEqual([]);
  });

  test.each(runners)("%s includes nothing by reference", (path) => {
    expect(fileOf(files, path)).not.toMatch(/(^|\s)@[\w./]+\.md/);
  });

  test.each(runners)("%s begins with a CONFIG that a run can fill: goal, mode, baseline, one to a line", (path) => {
    const text = fileOf(files, path);
    expect(headings(text)[1]).toBe("## CONFIG");
    const config = fence(text, "yaml", "## CONFIG");
    for (const key of ["goal", "mode", "baseline"]) expect(config).toMatch(new RegExp(`^${key}: \\S`, "m"));
  });

  test.each(runners)("%s ends a session by naming the next, in a new session", (path) => {
    const text = fileOf(files, path).replace(/\s+/g, " ");
    expect(text).toMatch(/in (a )?new sessions?/);
    expect(text).toMatch(/\bdata\b/);
  });
});

describe("execution never loads strategy", () => {
  test("the planner names the strategy runner once, as the way out", () => {
    expect(fileOf(files, "planning/PLANNER_RUNNER.md").match(/STRATEGY_RUNNER/g)).toHaveLength(1);
  });

  test("the other runners do not", () => {
    expect(fileOf(files, "planning/DEV_RUNNER.md") + fileOf(files, "planning/REVIEW_RUNNER.md")).not.toMatch(
      /strategy_/i,
    );
  });
});

describe("plain words", () => {
  /** Words in capitals that name something a reader must write or find. */
  const terms = new Set(
    "CONFIG VERDICT STOP CONTINUE ESCALATE GO NO ACCEPT DEFER REJECT BLOCKER MAJOR MINOR ADDRESSED NOT DONE ACT DISMISS READY BLOCKED CLI API ID PR UTC ISO AGENTS".split(
      " ",
    ),
  );

  test.each(prose.filter(([path]) => /\.(md|toml)$/.test(path)))("%s shouts at nobody", (_, text) => {
    const words =
      withoutFences(text)
        .replace(/`[^`]*`|\$ARGUMENTS/g, "")
        .match(/\b[A-Z]{2,}\b/g) ?? [];
    expect(words.filter((word) => !terms.has(word))).toEqual([]);
    expect(text).not.toMatch(/!(\s|$)(?!\[)/m);
    expect(text).not.toMatch(/\b(you are an? (expert|senior)|must never|important|critical)\b/i);
  });
});

describe("what follows from the answers", () => {
  const planner = (answers: object) => fileOf(scaffold({ ...usualAnswers, ...answers }), "planning/PLANNER_RUNNER.md");

  test("sync: none fetches nothing, ff-only fetches and refuses to diverge", () => {
    expect(planner({})).toContain("Do not fetch or merge");
    expect(planner({})).not.toContain("git fetch");
    expect(planner({ sync: "ff-only" })).toMatch(/git merge --ff-only`; diverged: ask/);
  });

  test("no questions allowed: none are asked", () => {
    expect(planner({ max_questions: 0 })).toContain("Ask nothing");
    expect(planner({ max_questions: 4 })).toContain("at most 4 questions");
  });

  test("budgets are the user's", () => {
    const text = planner({ max_iterations: 7, max_plan_lines: 120 });
    expect(text).toContain("from n = 7 on");
    expect(text).toContain("of 7\n");
    expect(text).toContain("Over 120 lines");
  });

  test.each([
    { mode: "execution", max_questions: 6, sync: "none", commit_runs: true, hooks: false },
    { mode: "strategy", max_questions: 0, sync: "ff-only", commit_runs: false, hooks: true },
  ])("the guide says what holds: %j", (differing) => {
    const { mode, ...others } = differing;
    const answers = { mode, max_iterations: 7, max_plan_lines: 120, ...others };
    const guide = fileOf(scaffold({ ...usualAnswers, ...answers }), "planning/README.md");
    const said = guide.match(/^- `(\w+): ([\w-]+)`/gm);
    expect(said).toEqual(Object.entries(answers).map(([key, value]) => `- \`${key}: ${value}\``));
    expect(guide).toContain(answers.max_questions === 0 ? "asks nothing" : "asks at most 6 questions");
  });

  test.each([
    [["claude", "codex"], "claude"],
    [["codex", "gemini"], "codex exec -"],
    [["gemini"], "gemini"],
    [["cursor"], "your-agent"],
    [[], "your-agent"],
  ])("the guide pipes to an agent in use: %j", (agents, program) => {
    const guide = fileOf(scaffold({ ...usualAnswers, agents }), "planning/README.md");
    expect(guide).toContain(`prompt planner --goal "add rate limiting" | ${program}\n`);
  });

  test("a default of strategy reaches the planner alone, and strategy sends its work back to execution", () => {
    const strategic = scaffold({ ...usualAnswers, mode: "strategy" });
    const modeOf = (name: string) =>
      /^mode: (\w+)$/m.exec(fence(fileOf(strategic, `planning/${name}_RUNNER.md`), "yaml", "## CONFIG"))?.[1];
    expect(["PLANNER", "STRATEGY", "DEV", "REVIEW"].map(modeOf)).toEqual([
      "strategy",
      "strategy",
      "execution",
      "execution",
    ]);
    expect(fileOf(strategic, "planning/_state/CANONICAL_PLAN.md")).toContain("- Mode: execution\n");
    const next = fileOf(strategic, "planning/STRATEGY_RUNNER.md").replace(/\s+/g, " ");
    expect(next).toContain("`planning/PLANNER_RUNNER.md` with `mode: execution`");
  });

  test("every partial is used", () => {
    const sources = pack.templates.map((template) => template.source).join("\n");
    for (const name of pack.partials.keys()) expect(sources).toContain(`{{> ${name}}}`);
  });
});
