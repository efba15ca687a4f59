import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTree } from "../../../src/strategy/tree/parse/index.ts";
import type { Item } from "../../../src/strategy/tree/types.ts";
import { written } from "./support.ts";

/** An item as a few words: box, ids, dependencies, vault, stuck, text. */
function told({ mark, ids, dependsOn, vault, stuck, text }: Item): string {
  const list = (all: Item["ids"]): string => all.map((id) => `${id.text}@${id.column}`).join(" ");
  const after = dependsOn.length === 0 ? "" : ` after ${list(dependsOn)}`;
  const held = vault === undefined ? "" : ` vault ${vault.path ?? "-"}@${vault.column}`;
  return `${mark} [${list(ids)}]${after}${held}${stuck === undefined ? "" : ` stuck ${stuck.text}`} ${text}`;
}

const itemsIn = (text: string): string[] => parseTree(text).items.map(told);

describe("an item", () => {
  test.each([
    ["- [ ] Worktree trust (#514)", "open [#514@23] Worktree trust"],
    ["- [x] Core stable", "done [] Core stable"],
    ["* [X] Core stable (@core)", "done [@core@20] Core stable"],
    ["  1. [ ] Nested (@a)", "open [@a@18] Nested"],
    ["+ [ ] Trust (#5) — depends on @shell-safety", "open [#5@14] after @shell-safety@31 Trust"],
    ["- [ ] Trust (#5) -- depends on #1, #2 and @c", "open [#5@14] after #1@32 #2@36 @c@43 Trust"],
    ["- [ ] Trust (#5) - depends on (#1)", "open [#5@14] after #1@32 Trust"],
    ["- [ ] Publish (#11) — in backlog, depends on #10", "open [#11@16] after #10@46 Publish — in backlog"],
    ["- [ ] What depends on #5 is prose (#6)", "open [#6@36] What depends on #5 is prose"],
    ["- [ ] Domain (@d) ⏳ blocked-on-vault (vault/pending/d.md)", "open [@d@15] vault vault/pending/d.md@39 Domain"],
    ["- [ ] Decide (outside or inside) — blocked-on-vault", "open [] vault -@36 Decide (outside or inside)"],
    ["- [ ] Flaky suite (#77) ⚠ stuck: BOUNCED 2x", "open [#77@20] stuck BOUNCED 2x Flaky suite"],
    ["- [ ] Flaky suite ⚠️ stuck: BOUNCED (#77)", "open [#77@38] stuck BOUNCED Flaky suite"],
    ["- [ ] Decide ⚠ escalated — since Monday", "open [] stuck escalated — since Monday Decide"],
    ["- [ ] Hardening — lock (#634), su (#635)", "open [#634@25 #635@36] Hardening — lock , su"],
    ["- [ ] Three (#1 → #2, #3)", "open [#1@14 #2@19 #3@23] Three"],
    ["- [x] Gone (supersedes #465)", "done [] Gone (supersedes #465)"],
    ["- [ ] Mixed Case (@Docs)", "open [@Docs@19] Mixed Case"],
    ["- [ ] `(#1)` is code (#2)", "open [#2@23] `(#1)` is code"],
    ["- [ ] A <!-- (#1) --> note (#2)", "open [#2@29] A <!-- (#1) --> note"],
    ["- [-] Half", "wrong [] Half"],
    ["- [] Nothing", "wrong [] Nothing"],
    ["- [ x ] Wide", "wrong [] Wide"],
    ["-[ ] Close", "wrong [] Close"],
  ])("%s", (line, expected) => {
    expect(itemsIn(line)).toEqual([expected]);
  });

  test.each(["- [docs](https://example.org)", "- Note: #7 is a duplicate", "[ ] no bullet", "text"])(
    "is not %s",
    (line) => {
      expect(itemsIn(line)).toEqual([]);
    },
  );
});

