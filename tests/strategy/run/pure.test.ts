import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { budgets, type Context, contextText, headBudget } from "../../../src/strategy/context/pack.ts";
import { section } from "../../../src/strategy/context/section.ts";
import { factLines } from "../../../src/strategy/journal/facts.ts";
import { lastSection, sectionsOf } from "../../../src/strategy/journal/sections.ts";
import { type Entry, entryProblems, writeEntry } from "../../../src/strategy/journal/write.ts";
import { checkMemory, isMemoryDue } from "../../../src/strategy/memory/check.ts";
import { decideGate } from "../../../src/strategy/run/gate.ts";
import { branchOf } from "../../../src/strategy/run/outgoing.ts";
import type { StrategyRun } from "../../../src/strategy/run/record.ts";
import { changedGroups, groupHashes, knownAtEnd } from "../../../src/strategy/run/seen.ts";
import { addSkip, parseSkips, skipWords } from "../../../src/strategy/run/skips.ts";
import { noState } from "../../../src/strategy/run/state.ts";

const aRun = (parts: Partial<StrategyRun> = {}): StrategyRun => ({
  schema: 1,
  id: "2025-03-04T050607Z-strategy-a1b2",
  goal: "",
  opened: "2025-03-04T05:06:07Z",
  program: "1.0.0",
  branch: "main",
  commit: "0123456789abcdef0123456789abcdef01234567",
  number: 3,
  most: 5,
  outcomes: {},
  triaged: [],
  constraints: [],
  filed: [],
  wrote: [],
  ended: null,
  ...parts,
});

const messy = fc.string({
  unit: fc.constantFrom(
    "a",
    "b",
    " ",
    "\n",
    "\r\n",
    "`",
    "```",
    "~~~",
    "#",
    "\u202e",
    "é",
    "😀",
    "\t",
    "-->",
    "## x\n",
  ),
  maxLength: 3000,
});

describe("the context", () => {
  const names = Object.keys(budgets) as (keyof typeof budgets)[];
  const whole = (text: string): Context => {
    const sections = Object.fromEntries(names.map((name) => [name, text])) as Record<(typeof names)[number], string>;
    return { ...sections, head: [text] };
  };

  it("keeps within 24 KiB whatever the repository holds", () => {
    expect(names.reduce((sum, name) => sum + budgets[name][2], headBudget)).toBeLessThanOrEqual(24 * 1024);
    fc.assert(
      fc.property(messy, fc.nat(40), (text, times) => {
        expect(Buffer.byteLength(contextText(whole(text.repeat(times))))).toBeLessThanOrEqual(24 * 1024);
      }),
      { numRuns: 25 },
    );
    expect(Buffer.byteLength(contextText(whole("x".repeat(5_000_000))))).toBeLessThanOrEqual(24 * 1024);
  });

  it("no data closes its fence, and nothing invisible gets in", () => {
    fc.assert(
      fc.property(messy, (data) => {
        const lines = section({ title: "T", data, empty: "None.", budget: 900 }).split("\n");
        const fence = /^`+/.exec(lines[2] ?? "")?.[0];
        if (fence === undefined) return;
        const closing = lines.flatMap((line, index) => (index > 2 && line.startsWith(fence) ? index : []));
        expect(closing).toHaveLength(1);
        expect(lines.slice(closing[0]).join("\n")).toMatch(
          /^`+\n(?:\nCut: the first \d+ of \d+ lines are shown\.\n)?$/,
        );
        expect(lines.join("\n")).not.toMatch(/[\u202e\t\r]/);
      }),
    );
  });

  it("says what it has cut, and what there is none of", () => {
    const data = Array.from({ length: 50 }, (_, at) => `line ${at + 1}`).join("\n");
    expect(section({ title: "T", data, empty: "None.", budget: 200 })).toMatch(
      /line 1\n[\s\S]*Cut: the first \d\d of 50 lines are shown\.\n$/,
    );
    expect(section({ title: "T", data: "\n\n", empty: "None.", budget: 200 })).toBe("## T\n\nNone.\n");
    expect(section({ title: "T", data: "short\n", empty: "None.", budget: 200 })).toBe("## T\n\n```text\nshort\n```\n");
  });

  it("withholds what looks like a secret, and all of a key", () => {
    const token = `ghp_${"a8Kd0Zq3Lw7Xr5Tn".repeat(3).slice(0, 36)}`;
    const data = `see ${token}\n-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\nafter`;
    const text = section({ title: "T", data, empty: "", budget: 2000 });
    expect(text).toContain(
      "(withheld: GitHub token)\n(withheld: private key)\n(withheld: private key)\n(withheld: private key)\nafter",
    );
    expect(text).not.toMatch(/ghp_|MIIEvQ/);
  });
});

