import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { statusPage } from "../../../src/status/html/index.ts";
import type { Status } from "../../../src/ui/documents/status.ts";
import { statusDocument } from "../../../src/ui/documents/status.ts";
import { readMarkup, type Tag } from "../../helpers/markup.ts";
import { emptyStatus, executingStatus, largeStatus, mapStrings, planningStatus } from "./samples.ts";

const samples = { empty: emptyStatus, planning: planningStatus, executing: executingStatus, large: largeStatus };
const tagsOf = (status: Status, folder?: string): Tag[] => readMarkup(statusPage(status, folder));
const textOf = (status: Status): string => tagsOf(status).find(({ name }) => name === "body")?.text ?? "";
const byClass = (tags: Tag[], word: string): Tag[] =>
  tags.filter(({ attributes }) => attributes.class?.split(" ").includes(word));

describe.each(Object.entries(samples))("%s", (_, status) => {
  const tags = tagsOf(status);
  const named = (name: string): Tag[] => tags.filter((tag) => tag.name === name);

  test("the sample is a document of status", () => {
    expect(statusDocument.parse(status)).toEqual(status);
  });
  test("asks for nothing from elsewhere, runs nothing, styles nothing in passing", () => {
    const page = statusPage(status);
    expect(page).not.toMatch(/https?:|url\(|@import|\bsrc=|\bon[a-z]+=|\bstyle=/);
    expect(
      tags.filter(({ name }) => /^(?:script|img|link|iframe|object|embed|form|base|use|image)$/.test(name)),
    ).toEqual([]);
    for (const { attributes } of named("a")) expect(attributes.href).toMatch(/^(?:#m\d+$|\.\.?\/)/);
  });
  test("its policy names the hash of its one style", () => {
    const hash = createHash("sha256")
      .update(named("style")[0]?.text ?? "")
      .digest("base64");
    expect(named("style")).toHaveLength(1);
    expect(tags.find(({ attributes }) => "http-equiv" in attributes)?.attributes.content).toContain(
      `style-src 'sha256-${hash}';`,
    );
  });
  test("ids are unique, and all that is pointed to is there", () => {
    const ids = tags.flatMap(({ attributes }) => attributes.id ?? []);
    const pointed = tags.flatMap(({ attributes }) => [
      ...(attributes["aria-labelledby"]?.split(" ") ?? []),
      ...(attributes.href?.startsWith("#") ? [attributes.href.slice(1)] : []),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(pointed.filter((id) => !ids.includes(id))).toEqual([]);
  });
  test("has its landmarks, and headings that skip no level", () => {
    expect([named("header"), named("main"), named("footer"), named("h1")].map(({ length }) => length)).toEqual([
      1, 1, 1, 1,
    ]);
    const levels = tags.filter(({ name }) => /^h\d$/.test(name)).map(({ name }) => Number(name[1]));
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    for (const { attributes } of named("section")) expect(attributes["aria-labelledby"]).toBeDefined();
    for (const table of named("table")) {
      expect(tags.some(({ name, parent, text }) => name === "caption" && parent === table && text !== "")).toBe(true);
    }
  });
  test("every class has a style", () => {
    const style = named("style")[0]?.text ?? "";
    const classes = new Set(tags.flatMap(({ attributes }) => attributes.class?.split(" ").filter(Boolean) ?? []));
    expect([...classes].filter((word) => !style.includes(`.${word}`))).toEqual([]);
  });
});

const unharmed = /[<>&"'=]/g;
const shapeOf = (tags: Tag[]): string[] => tags.map(({ name, attributes }) => `${name} ${Object.keys(attributes)}`);

describe("whatever the strings", () => {
  const nasty = fc.constantFrom(
    "<script>",
    "</style>",
    '"><img src=x onerror=alert(1)>',
    "--><svg onload=x>",
    "&lt;",
    "&#60;b&#62;",
    "]]>",
    "\u202e",
    "\0",
    "\ud800",
    "`<b>`",
    "{{x}}",
    "<%= x %>",
    "javascript:alert(1)",
    "../../x",
    "</title>",
  );
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    nasty,
    fc.tuple(nasty, fc.string(), nasty).map((parts) => parts.join("")),
  );

  test.each(Object.entries(samples))(
    "%s has the elements and attributes that it has with harmless ones",
    (name, status) => {
      fc.assert(
        fc.property(fc.array(hostile, { minLength: 1, maxLength: 12 }), (texts) => {
          const filled = mapStrings(status, (_, at) => texts[at % texts.length] ?? "");
          const harmless = mapStrings(filled, (text) => text.replace(unharmed, "x"));
          expect(shapeOf(tagsOf(filled))).toEqual(shapeOf(tagsOf(harmless)));
        }),
        { numRuns: name === "large" ? 5 : 30 },
      );
    },
  );
  test("nothing that would not be seen stands in the page", () => {
    const filled = mapStrings(executingStatus, () => "a\u202e\u2066\ufeff\x1b\0\r\u2028b");
    expect(statusPage(filled)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
  test("names and numbers that no program would write do not break it", () => {
    const odd: Status = {
      ...executingStatus,
      run: executingStatus.run && { ...executingStatus.run, iteration: -1, max: -3 },
      iterations: executingStatus.iterations.map((iteration) => ({ ...iteration, errors: 0, lines: null })),
    };
    expect(textOf(odd)).toContain("Iteration -1 of -3");
  });
});

describe("what it says", () => {
  test.each([
    [
      "which plan and for what",
      planningStatus,
      ["Payments that survive a retry", "A customer who presses Pay twice", "148 of 300 lines"],
    ],
    ["its phase", planningStatus, ["being planned"]],
    [
      "the verdict without its prefix",
      planningStatus,
      ["CONTINUE\n2 errors: milestone/no-validation M2", "Iteration 2 of 3"],
    ],
    [
      "findings",
      planningStatus,
      ["✕\u00a0error", "M2 84:1", "has no validation", "milestone/no-validation", "▲\u00a0warning", "31:5"],
    ],
    ["notes", planningStatus, ["a baseline that others cannot see"]],
    [
      "where it began and where it is",
      planningStatus,
      ["main @ 3f2c1e9 (clean, 2 ahead of origin/main)", "main @ b81d06a (dirty)"],
    ],
    ["that nothing drifted", planningStatus, ["No one else’s commits"]],
    [
      "drift with milestones",
      executingStatus,
      ["Rename the ledger's columns", "M7, M8", "src/ledger/store.tsdb/ledger.sql"],
    ],
    ["iterations", executingStatus, ["STOP 3/10 — converged", "first draft", "3 changes", "gone"]],
    [
      "stale ones",
      executingStatus,
      ["Search in two languages", "113 days ago", "update or delete", "plan-init start --resume"],
    ],
    [
      "runs",
      executingStatus,
      ["23 runs in all, none of them unfinished", "Records that cannot be read2025-11-02T100000Z-search-a1"],
    ],
    ["the last report", executingStatus, ["M4 partial 18 minutes ago"]],
    ["that there is nothing", emptyStatus, ["no plan yet", 'plan-init start "what you want to have"']],
  ] as [string, Status, string[]][])("%s", (_, status, expected) => {
    const text = textOf(status);
    for (const words of expected) expect(text).toContain(words);
  });
  test("a page without a plan has no empty sections", () => {
    expect(
      tagsOf(emptyStatus)
        .filter(({ name }) => name === "h2")
        .map(({ text }) => text),
    ).toEqual(["What to do next"]);
  });
  test.each([
    [
      { branch: null, commit: null, dirty: null, stamped: { kind: "none", why: "git is missing" } },
      "git is missing",
      "no git repository",
    ],
    [
      { branch: "main", commit: null, dirty: true, stamped: { kind: "unborn", branch: "main", checkout: "main" } },
      "main, no commits yet",
      "main, no commits yet",
    ],
    [
      { branch: null, commit: "b81d06aa7b", dirty: false, stamped: null },
      "not stamped",
      "detached HEAD @ b81d06a (clean)",
    ],
  ] as [Omit<Status["baseline"], "drift">, string, string][])(
    "a baseline of another kind: %j",
    (baseline, stamped, now) => {
      const facts = tagsOf({ ...planningStatus, baseline: { ...baseline, drift: [] } }).filter(
        ({ name }) => name === "dd",
      );
      expect(facts.slice(-2).map(({ text }) => text)).toEqual([stamped, now]);
    },
  );
  test("commands are code", () => {
    const codes = tagsOf(planningStatus)
      .filter(({ name }) => name === "code")
      .map(({ text }) => text);
    expect(codes).toEqual(expect.arrayContaining(["plan-init check --record", "- Validation: npm test → 0 failures"]));
  });
});

describe("the board", () => {
  const tags = tagsOf(executingStatus);
  const cards = byClass(tags, "card").filter(({ name }) => name === "li");
  const card = (id: string): string => cards.find(({ text }) => new RegExp(`^. ${id}\\b`).test(text))?.text ?? "";

  test("has a lane for each status that there is, in words", () => {
    expect(byClass(tags, "lane").map(({ text }) => /^. [A-Z][a-z ]+\d+/.exec(text)?.[0])).toEqual([
      "◐ Doing 1",
      "✕ Blocked 1",
      "○ To do 6",
      "✓ Done 3",
      "– Dropped 1",
    ]);
  });
  test("has a card for each milestone, once", () => {
    expect(cards).toHaveLength(12);
    expect(byClass(tagsOf(largeStatus), "card").filter(({ name }) => name === "li")).toHaveLength(40);
  });
  test("marks the next one, and no other", () => {
    expect(byClass(tags, "up").map(({ text }) => text.slice(0, 9))).toEqual(["○ M5 next"]);
  });
  test("a card says its checks, evidence, report and what it needs", () => {
    const text = card("M4");
    for (const words of [
      "✓ 1 passed · ✕ 1 failed · ○ 1 open",
      "verified 18 minutes ago at 3f2c1e9 behind",
      "report: partial",
      "needs M2",
    ]) {
      expect(text).toContain(words);
    }
    expect(card("M2")).toContain("verified 22 hours ago at 3f2c1e9");
    expect(card("M2")).not.toContain("behind");
  });
  test("a milestone without id or known status is there by its line, and its unknown need is no link", () => {
    const planned = tagsOf(planningStatus);
    expect(byClass(planned, "unknown")[0]?.text).toContain("? line 96");
    expect(planned.filter(({ name, text }) => name === "a" && text === "M9")).toEqual([]);
  });
});

test("a page says what wrote it, by which it is known again", () => {
  for (const status of Object.values(samples)) expect(statusPage(status)).toContain("plan-init status --html");
});

test("links lead from the page's folder", () => {
  const links = (folder?: string): (string | undefined)[] =>
    tagsOf(planningStatus, folder)
      .filter(({ name, text }) => name === "a" && /run\.md|PLAN/.test(text))
      .map(({ attributes }) => attributes.href);
  expect(links()).toEqual(["../../_state/CANONICAL_PLAN.md", "./run.md"]);
  expect(links("planning")).toEqual(["./_state/CANONICAL_PLAN.md", "./_runs/2026-03-12T081500Z-payments-x7/run.md"]);
  expect(links("../elsewhere")).toEqual([]);
});
