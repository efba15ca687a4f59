import { describe, expect, test } from "vitest";
import { parsePlan } from "../../../src/plan/parse/index.ts";
import type { Plan } from "../../../src/plan/types.ts";

const brief = ({ milestones }: Plan) => milestones.map(({ id, title }) => `${id ?? "-"} ${title}`);
const section = (title: string, ...lines: string[]) => parsePlan([`## ${title}`, "", ...lines].join("\n"));
const milestone = (...lines: string[]) => section("Milestones", "### M1: a", "", ...lines).milestones[0];

describe("a heading of a milestone", () => {
  test.each([
    ["### M1: Log in", "M1 Log in"],
    ["### m1 — Log in", "M1 Log in"],
    ["### M-1. Log in", "M1 Log in"],
    ["### [M1] Log in", "M1 Log in"],
    ["### Milestone 1: Log in", "M1 Log in"],
    ["### Milestone M01 - Log in", "M1 Log in"],
    ["### **M1:** Log in", "M1 Log in"],
    ["### `M1`: Log in", undefined],
    ["### M1：登录", "M1 登录"],
    ["### M1", "M1 "],
    ["### ✅ Log in", "- ✅ Log in"],
    ["### M1a: Log in", "- M1a: Log in"],
    ["- M1: Log in", "M1 Log in"],
    ["- [x] **M1** Log in", "M1 Log in"],
    ["| Id | What |\n|--|--|\n| M1 | x |", "M1 "],
  ])("is read: %s", (text, expected) => {
    if (expected !== undefined) expect(brief(section("Milestones", text))).toEqual([expected]);
    else expect(brief(section("Milestones", text))).toHaveLength(1);
  });

  test("is found at every depth, and below the title", () => {
    expect(brief(parsePlan("# Canonical plan: x\n\n## M1: a\n\n### M2: b\n\n#### M3: c"))).toEqual([
      "M1 a",
      "M2 b",
      "M3 c",
    ]);
  });

  test("that stands twice is there twice", () => {
    expect(brief(section("Milestones", "### M1: a", "", "### M1: b"))).toEqual(["M1 a", "M1 b"]);
  });
});

describe("what only looks like markdown", () => {
  test.each([
    ["a fence", "```\n## Goals\n### M9: x\n```"],
    ["a fence of tildes", "~~~md\n## Goals\n~~~"],
    ["a fence that holds fences", "````\n```\n## Goals\n````"],
    ["a fence that nobody closed", "```\n## Goals\n- G1: x"],
    ["a fence in a list", "- x\n\n  ```\n  ## Goals\n  ```"],
    ["a comment", "<!--\n## Goals\n-->"],
    ["a comment with a blank line", "<!-- a\n\n## Goals\n\nb -->"],
    ["indented code", "x\n\n    ## Goals"],
    ["an HTML block", "<pre>\n## Goals\n</pre>"],
    ["a number sign without a blank", "##Goals"],
    ["seven number signs", "####### Goals"],
    ["an escape", "\\## Goals"],
    ["front matter's end", "---\ntitle: Goals"],
  ])("in %s is none", (_, text) => {
    expect(parsePlan(text).sections.filter(({ name }) => name === "goals")).toEqual([]);
    expect(parsePlan(text).milestones).toEqual([]);
  });

  test("stands again behind a comment and a fence", () => {
    const { sections } = parsePlan("<!-- ## Risks -->\n\n```\n## Goals\n```\n\n## Scope\n");
    expect(sections.map(({ name, line }) => [name, line])).toEqual([["scope", 7]]);
  });
});

describe("lists", () => {
  test.each(["  ", "    ", "\t"])("nest six deep with %j", (indent) => {
    const marks = ["-", "*", "+", "1.", "-", "*"];
    const text = marks.map(
      (mark, depth) => `${indent.repeat(indent === "  " && depth > 3 ? depth + 1 : depth)}${mark} level ${depth}`,
    );
    const scope = section("Scope", "- In:", ...text.map((line) => `${indent}${line}`)).scope.in;
    expect(scope.map((span) => span.text)).toEqual(marks.map((_, depth) => `level ${depth}`));
  });

  test("go on behind blank lines and other bullets", () => {
    const { goals } = section("Goals", "- G1: a", "", "* G2: b", "", "1. G3: c", "2. G4: d", "", "G5: e");
    expect(goals.map(({ id }) => id)).toEqual(["G1", "G2", "G3", "G4", "G5"]);
  });

  test("may be missing: paragraphs with ids are items", () => {
    expect(section("Goals", "G1: a", "", "G2: b").goals.map(({ statement }) => statement)).toEqual(["a", "b"]);
  });
});

