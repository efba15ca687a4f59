import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../../../src/strategy/tree/graph/adjacency.ts";
import { choose } from "../../../src/strategy/tree/html/choose.ts";
import { treePage } from "../../../src/strategy/tree/html/index.ts";
import { box, layOut } from "../../../src/strategy/tree/html/layout.ts";
import { lintTree } from "../../../src/strategy/tree/lint/index.ts";
import { select } from "../../../src/strategy/tree/select.ts";
import { readMarkup, type Tag } from "../../helpers/markup.ts";
import { tempDir, writeFiles } from "../../helpers/temp.ts";
import { runHere } from "../../upgrade/support/in-process.ts";
import { scaffolded } from "../../upgrade/support/scaffolded.ts";
import { judged } from "./support.ts";

/** A page of a tree. */
function pageOf(text: string): string {
  const all = judged(text);
  const findings = lintTree({ judged: all, facts: {} });
  const about = { name: "docs/tree.md", path: "docs/tree.md", folder: "planning/x", at: "2025-03-04T05:06:07Z" };
  return treePage({ judged: all, selection: select(all, 5), findings, ...about });
}

const tagsOf = (text: string): Tag[] => readMarkup(pageOf(text));
const bodyOf = (text: string): string => tagsOf(text).find(({ name }) => name === "body")?.text ?? "";

const line = fc.record({
  id: fc.nat(30),
  isDone: fc.boolean(),
  after: fc.array(fc.nat(30), { maxLength: 3 }),
});
/** Trees with and without circles. */
const someTree = fc.array(fc.array(line, { maxLength: 10 }), { minLength: 1, maxLength: 5 }).map((objectives) =>
  objectives
    .flatMap((items, o) => [
      `## Objective: Number ${o} (@o${o})`,
      ...items.map(({ id, isDone, after }) => {
        const ids = after.map((each) => `#${each}`).join(", ");
        return `- [${isDone ? "x" : " "}] Item ${id} (#${id})${ids === "" ? "" : ` — depends on ${ids}`}`;
      }),
      ...(o > 0 ? [`- [ ] Number ${o - 1} (@o${o - 1})`] : []),
    ])
    .join("\n"),
);