describe("the journal", () => {
  const entry = (parts: Partial<Entry> = {}): Entry => ({
    run: "r-1",
    title: "Run 1, 05:06 UTC",
    date: "2025-03-04",
    facts: ["- a"],
    ...parts,
  });

  it("writes a file, appends to any text, and keeps every byte that is not its own", () => {
    fc.assert(
      fc.property(messy, (theirs) => {
        const once = writeEntry(theirs, entry());
        if (theirs.trim() !== "") expect(once.startsWith(theirs)).toBe(true);
        expect(writeEntry(once, entry())).toBe(once);
        const filled = once.replace(/<!-- what[^>]*-->/g, "words");
        const changed = writeEntry(filled, entry({ facts: ["- b", "- c"] }));
        expect(changed.replace(/- b\r?\n?- c|- b\r- c/, "- a")).toBe(filled);
      }),
      { numRuns: 150 },
    );
  });

  it("a name with our marks in it ends nothing", () => {
    const facts = ["- `<!-- /facts -->` filed"];
    const once = writeEntry(undefined, entry({ facts }));
    expect(writeEntry(once, entry({ facts }))).toBe(once);
  });

  it.each<[string, (text: string) => string, string[]]>([
    ["filled", (text) => text, []],
    [
      "a slot left as it was",
      (text) => text.replace(/(### Deferred\n\n).*/, "$1<!-- later -->"),
      ["`### Deferred` is not filled in"],
    ],
    ["a slot taken out", (text) => text.replace("### Observations", ""), ["`### Observations` is not filled in"]],
    [
      "fifty-one lines",
      (text) => text + "- more\n".repeat(51 - text.split("\n").length + 3),
      [expect.stringMatching(/^the section has 51 lines/)],
    ],
    ["none", () => "# Journal\n", ["there is no section of this run"]],
  ])("%s", (_, change, problems) => {
    const text = writeEntry(undefined, entry()).replace(/<!-- what[^>]*-->/g, "Words.");
    expect(entryProblems(change(text), "r-1")).toEqual(problems);
  });

  it("sections end where the next begins, and fences hold no headings", () => {
    const text = "intro\n## A\na\n```\n## not one\n```\n### deeper\n## B\nb\n# C\nc\n";
    expect(sectionsOf(text).map(({ heading, start, end }) => [heading, text.slice(start, end)])).toEqual([
      ["A", "## A\na\n```\n## not one\n```\n### deeper\n"],
      ["B", "## B\nb\n"],
    ]);
    expect(lastSection(text, "x")).toBe("## B\nb\n");
    expect(lastSection("no sections", "x")).toBe("no sections");
  });

  it("facts of the largest run leave room for words, each on one line", () => {
    const many = Array.from({ length: 40 }, (_, at) => `n${at}`);
    const at = "2025-03-04T05:06:07Z";
    const run = aRun({
      goal: "g\n## x",
      triaged: many.map((slug) => ({ slug, act: true, reason: "because\nof <!-- it" })),
      filed: many.map((slug) => ({ slug, kind: "work", id: "@a" })),
      outcomes: { tree: { at, result: "failed", words: "2 errors" } },
    });
    const constraints = many.map((name) => ({ name, text: "t\nu", score: 3, reason: "blocks 3" }));
    const lines = factLines(run, constraints, many);
    expect(lines.length).toBeLessThanOrEqual(25);
    expect(lines.every((line) => !line.includes("\n") && !line.startsWith("#"))).toBe(true);
    expect(lines.join("\n")).toContain("Skipped or failed: tree failed (2 errors)");
  });
});

describe("the memory", () => {
  it.each([
    ["- On 2025-03-01 it broke", "date", "2025-03-01"],
    ["- Since March 21 it is slow", "date", "March 21"],
    ["- 3 May: it was moved", "date", "3 May"],
    ["- Planned for Q3 2026", "date", "Q3 2026"],
    ["- Last week it worked", "date", "Last week"],
    ["- 12 open issues are waiting", "count", "12 open issues"],
    ["- 1,204 tests pass", "count", "1,204 tests"],
    ["- 80% of runs fail", "count", "80%"],
    ["- 3 of 5 statuses were wrong", "count", "3 of 5"],
    ["- 3/5 were wrong", "count", "3/5"],
    ["- fixed in 3f2c1e9", "hash", "3f2c1e9"],
    ["- see `3f2c1e9a`", "hash", "3f2c1e9a"],
  ])("%s: a %s", (line, kind, text) => {
    expect(checkMemory(`# Memory\n\n${line}\n`)).toEqual([{ line: 3, kind, text }]);
  });

  it.each([
    "- Flaky suites hide real failures (#514, @shell-safety)",
    "- Node 20 tests need `--experimental-vm-modules`",
    "- HTTP 404 errors mean that the token lost its scope",
    "- Run `plan-init tree --top 3`, never more than 5",
    "- Version 1.4.2 of the parser drops the second key",
    "- Port 8080 is taken on CI; use 8081",
    "- Support is 24/7",
    "- It may 5 times out of habit be wrong, the deadbeef and facade of it",
    "- See https://example.org/a/3f2c1e9/b",
    "- M2 tests come before M3",
  ])("%s: nothing goes stale", (line) => {
    expect(checkMemory(line)).toEqual([]);
  });

  it("has at most 100 lines, the empty ones at its end not counted", () => {
    expect(checkMemory(`${"- a\n".repeat(100)}\n\n`)).toEqual([]);
    expect(checkMemory("- a\n".repeat(101))).toEqual([
      { line: 101, kind: "too long", text: "101 lines, more than 100" },
    ]);
  });

  it.each([
    [1, 0, false],
    [4, 0, false],
    [5, 0, true],
    [6, 0, true],
    [7, 6, false],
    [11, 6, true],
  ])("run %i, seen to in %i: %s", (number, last, expected) => {
    expect(isMemoryDue(number, last)).toBe(expected);
  });
});

describe("what is new", () => {
  const [vision, tree, filed] = [
    "planning/VISION.md",
    "planning/_state/PREREQUISITES.md",
    "planning/strategy/backlog/a.md",
  ];
  const seen = { [vision]: "v1", [tree]: "t1", [filed]: "b1" };

  it.each([
    ["the same", seen, []],
    ["another vision", { ...seen, [vision]: "v2" }, ["vision"]],
    ["another file of a folder", { ...seen, "planning/strategy/backlog/b.md": "b2" }, ["backlog"]],
    ["one less", { [vision]: "v1", [tree]: "t1" }, ["backlog"]],
    ["something nobody watches", { ...seen, "planning/_state/MEMORY.md": "m1" }, []],
  ])("%s", (_, now, groups) => {
    expect(changedGroups(groupHashes(seen), groupHashes(now))).toEqual(groups);
  });

  it("a run knows what it saw at its beginning and what it wrote itself; the rest is news", () => {
    const now = {
      [vision]: "v2",
      [tree]: "t2",
      [filed]: "b2",
      "planning/strategy/backlog/own.md": "o1",
      "planning/strategy/backlog/theirs.md": "x1",
    };
    expect(knownAtEnd(seen, now, ["planning/strategy/backlog/own.md"])).toEqual({
      [vision]: "v1",
      [tree]: "t2",
      [filed]: "b1",
      "planning/strategy/backlog/own.md": "o1",
    });
    expect(knownAtEnd(seen, {}, [filed])).toEqual({ [vision]: "v1" });
  });

  it("a run needs an occasion", () => {
    const last = { id: "r", ended: "2025-01-01T00:00:00Z", commit: "0123456789", hashes: { vision: "a" } };
    const state = { schema: 1, runs: 1, last } as const;
    const same = { kind: "same" } as const;
    expect(decideGate(noState, {}, same, undefined)).toMatchObject({ kind: "go" });
    expect(decideGate(state, { vision: "a" }, same, undefined)).toMatchObject({ kind: "skip" });
    expect(decideGate(state, { vision: "a" }, same, "because")).toEqual({ kind: "go", why: ["because"] });
    expect(decideGate(state, { vision: "b" }, { kind: "changed", words: "2 files" }, undefined)).toEqual({
      kind: "go",
      why: ["2 files", "vision changed"],
    });
  });

  it("skips are kept, the last fifty of them, and told", () => {
    const at = (n: number) => ({ at: `2025-01-01T00:00:${String(n).padStart(2, "0")}Z`, why: `w${n}` });
    const all = Array.from({ length: 60 }, (_, n) => at(n)).reduce(addSkip, [] as ReturnType<typeof parseSkips>);
    expect(all).toHaveLength(50);
    expect(skipWords(all, "2025-01-01T00:00:57Z")).toBe("2 times, last at 2025-01-01T00:00:59Z: w59");
    expect(skipWords(all, "2025-02")).toBeUndefined();
    expect([parseSkips(undefined), parseSkips("{"), parseSkips('[{"at":1}]')]).toEqual([[], [], []]);
  });
});

it("the branch is named by the minute, in UTC", () => {
  expect(branchOf(aRun({ opened: "2025-12-31T23:59:59Z" }))).toBe("chore/planner-20251231-2359");
});