describe("what is not read", () => {
  test.each([
    ["a fence", "```\n- [ ] a\n```\n- [ ] b", ["4 b"]],
    ["a longer fence", "~~~~\n- [ ] a\n~~~\n- [ ] b\n~~~~\n- [ ] c", ["6 c"]],
    ["a fence that is never closed", "- [ ] a\n```\n- [ ] b", ["1 a"]],
    ["a comment of several lines", "<!--\n- [ ] a\n-->\n- [ ] b", ["4 b"]],
    ["a comment that begins in a line", "- [ ] a <!-- more\n- [ ] b\n--> \n- [ ] c", ["1 a <!-- more", "4 c"]],
    ["a comment that is never closed", "<!-- x\n- [ ] a", []],
    ["a mark of a comment that is none", "- [ ] a <!-- b\n- [ ] c", ["1 a <!-- b", "2 c"]],
  ])("%s", (_, text, expected) => {
    expect(parseTree(text).items.map(({ line, text: words }) => `${line} ${words}`)).toEqual(expected);
  });
});

describe("an objective", () => {
  test.each([
    ["## Objective: Docs (@docs)", "Docs", ["@docs"]],
    ["# objective — Docs", "Docs", []],
    ["### **Objective:** Docs (#3) ##", "Docs", ["#3"]],
    ["## Objective: One command — `init` (#393)", "One command — `init`", ["#393"]],
    ["## Objective: `init` works", "`init` works", []],
    ["## Objective: Packages (#710 → #711 → #712)", "Packages", ["#710", "#711", "#712"]],
  ])("%s", (line, title, ids) => {
    const [objective] = parseTree(line).objectives;
    expect(objective?.title).toBe(title);
    expect(objective?.ids.map(({ text }) => text)).toEqual(ids);
  });

  test("ends at the next heading of its depth, and not at deeper ones", () => {
    const text = "## Objective: A\n- [ ] a\n### Notes\n- [ ] b\n## Shared\n- [ ] c";
    expect(parseTree(text).items.map(({ objective }) => objective)).toEqual([0, 0, undefined]);
  });

  test.each([
    ["Status: DONE", "DONE"],
    ["**Status:** READY — soon", "READY — soon"],
    ["- status: done", "done"],
    ["Status: DONE <!-- checked -->", "DONE"],
    ["Status: READY — see `docs`", "READY — see `docs`"],
    ["Status:", ""],
  ])("has a Status line %s", (line, value) => {
    const tree = parseTree(`## Objective: A\n${line}\n`);
    const [status] = tree.objectives[0]?.statuses ?? [];
    expect(status?.text).toBe(value);
    expect(tree.text.slice(status?.start ?? 0).startsWith(value)).toBe(true);
  });

  test("depends on ids, and tells what is none", () => {
    const [objective] = parseTree("## Objective: A\nDepends on: #12, @b, shell\nDepends on: none").objectives;
    expect(objective?.dependsOn.map(({ text, column }) => `${text}@${column}`)).toEqual(["#12@13", "@b@18"]);
    expect(objective?.strange.map(({ text, column }) => `${text}@${column}`)).toEqual(["shell@22"]);
  });
});

const pieces = fc.constantFrom(
  "## Objective: A (@a)",
  "## Objective: B (#2)",
  "## Notes",
  "- [ ] one (#1)",
  "- [x] one (#1)",
  "- [ ] two (@b) — depends on #1",
  "- [ ] held ⏳ blocked-on-vault (vault/pending/x.md)",
  "- [~] odd",
  "- [ ] ref (#2)",
  "- [ ] ref (@a)",
  "Depends on: #1, #9",
  "Status: DONE",
  "Status: BLOCKED — 9 prerequisites unresolved — ask Monday",
  "Status:",
  "**Status:** READY",
  "```",
  "~~~",
  "<!--",
  "-->",
  "text",
  "  more",
  "",
  " ",
  "\t- [ ] tab",
  "Status: DONE <!-- x -->",
  "\u2028",
  "é\u0301😀",
);
const endings = fc.constantFrom("\n", "\r\n", "\r");
const trees = fc
  .tuple(
    fc.constantFrom("", "\uFEFF"),
    fc.array(fc.tuple(pieces, endings), { maxLength: 30 }),
    fc.constantFrom("", "- [ ] last (@z)", "Status: READY"),
  )
  .map(([mark, lines, last]) => mark + lines.flat().join("") + last);