describe("ids", () => {
  test.each([
    "G1: a",
    "g1: a",
    "**G1**: a",
    "**G1:** a",
    "G-1: a",
    "G 1. a",
    "[G1] a",
    "(G1) a",
    "G1) a",
    "G1 – a",
    "G01: a",
    "[ ] G1: a",
    "G1：a",
  ])("of an item are read: %s", (text) => {
    expect(section("Goals", `- ${text}`).goals).toMatchObject([{ id: "G1", statement: "a" }]);
  });

  test.each(["R1: a", "Go1: a", "G: a", "1. a", "G1a: a", "G12345: a"])("of other things are none: %s", (text) => {
    expect(section("Goals", `- ${text}`).goals[0]?.id).toBeUndefined();
  });

  test("NG belongs to what is no goal, wherever it stands", () => {
    const plan = parsePlan("## Goals\n\n- G1: a\n- NG1: b\n\n## Non-goals\n\n- NG2: c\n- d\n");
    expect([plan.goals.map(({ id }) => id), plan.nonGoals.map(({ id }) => id)]).toEqual([
      ["G1"],
      ["NG1", "NG2", undefined],
    ]);
  });

  test("of a changelog are those that a line mentions", () => {
    const plan = section("Changelog", "- M2, `R1` and ng-3: split (s4)", "- MacBook M1x");
    expect(plan.changelog.map(({ ids }) => ids)).toEqual([["M2", "R1", "NG3", "S4"], []]);
  });
});

describe("the status of a milestone", () => {
  test.each([
    ["todo", "todo"],
    ["**Done**", "done"],
    ["✅ done (2026-11-20)", "done"],
    ["`blocked`: waits for Q1", "blocked"],
    ["DROPPED", "dropped"],
    ["in progress", undefined],
    ["", undefined],
  ])("%j is %s", (text, value) => {
    expect(milestone(`- Status: ${text}`)?.status?.value).toBe(value);
  });
});

