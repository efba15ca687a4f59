import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReviewEvent } from "../../src/review/events.ts";
import { foldWithDecisions } from "../../src/review/report/decisions.ts";
import { reportPage } from "../../src/review/report/index.ts";
import { readMarkup, type Tag } from "../helpers/markup.ts";
import { changes } from "../templates/support/formatters.ts";
import { draft, finding, type Played, play } from "./session.ts";

const run = "2026-11-20T220000Z-login-ab12";
const lines = (...changed: string[]): string =>
  [...Array.from({ length: 30 }, (_, at) => `- Step ${at}`), ...changed].join("\n");

const pageOf = (
  events: readonly ReviewEvent[],
  goal = "Add login",
  drafts: (string | undefined)[] = [lines("old"), lines("new")],
): string =>
  reportPage({
    ...foldWithDecisions(events),
    run: { id: run, goal },
    drafts,
    maxLines: 300,
    at: "2026-11-20T23:00:00Z",
  });

/** Two rounds with every kind of text that an agent or a person writes; `say` gives each. */
function aReview(say: (plain: string) => string): Played {
  const told = (id: string, severity: "blocker" | "major" | "minor", section: string) =>
    finding({
      ...{ id, severity, section: say(section), problem: say(`Problem ${id}`) },
      ...{ evidence: say(`Evidence ${id}`), resolution: say(`Resolution ${id}`) },
    });
  return play({ cap: 2, limits: { usd: 1 } })
    .happen({ type: "asked", id: "Q1", question: say("How long?"), fallback: say("A day") })
    .happen({ type: "answered", id: "Q1", answer: say("An hour") })
    .happen({ type: "spent", who: say("critic"), usd: 0.25, tokens: null, ms: 60_000 })
    .round("a", [told("F1", "blocker", "M1"), told("F2", "major", "M2"), told("F3", "minor", "M3")], {
      keep: [say("The order")],
      trim: [say("The background")],
      draft: { lines: 203, notes: [{ line: 4, text: say("Why not the other store?"), section: say("M4") }] },
    })
    .happen({
      type: "dispositions",
      dispositions: [
        { id: "F1", disposition: "ACCEPT", reason: say("It is true") },
        { id: "F2", disposition: "REJECT", reason: say("It is not so") },
        { id: "F3", disposition: "DEFER", reason: say("Later") },
        { id: "H1", disposition: "ACCEPT", reason: say("Yes") },
      ],
    })
    .round("b", [told("F2", "major", "M2"), told("F5", "blocker", "M5")], {
      draft: { lines: 212, snapshot: "draft-2.md" },
    });
}

const bodyOf = (tags: Tag[]): string => tags.find(({ name }) => name === "body")?.text ?? "";
const byId = (tags: Tag[], id: string): string => tags.find(({ attributes }) => attributes.id === id)?.text ?? "";