/** The lines of a text with their endings, but for Status lines; an ending before an added one is its own. */
const others = (text: string): string =>
  text.replace(/(?:\r\n|\n|\r|^)Status: (?:DONE|READY|BLOCKED — [^\r\n]*)(?=[\r\n]|$)/g, "");

describe("writing back", () => {
  test("changes Status lines and nothing else, whatever the text", () => {
    fc.assert(
      fc.property(trees, (text) => {
        const tree = parseTree(text);
        // Every Status line is cut out by where the parser says it is, and every added one is known by what it says.
        const after = parseTree(written(text));
        const bare = (one: typeof tree): string => {
          const statuses = one.objectives.flatMap(({ statuses: all }) => all).sort((a, b) => b.start - a.start);
          return statuses.reduce(
            (rest, { start, text: value }) => rest.slice(0, start).trimEnd() + rest.slice(start + value.length),
            one.text,
          );
        };
        const labels = (rest: string): string => rest.replace(/(?:\r\n|\n|\r)?Status:(?=[\r\n]|$)/g, "");
        expect(labels(bare(after))).toBe(labels(bare(tree)));
        expect(after.items.length).toBe(tree.items.length);
        expect(after.objectives.length).toBe(tree.objectives.length);
      }),
      { numRuns: 200 },
    );
  });

  test("a second time changes nothing", () => {
    fc.assert(
      fc.property(trees, (text) => {
        const once = written(text);
        expect(written(once)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    [
      "CRLF and a byte order mark",
      "\uFEFF## Objective: A\r\n- [ ] a\r\nStatus: DONE\r\n",
      "\uFEFF## Objective: A\r\n- [ ] a\r\nStatus: BLOCKED — 1 prerequisite unresolved\r\n",
    ],
    [
      "no final newline",
      "## Objective: A\n- [ ] a\nStatus: DONE",
      "## Objective: A\n- [ ] a\nStatus: BLOCKED — 1 prerequisite unresolved",
    ],
    [
      "no Status line",
      "## Objective: A\r\n- [x] a\r\n  and more\r\n\r\nProse",
      "## Objective: A\r\n- [x] a\r\n  and more\r\nStatus: DONE\r\n\r\nProse",
    ],
    ["an empty one", "## Objective: A\n- [x] a\nStatus:\n", "## Objective: A\n- [x] a\nStatus: DONE\n"],
    ["nothing but text", "# Nothing\n\nhere", "# Nothing\n\nhere"],
    ["nothing at all", "", ""],
  ])("keeps %s", (_, text, expected) => {
    expect(written(text)).toBe(expected);
    expect(others(expected)).toBe(
      others(text)
        .replace(/(?:\n|^)Status:(?=\n|$)/, "")
        .replace(/(?:\r\n|\n)Status: DONE(?=[\r\n]|$)/, ""),
    );
  });
});

test("hostile lines take time in proportion", () => {
  const many = (piece: string): string => piece.repeat(20_000);
  const lines = [
    `- [ ] ${many("(")}`,
    `- [ ] ${many("(#1) ")}`,
    `- [ ] x ${many("— ")}`,
    `- [ ] x — ${many("depends on ")}`,
    `- [ ] ⚠ stuck: ${many(" ")}x`,
    many("`"),
    `${many("`")} x\``,
    many("<!--"),
    many("<!-- -->"),
    `## Objective: ${many("# ")}`,
    `Status: ${many(" — ")}`,
    `- [ ] ${many("⏳ ")}`,
    `- [ ] x — depends on ${many("#1, ")}`,
    `- [ ] (${many("#1 ")})`,
    many("\r"),
    `## Objective: a${many(" ")}b`,
  ];
  const start = performance.now();
  for (const line of lines) written(`## Objective: A (@a)\n${line}\n`);
  // Anything quadratic takes minutes.
  expect(performance.now() - start).toBeLessThan(30_000);
});