describe("validations", () => {
  const brief = (...lines: string[]) =>
    milestone(...lines)?.validation?.checks.map(({ kind, command, text, expected }) => [
      kind,
      command ?? text,
      expected,
    ]);

  test.each<[string, [string, string, string | undefined][]]>([
    ["- Validation: `a` → exit 0", [["command", "a", "exit 0"]]],
    ["- Validation: `a` -> exit 0.", [["command", "a", "exit 0"]]],
    ["- Validation: `a` => exit 0", [["command", "a", "exit 0"]]],
    ["- Validation: `a` (exit 0)", [["command", "a", "exit 0"]]],
    ["- Validation: `a` — exit 0", [["command", "a", "exit 0"]]],
    ["- Validation: `a`", [["command", "a", undefined]]],
    ["- Validation: `a → b` → exit 0", [["command", "a → b", "exit 0"]]],
    ["- Validation: `a | b; c && d: e` → `x: y`", [["command", "a | b; c && d: e", "x: y"]]],
    [
      "- Validation: `a`, `b` and `c` → exit 0",
      [
        ["command", "a", "exit 0"],
        ["command", "b", "exit 0"],
        ["command", "c", "exit 0"],
      ],
    ],
    [
      "- Validation: `a` → 1; `b` → 2",
      [
        ["command", "a", "1"],
        ["command", "b", "2"],
      ],
    ],
    [
      "- Validation: `a` → 1\n  `b` → 2",
      [
        ["command", "a", "1"],
        ["command", "b", "2"],
      ],
    ],
    [
      "- Validation: `a` → 1\\\n  `b` → 2",
      [
        ["command", "a", "1"],
        ["command", "b", "2"],
      ],
    ],
    ["- Validation: `a` → exit 0,\n  `all done` is printed", [["command", "a", "exit 0, all done is printed"]]],
    ["- Validation: `a` → 1; `out.txt` exists", [["command", "a", "1; out.txt exists"]]],
    [
      "- Validation: `a` → 1; `out.txt` exists; `b` → 2",
      [
        ["command", "a", "1; out.txt exists"],
        ["command", "b", "2"],
      ],
    ],
    [
      "- Validation: `a` → 1; `b` and `c` → 2",
      [
        ["command", "a", "1"],
        ["command", "b", "2"],
        ["command", "c", "2"],
      ],
    ],
    [
      "- Validation:\n  - `a` → 1\n  - `b` → 2",
      [
        ["command", "a", "1"],
        ["command", "b", "2"],
      ],
    ],
    ["- Validation:\n  - `a`\n    - Expected: 1", [["command", "a", "1"]]],
    ["- Validation: `a`\n- → 1", [["command", "a", undefined]]],
    [
      "- Validation:\n\n  ```sh\n  $ a  # → 1\n  # a comment\n  b\n  ```\n\n  Expected: 2",
      [
        ["command", "a", "1"],
        ["command", "b", "2"],
      ],
    ],
    ["- Validation: manual: open it → it opens", [["manual", "open it → it opens", "it opens"]]],
    ["- Validation: manual: run `x` → it opens", [["manual", "run x → it opens", "it opens"]]],
    [
      "- Validation: `a` → 1; manual: look → 2",
      [
        ["command", "a", "1"],
        ["manual", "look → 2", "2"],
      ],
    ],
    [
      "- Validation: manual: look → 2; `a` → 1",
      [
        ["manual", "look → 2;", "2"],
        ["command", "a", "1"],
      ],
    ],
    ["- Validation: manual: every x→y, e.g. `a | b` → 2", [["manual", "every x→y, e.g. a | b → 2", "2"]]],
    [
      "- Validation: manual: try it, e.g. → 2 in `a`. `b` → 1",
      [
        ["manual", "try it, e.g. → 2 in a.", "2 in a"],
        ["command", "b", "1"],
      ],
    ],
    [
      "- Validation: `a`→exit 0; `b`→1",
      [
        ["command", "a", "exit 0"],
        ["command", "b", "1"],
      ],
    ],
    ["- Validation: `a` says x→y", [["command", "a", "says x→y"]]],
    ["- Validation: manual: 打开页面→加载", [["manual", "打开页面→加载", "加载"]]],
    ["- Validation: manual: open it→it opens", [["manual", "open it→it opens", "it opens"]]],
    ["- Validation: manual: look → 2; `a` is shown", [["manual", "look → 2; a is shown", "2; a is shown"]]],
    ["- Validation: tests pass", [["prose", "tests pass", undefined]]],
    ["- Validation：`a` → 退出 0", [["command", "a", "退出 0"]]],
  ])("%j", (text, checks) => {
    expect(brief(text)).toEqual(checks);
  });
});

describe("files", () => {
  test.each<[string, [string, boolean][]]>([
    [
      "`src/a.ts`, `b.ts` (new)",
      [
        ["src/a.ts", false],
        ["b.ts", true],
      ],
    ],
    ["new: `src/a.ts`", [["src/a.ts", true]]],
    ["`./src/a.ts:10-20`", [["src/a.ts", false]]],
    ["`src\\a.ts`", [["src/a.ts", false]]],
    [
      "`a.ts` → `b.ts`",
      [
        ["a.ts", false],
        ["b.ts", true],
      ],
    ],
    [
      "src/a.ts and docs/ (new)",
      [
        ["src/a.ts", false],
        ["docs/", true],
      ],
    ],
    ["src/my\\_file.ts", [["src/my_file.ts", false]]],
    ["`src/[id]/page.tsx`, src/[slug]/x.ts", [["src/[id]/page.tsx", false]]],
    ["src/[slug]/x.ts", [["src/[slug]/x.ts", false]]],
    ["`run()` in `src/**/*.ts`", [["src/**/*.ts", false]]],
    ["none", []],
  ])("%s", (text, paths) => {
    expect(milestone(`- Files: ${text}`)?.files?.paths.map(({ path, isNew }) => [path, isNew])).toEqual(paths);
  });
});

describe("the title", () => {
  test.each([
    ["# Canonical plan: Log in", "Log in"],
    ["# canonical plan — Log in", "Log in"],
    ["# Canonical plan： 登录", "登录"],
    ["# Log in", "Log in"],
    ["Canonical plan: Log in\n===", "Log in"],
    ["# Canonical plan:", ""],
    ["# Canonical planning", "Canonical planning"],
  ])("%j is %s", (text, title) => {
    expect(parsePlan(text).heading?.title).toBe(title);
  });
});