describe("the layout", () => {
  const whole = { whole: 1000, part: 1000 };

  test("nothing overlaps, all of it is in the drawing, and arrows lead to the right, circles aside", () => {
    fc.assert(
      fc.property(someTree, (text) => {
        const all = judged(text);
        const { nodes } = choose(all, select(all, 5), whole);
        const { width, height, boxes, arrows } = layOut(all, nodes);
        expect(boxes.map(({ node }) => node).sort((a, b) => a - b)).toEqual(nodes);
        const places = new Map(boxes.map((each) => [each.node, each]));
        const outside = boxes.filter(({ x, y }) => x < 0 || y < 0 || x + box.width > width || y + box.height > height);
        const overlaps = boxes.filter((one, at) =>
          boxes
            .slice(at + 1)
            .some((other) => Math.abs(one.x - other.x) < box.width && Math.abs(one.y - other.y) < box.height),
        );
        const astray = arrows.filter(({ from, to, isCircle, way }) => {
          const [start, end] = [places.get(from)?.x ?? 0, places.get(to)?.x ?? 0];
          return !(isCircle ? start === end : start + box.width < end) || /NaN|Infinity|undefined/.test(way);
        });
        expect({ outside, overlaps, astray }).toEqual({ outside: [], overlaps: [], astray: [] });
      }),
      { numRuns: 40 },
    );
  });

  test("what comes before what is what the tree says, no more and no less", () => {
    fc.assert(
      fc.property(someTree, (text) => {
        const all = judged(text);
        const { nodes } = choose(all, select(all, 5), whole);
        const { arrows } = layOut(all, nodes);
        const edges = [...all.graph.edges.from].map((from, edge) => ({ from, to: at(all.graph.edges.to, edge) }));
        const told = (from: readonly Edge[]) => nodes.map((node) => [...reachedFrom(node, from)].sort().join());
        expect(told(arrows)).toEqual(told(edges));
        const keys = arrows.map(({ from, to }) => `${from} ${to}`);
        expect(new Set(keys).size).toBe(keys.length);
        if (all.cycles.length > 0) return;
        // And no arrow could be left out.
        const idle = arrows.filter((arrow) =>
          reachedFrom(
            arrow.from,
            arrows.filter((each) => each !== arrow),
          ).has(arrow.to),
        );
        expect(idle).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

interface Edge {
  from: number;
  to: number;
}

/** Everything that edges lead to from a node, itself left out. */
function reachedFrom(start: number, edges: readonly Edge[]): Set<number> {
  const reached = new Set([start]);
  for (const node of reached) for (const { from, to } of edges) if (from === node) reached.add(to);
  reached.delete(start);
  return reached;
}

describe("what is drawn", () => {
  const chain = (count: number) =>
    `## Objective: A (@a)\n${Array.from({ length: count }, (_, n) => `- [ ] Step ${n} (#${n + 1})${n > 0 ? ` — depends on #${n}` : ""}`).join("\n")}\n`;

  test("a small tree, whole", () => {
    const all = judged(chain(20));
    expect(choose(all, select(all, 5), { whole: 21, part: 5 })).toMatchObject({ left: 0 });
  });

  test("of a large one what is selected and what waits for it, nearest first, and what was left out is said", () => {
    const all = judged(chain(100));
    const { nodes, left } = choose(all, select(all, 5), { whole: 80, part: 10 });
    const names = nodes.map((node) => all.graph.nodes[node]?.id);
    expect([left, names]).toEqual([91, ["@a", ...Array.from({ length: 9 }, (_, n) => `#${n + 1}`)]]);
    expect(bodyOf(chain(100))).toMatch(/\b\d+ more are not drawn: this is what to work on/);
    expect(bodyOf(chain(20))).not.toContain("not drawn: this");
  });

  test("of a large one with a circle, the circle", () => {
    const text = `${chain(100)}- [ ] x (@x) — depends on @y\n- [ ] y (@y) — depends on @x\n`;
    const all = judged(text);
    const { nodes } = choose(all, select(all, 5), { whole: 80, part: 10 });
    expect(nodes.map((node) => all.graph.nodes[node]?.id)).toEqual(["@a", "@x", "@y"]);
    expect(bodyOf(text)).toContain("Thick ones go in a circle");
  });

  test("of a large one that is done, something", () => {
    const all = judged(chain(100).replaceAll("[ ]", "[x]"));
    expect(choose(all, select(all, 5), { whole: 80, part: 10 }).nodes).toHaveLength(10);
  });

  test("10,000 nodes in a moment", () => {
    const begun = performance.now();
    expect(pageOf(chain(10_000)).length).toBeLessThan(500_000);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

const usual = `## Objective: Docs (@docs)
- [ ] Shell (@shell)
- [ ] Trust (#5) — depends on @shell, @none
- [ ] Domain (@d) ⏳ blocked-on-vault (vault/pending/d.md)
- [ ] Flaky (#7) ⚠ stuck: BOUNCED 2x
- [x] Core (@core)
- [ ] Pages (@docs)
## Objective: Site (@site)
- [ ] Docs (@docs)
Status: DONE
`;
const samples = {
  usual,
  empty: "",
  circle: "## Objective: A\n- [ ] x (#1) — depends on #2\n- [ ] y (#2) — depends on #1",
};

describe("the page", () => {
  test.each(Object.entries(samples))(
    "of the %s tree is strict, asks for nothing from elsewhere and runs nothing",
    (_, text) => {
      const page = pageOf(text);
      const tags = readMarkup(page);
      expect(page.replaceAll(/url\(#tip(?:-circle)?\)/g, "")).not.toMatch(
        /https?:|url\(|@import|\bsrc=|\bon[a-z]+=|\bstyle=/,
      );
      expect(tags.filter(({ name }) => /^(?:script|img|iframe|object|embed|form|base|use|image)$/.test(name))).toEqual(
        [],
      );
      const css = tags.filter(({ name }) => name === "style");
      const hash = createHash("sha256")
        .update(css[0]?.text ?? "")
        .digest("base64");
      expect(css).toHaveLength(1);
      expect(tags.find(({ attributes }) => "http-equiv" in attributes)?.attributes.content).toContain(
        `'sha256-${hash}';`,
      );
      const ids = tags.flatMap(({ attributes }) => attributes.id ?? []);
      const pointed = tags.flatMap(({ attributes }) => attributes["aria-labelledby"]?.split(" ") ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect(pointed.filter((id) => !ids.includes(id))).toEqual([]);
      const classes = new Set(tags.flatMap(({ attributes }) => attributes.class?.split(" ").filter(Boolean) ?? []));
      expect([...classes].filter((word) => !css[0]?.text.includes(`.${word}`) && !/^(?:text|key)$/.test(word))).toEqual(
        [],
      );
    },
  );

  const body = bodyOf(usual).replace(/\s+/g, " ");

  test.each([
    ["the constraint with its reason", "@shell Shell", "blocks 2 objectives"],
    ["what waits for a person", "@d Domain", "asked in vault/pending/d.md"],
    ["what is stuck", "#7 Flaky", "signals: BOUNCED 2x"],
    ["scores in the picture", "1. blocks 2", "@none"],
    ["where objectives stand", "@site Site", "BLOCKED — prerequisite chain"],
    ["what is wrong", "status-wrong", "unknown-id"],
    ["where the tree is", "docs/tree.md", "5 of 6 prerequisites open"],
  ])("says %s", (_, ...words) => {
    for (const each of words) expect(body).toContain(each);
  });

  test("hostile words stay words", () => {
    const nasty = fc.constantFrom(
      "<script>",
      "</svg>",
      "</title>",
      '"><img src=x onerror=alert(1)>',
      "--&gt;",
      "&lt;",
      "\u202e",
      "\0",
      "\ud800",
      "`<b>`",
      "javascript:x",
      "🇩🇪",
      "يجب",
    );
    const hostile = fc.array(fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 8 })), {
      minLength: 1,
      maxLength: 4,
    });
    const shapeOf = (text: string) => tagsOf(text).map(({ name, attributes }) => `${name} ${Object.keys(attributes)}`);
    fc.assert(
      fc.property(hostile, (parts) => {
        const words = parts.join("").replace(/[\n\r\u2028\u2029()⚠⏳—–@#\-[\]]/g, " ");
        const tree = (said: string) =>
          `## Objective: O ${said} (@o)\n- [ ] W ${said} (@w)\n- [ ] V (@v) ⚠ stuck: S ${said}\n`;
        expect(shapeOf(tree(words))).toEqual(shapeOf(tree(words.replace(/[<>&"'=`]/g, "x"))));
      }),
      { numRuns: 30 },
    );
  });
});

describe("tree --html", () => {
  const tree = "planning/_state/PREREQUISITES.md";

  test("writes where git ignores it, over itself alone, and exits as the table does", async () => {
    const root = await scaffolded();
    await writeFiles(root, { [tree]: samples.usual });
    for (let time = 0; time < 2; time++) {
      expect(await runHere(["tree", "--html"], { cwd: root })).toEqual({
        exit: 0,
        stdout: "Written: planning/.plan-init/local/tree.html\n",
        stderr: "",
      });
    }
    const page = await readFile(join(root, "planning/.plan-init/local/tree.html"), "utf8");
    expect(page).toContain('href="../../_state/PREREQUISITES.md"');
    expect(await runHere(["tree", "--html", "README.md"], { cwd: root })).toMatchObject({ exit: 2 });
    await writeFiles(root, { [tree]: samples.circle });
    expect(await runHere(["tree", "--html"], { cwd: root })).toMatchObject({ exit: 4 });
  });

  test.each([
    [["tree", "--html", "x.html", "--dot"], "do not go together"],
    [["tree", "--html", "x.html", "--mermaid"], "do not go together"],
    [["tree", "lint", "--html", "x.html"], "only looks"],
  ])("%j is refused", async (argv, words) => {
    const root = join(await tempDir(), "repo");
    await writeFiles(root, { [tree]: samples.usual });
    const { exit, stderr } = await runHere(argv, { cwd: root });
    expect([exit, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  test("goes with --json", async () => {
    const root = join(await tempDir(), "repo");
    await writeFiles(root, { [tree]: samples.usual });
    const { stdout } = await runHere(["tree", "--json", "--html", "x.html"], { cwd: root });
    expect(JSON.parse(stdout).schema).toBe("plan-init/tree/1");
    expect(await readFile(join(root, "x.html"), "utf8")).toContain("</html>");
  });
});
