import pc from "picocolors";
import { describe, expect, test } from "vitest";
import { lintTree } from "../../../src/strategy/tree/lint/index.ts";
import { treeDocument } from "../../../src/strategy/tree/print/document.ts";
import { dot } from "../../../src/strategy/tree/print/dot.ts";
import { mermaid } from "../../../src/strategy/tree/print/mermaid.ts";
import { treeLines } from "../../../src/strategy/tree/print/table.ts";
import { select } from "../../../src/strategy/tree/select.ts";
import { documents } from "../../../src/ui/documents/index.ts";
import { judged } from "./support.ts";

const plain = { paint: pc.createColors(false), width: 80 };

function lines(text: string, most = 5): string[] {
  const all = judged(text);
  return treeLines(all, select(all, most), plain);
}

const tree = `## Objective: Documentation (@docs)
- [ ] Shell safety (@shell)
- [ ] Trust (#5) — depends on @shell
- [ ] Domain (@d) ⏳ blocked-on-vault (vault/pending/d.md)
- [ ] Flaky (#7) ⚠ stuck: BOUNCED 2x
## Objective: Site (@site)
- [ ] Trust (#5)
- [ ] No id here
`;

describe("the table", () => {
  test("gives the reason for each rank, and lists what waits for people apart", () => {
    expect(lines(tree)).toEqual([
      "Constraints: work on these first",
      "  1  @shell Shell safety",
      "     blocks 2 objectives: @docs, @site (line 2)",
      "  2  No id here",
      "     blocks 1 objective: @site (line 8)",
      "",
      "Waiting for a person",
      "  1  @d Domain",
      "     asked in vault/pending/d.md",
      "     blocks 1 objective: @docs (line 4)",
      "",
      "Stuck: split each into smaller ones",
      "  1  #7 Flaky",
      "     signals: BOUNCED 2x",
      "     blocks 1 objective: @docs (line 5)",
      "",
      "1 prerequisite waits for others",
      "2 objectives: 2 BLOCKED",
    ]);
  });

  test("tells which tie-break decided", () => {
    const text = "## Objective: A (@a)\n- [ ] x (#1)\n- [ ] y (#2)\n- [ ] z (#3)\n- [ ] w (#4) — depends on #3";
    expect(lines(text).filter((line) => line.includes("blocks"))).toEqual([
      "     blocks 1 objective: @a (line 4)",
      "     blocks 1 objective, as 1 does; a shorter way downstream (1 step, not 2): @a",
      "     blocks 1 objective, as 2 does; the same way downstream, later in the tree:",
    ]);
  });

  test("names the members of a circle", () => {
    expect(lines("## Objective: A\n- [ ] x (#1) — depends on #2\n- [ ] y (#2) — depends on #1")).toEqual([
      "Nothing is selected while things must come before each other in a circle:",
      "  #1 → #2 → #1",
      "    line 2",
      "",
      "1 objective: 1 BLOCKED",
    ]);
  });

  test.each([
    ["", ["No constraints: nothing is open", "", "0 objectives"]],
    ["## Objective: A\n- [x] a", ["No constraints: nothing is open", "", "1 objective: 1 DONE"]],
    [
      "## Objective: A\n- [ ] a — depends on #9",
      [
        "No constraints: nothing that is open can begin",
        "",
        "1 prerequisite waits for others",
        "1 objective: 1 BLOCKED",
      ],
    ],
  ])("of %j says so", (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  test("stays within 80 columns and lets nothing act on the terminal", () => {
    const long = `## Objective: ${"word ".repeat(60)}(@a)\n- [ ] ${"more ".repeat(60)}\u001b[31m \u202e (#1)\n- [ ] x\u0007 ⚠ stuck: \u001b]0;t\u0007`;
    const printed = lines(long);
    expect(printed.filter((line) => line.length > 80)).toEqual([]);
    expect(printed.join(" ")).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
  });
});

describe("the pictures", () => {
  const nasty =
    '## Objective: "]; %%{init}%% <b>#1</b> `end` (@a)\n- [ ] 1. first \\" --> n0 & | {x} [y] (#5)\n- [ ] - list';

  test("of Mermaid escape whatever could end a label", () => {
    const all = judged(nasty);
    const labels = mermaid(all, select(all, 5)).flatMap((line) => /\["(.*)"\]/.exec(line)?.[1] ?? []);
    expect(labels).toHaveLength(3);
    for (const label of labels) {
      expect(label.replaceAll("<br/>", "").replace(/#\d+;/g, "")).toMatch(/^[\p{L}\p{N} .,:_@/()+=?!'–—-]*$/u);
      expect(label).not.toMatch(/^(?:[-*+]|\d+\.) /);
    }
  });

  test("of Graphviz escape quotes and backslashes", () => {
    const all = judged(nasty);
    const labels = dot(all, select(all, 5)).flatMap((line) => /label="(.*)", shape/.exec(line)?.[1] ?? []);
    expect(labels).toHaveLength(3);
    for (const label of labels) expect(label.replace(/\\["\\n]/g, "")).not.toMatch(/["\\]/);
  });

  test("of Mermaid stay within what GitHub renders, and say what they left out", () => {
    const items = Array.from(
      { length: 400 },
      (_, p) => `- [${p % 2 ? "x" : " "}] ${"#;".repeat(40)} (#${p}) — depends on #${p + 1}, #${p + 2}`,
    );
    const all = judged(`## Objective: A (@a)\n${items.join("\n")}`);
    const drawn = mermaid(all, select(all, 5));
    expect(drawn.join("\n").length).toBeLessThan(50_000);
    expect(drawn.filter((line) => line.includes("-->")).length).toBeLessThan(500);
    expect(drawn.filter((line) => line.includes("are not drawn"))).toHaveLength(1);
    expect(drawn.some((line) => line.includes(":::done"))).toBe(false);
    expect(dot(all, select(all, 5)).filter((line) => line.includes(" -> "))).toHaveLength(all.graph.edges.from.length);
  });

  test("mark constraints, held and stuck", () => {
    const all = judged(tree);
    const drawn = mermaid(all, select(all, 5));
    expect(drawn.filter((line) => /:::(constraint|vault|stuck)/.test(line)).map((line) => line.trim())).toEqual([
      'n2["@shell<br/>Shell safety<br/>blocks 2"]:::constraint',
      'n4["@d<br/>Domain<br/>blocks 1"]:::vault',
      'n5["#35;7<br/>Flaky<br/>blocks 1"]:::stuck',
      'n6["line 8<br/>No id here<br/>blocks 1"]:::constraint',
    ]);
  });
});

test("the document is as its schema says, with a circle and without", () => {
  for (const text of [tree, `${tree}- [ ] x (#1) — depends on #1`]) {
    const all = judged(text);
    const findings = lintTree({ judged: all, facts: {} });
    const document = treeDocument(all, select(all, 5), { root: ".", tree: "tree.md", written: false, findings });
    expect(documents.tree.parse(document)).toEqual(document);
    expect(document.result).toBe(text === tree ? "selected" : "cycle");
  }
});