describe("the report of a review", () => {
  const page = pageOf(aReview((plain) => plain).events);
  const tags = readMarkup(page);

  it("says why it stopped and how it goes on", () => {
    expect(bodyOf(tags)).toContain("PAUSED cap_blocked");
    expect(bodyOf(tags)).toContain("Stopped after 2 rounds of at most 2");
    expect(tags.filter(({ name }) => name === "code").map(({ text }) => text)).toContain(
      "plan-init loop --max-rounds 2",
    );
  });

  it.each([
    [
      "F1",
      [
        "blocker",
        "addressed",
        "Problem F1",
        "Round 1: raised",
        "Round 1: ACCEPT It is true",
        "Round 2: not found again",
      ],
    ],
    ["F2", ["rejected", "Round 1: REJECT It is not so", "Round 2: raised again without new evidence, and filtered"]],
    ["F3", ["minor", "deferred", "Round 1: DEFER Later"]],
    ["H1", ["a person’s note", "Why not the other store?", "Round 1: ACCEPT Yes"]],
    ["F5", ["blocker", "open", "Round 2: raised"]],
  ])("tells the history of %s", (id, expected) => {
    const text = byId(tags, `f-${id}`);
    const places = expected.map((words) => text.indexOf(words));
    expect(
      places.filter((place) => place < 0),
      `${text} has ${expected}`,
    ).toEqual([]);
    const told = places.filter((_, at) => expected[at]?.startsWith("Round"));
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it("shows what of the plan changed beside the findings that caused it", () => {
    const text = byId(tags, "r1");
    expect(text).toContain("What it made of the plan: 203 to 212 lines");
    const beside = tags.find(({ attributes }) => attributes.class === "beside");
    expect(beside?.text).toMatch(/^F1.*Problem F1[\s\S]*H1[\s\S]*@@ -28,4 \+28,4 @@\n[\s\S]*-old\n\+new\n$/);
    expect(beside?.text).not.toContain("F2");
    expect(tags.flatMap(({ name, text: changed }) => (name === "ins" || name === "del" ? [changed] : []))).toEqual([
      "-old\n",
      "+new\n",
    ]);
  });

  it("tells what a person was asked", () => {
    expect(bodyOf(tags)).toMatch(/Q1\s*How long\?\s*An hour\s*A day/);
  });

  it("keeps a decision that a later one has replaced", () => {
    const twice = play()
      .round("a", [finding()])
      .answer({ F1: "DEFER" })
      .round("b", [finding({ evidence: "`src/new.ts` shows it" })])
      .answer({ F1: "ACCEPT" });
    const text = byId(readMarkup(pageOf(twice.events)), "f-F1");
    expect(text).toMatch(/Round 1: raised.*Round 1: DEFER because.*Round 2: raised again.*Round 2: ACCEPT because/s);
  });

  it("draws the series, and says it in words", () => {
    const desc = byId(tags, "findings-plot-desc");
    expect(desc).toBe("Blockers by round: 1: 1, 2: 1. Majors by round: 1: 2, 2: 0. Minors by round: 1: 1, 2: 0");
    expect(byId(tags, "lines-plot-desc")).toContain("1: 203, 2: 212. at most 300");
  });

  it("asks for nothing from elsewhere, runs nothing, and names its one style", () => {
    expect(page).not.toMatch(/https?:|url\(|@import|\bsrc=|\bon[a-z]+=|\bstyle=|<script/);
    const [style] = tags.filter(({ name }) => name === "style");
    const hash = createHash("sha256")
      .update(style?.text ?? "")
      .digest("base64");
    expect(tags.find(({ attributes }) => "http-equiv" in attributes)?.attributes.content).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    for (const { attributes } of tags.filter(({ name }) => name === "a"))
      expect(attributes.href).toMatch(/^(?:#[a-z]-?|\.\/)/);
  });

  it("stays as it is under formatters, which would break its policy", async () => {
    expect(await changes(new Map([["report.html", page]]))).toEqual([]);
  });

  it("has ids that are unique, and links that lead somewhere", () => {
    const ids = tags.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const pointed = tags.flatMap(({ attributes }) => [
      ...(attributes["aria-labelledby"]?.split(" ") ?? []),
      ...(attributes.href?.startsWith("#") ? [attributes.href.slice(1)] : []),
    ]);
    expect(pointed.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("has headings that skip no level", () => {
    const levels = tags.filter(({ name }) => /^h\d$/.test(name)).map(({ name }) => Number(name[1]));
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it("styles every class that it has", () => {
    const css = tags.find(({ name }) => name === "style")?.text ?? "";
    const classes = new Set(tags.flatMap(({ attributes }) => (attributes.class ?? "").split(" ")).filter(Boolean));
    expect([...classes].filter((word) => !css.includes(`.${word}`))).toEqual([]);
  });

  it.each([
    ["nothing", play()],
    ["a draft", play().happen({ type: "draft", ...draft("a") })],
    ["a signal", play().happen({ type: "interrupted", signal: "SIGINT" })],
  ])("can be written where there is no more than %s", (_, played) => {
    expect(bodyOf(readMarkup(pageOf(played.events)))).toContain("after 0 rounds");
  });

  it("says where a draft is lost", () => {
    expect(bodyOf(readMarkup(pageOf(aReview(String).events, "Add login", [undefined, lines("new")])))).toContain(
      "A draft is lost",
    );
  });
});

const hostile = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</pre></article></main><style>*{display:none}</style>",
  "</textarea><!--",
  "]]><svg/onload=alert(1)>",
  "javascript:alert(1)",
  "&lt;b&gt; &#60; &amp",
  "`<b>` and ` ` and ``",
  "$\u007b7*7} {{7*7}}",
  "@@ -1 +1 @@\n+<ins>\n-</del>",
  "\u202egnp.exe \u0000 \u001b[2J \ud800",
];

/** Tags without what backticks make. */
const shapeOf = (tags: Tag[]): string[] =>
  tags
    .filter(({ name }) => name !== "code" && name !== "ins" && name !== "del")
    .map(({ name, attributes }) => `${name} ${Object.keys(attributes)}`);

describe("what agents write stays text", () => {
  it.each(hostile.map((text) => [text]))("%j", (text) => {
    const say = (plain: string): string => `${plain} ${text}`;
    const drafts = [lines(text), lines(text, text)];
    const tags = readMarkup(pageOf(aReview(say).events, say("Add login"), drafts));
    const harmless = readMarkup(
      pageOf(aReview((plain) => `${plain} x`).events, "Add login x", [lines("x"), lines("x", "x")]),
    );
    expect(shapeOf(tags.filter(({ parent }) => parent?.name !== "pre"))).toEqual(
      shapeOf(harmless.filter(({ parent }) => parent?.name !== "pre")),
    );
    const shown = bodyOf(tags);
    const seen = text.replace(/`([^`]+)`/g, "$1").replace(/[^\x20-\x7e][\s\S]*$/, "");
    for (const plain of [
      "Problem F1",
      "Evidence F2",
      "Resolution F3",
      "It is not so",
      "The order",
      "The background",
      "Why not",
      "How long?",
      "An hour",
    ]) {
      expect(shown).toContain(plain);
    }
    expect(shown.split(seen).length).toBeGreaterThan(20);
  });

  it("whatever it is", () => {
    const pieces = fc.constantFrom(
      "<",
      ">",
      "&",
      '"',
      "'",
      "`",
      "/",
      "=",
      "a",
      " ",
      "\n",
      "script",
      "--",
      "\u0000",
      "\u202e",
      "\ud800",
      "é",
      "🧪",
    );
    const words = fc.array(pieces, { maxLength: 30 }).map((all) => all.join(""));
    fc.assert(
      fc.property(words, (text) => {
        const page = pageOf(aReview((plain) => plain + text).events, text, [text, `${text}\n${text}`]);
        const names = new Set(readMarkup(page).map(({ name }) => name));
        for (const name of ["script", "img", "iframe", "object", "form", "link", "base"])
          expect(names.has(name)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
