import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBefore } from "../../../src/strategy/tree/graph/cycles.ts";
import type { Graph } from "../../../src/strategy/tree/graph/types.ts";
import { type Judged, select } from "../../../src/strategy/tree/select.ts";
import { judged } from "./support.ts";

/** A tree as numbers, for which every answer can be worked out from the definition. */
interface Sketch {
  /** Ticked or not, by prerequisite. */
  ticked: boolean[];
  /** Prerequisites listed by each objective. */
  lists: number[][];
  /** Objectives that each objective lists. */
  references: number[][];
  /** What each prerequisite depends on. */
  depends: number[][];
}

const render = ({ ticked, lists, references, depends }: Sketch): string =>
  [
    ...lists.flatMap((list, o) => [
      `## Objective: Number ${o} (@o${o})`,
      ...(references[o] ?? []).map((other) => `- [ ] Objective ${other} (@o${other})`),
      ...list.map((p) => `- [${ticked[p] ? "x" : " "}] Prerequisite ${p} (#${p})`),
    ]),
    "## Prerequisites",
    ...ticked.map((is, p) => {
      const after = (depends[p] ?? []).map((d) => `#${d}`).join(", ");
      return `- [${is ? "x" : " "}] Prerequisite ${p} (#${p})${after === "" ? "" : ` — depends on ${after}`}`;
    }),
  ].join("\n");

/** Every pair of "before → after", straight from the sketch. */
function pairs({ lists, references, depends }: Sketch): [string, string][] {
  return [
    ...lists.flatMap((list, o) => list.map((p): [string, string] => [`#${p}`, `@o${o}`])),
    ...references.flatMap((list, o) => list.filter((r) => r !== o).map((r): [string, string] => [`@o${r}`, `@o${o}`])),
    ...depends.flatMap((list, p) => list.map((d): [string, string] => [`#${d}`, `#${p}`])),
  ];
}

/** Everything that a pair leads to from a start, found by trying all pairs until nothing new comes. */
function reachable(from: string, all: readonly [string, string][]): Set<string> {
  const reached = new Set([from]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const [before, after] of all) if (reached.has(before)) reached.add(after);
  }
  return reached;
}

/** Objectives that are DONE, by trying again until nothing changes. */
function doneOf({ ticked, lists, references }: Sketch): Set<string> {
  const done = new Set<string>();
  for (let size = -1; size < done.size; ) {
    size = done.size;
    lists.forEach((list, o) => {
      const others = (references[o] ?? []).filter((r) => r !== o);
      const own = (references[o] ?? []).includes(o);
      const isListed = list.length + others.length > 0;
      if (!own && isListed && list.every((p) => ticked[p]) && others.every((r) => done.has(`@o${r}`)))
        done.add(`@o${o}`);
    });
  }
  return done;
}

const nodeOf = ({ byId }: Graph, id: string): number => byId.get(id) ?? -1;

const sketches = (isAcyclic: boolean): fc.Arbitrary<Sketch> =>
  fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 40 })).chain(([prerequisites, objectives]) => {
    const upTo = (bound: number, size: number): fc.Arbitrary<number[]> =>
      bound <= 0 ? fc.constant([]) : fc.uniqueArray(fc.integer({ min: 0, max: bound - 1 }), { maxLength: size });
    const each = <T>(count: number, make: (index: number) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
      fc.tuple(...Array.from({ length: count }, (_, index) => make(index)));
    return fc.record({
      ticked: fc.array(fc.boolean(), { minLength: prerequisites, maxLength: prerequisites }),
      lists: each(objectives, () => upTo(prerequisites, 4)),
      references: each(objectives, (o) => upTo(isAcyclic ? o : objectives, isAcyclic ? 2 : 1)),
      depends: each(prerequisites, (p) => upTo(isAcyclic ? p : prerequisites, 2)),
    });
  });

const either = fc.oneof(sketches(true), sketches(false));

function scoresByDefinition(sketch: Sketch): Map<string, number> {
  const all = pairs(sketch);
  const done = doneOf(sketch);
  const ids = [...sketch.ticked.map((_, p) => `#${p}`), ...sketch.lists.map((_, o) => `@o${o}`)];
  return new Map(
    ids.map((id) => [id, [...reachable(id, all)].filter((each) => each.startsWith("@") && !done.has(each)).length]),
  );
}

describe("scores", () => {
  test("are the number of open objectives that can be reached, with circles and without", () => {
    fc.assert(
      fc.property(either, (sketch) => {
        const { graph, score } = judged(render(sketch));
        const expected = scoresByDefinition(sketch);
        expect([...expected.keys()].map((id) => [id, score[nodeOf(graph, id)]])).toEqual([...expected]);
      }),
      { numRuns: 120 },
    );
  });

  test("never fall going upstream, where there is no circle", () => {
    fc.assert(
      fc.property(sketches(true), (sketch) => {
        const { graph, score, chain } = judged(render(sketch));
        const falls = graph.edges.from.filter((from, edge) => {
          const to = graph.edges.to[edge] ?? -1;
          return (score[from] ?? 0) < (score[to] ?? 0) || (chain[from] ?? 0) <= (chain[to] ?? 0);
        });
        expect([...falls]).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("count past the width of a block, and with thousands of objectives in a circle", () => {
    const objectives = Array.from(
      { length: 3000 },
      (_, o) => `## Objective: ${o} (@o${o})\n- [ ] All (#1)\n- [ ] Next (@o${(o + 1) % 3000})`,
    );
    const { graph, score, cycles } = judged(objectives.join("\n"));
    expect(score[nodeOf(graph, "#1")]).toBe(3000);
    expect(score[nodeOf(graph, "@o7")]).toBe(3000);
    expect(cycles).toMatchObject([{ size: 3000 }]);
    const star = objectives.map((text) => text.replace(/\n.*Next.*$/, ""));
    const flat = judged(star.join("\n"));
    expect(flat.score[nodeOf(flat.graph, "#1")]).toBe(3000);
    expect(flat.score[nodeOf(flat.graph, "@o7")]).toBe(1);
  });

  test("of a chain as long as a tree gets need no stack", () => {
    const items = Array.from(
      { length: 50_000 },
      (_, p) => `- [ ] Step (#${p + 1})${p === 0 ? "" : ` — depends on #${p}`}`,
    );
    const { graph, score, chain } = judged(`## Objective: Far (@far)\n${items.join("\n")}`);
    const first = nodeOf(graph, "#1");
    expect([score[first], chain[first]]).toEqual([1, 50_000]);
  });
});

describe("circles", () => {
  test("are found exactly where something can come back to itself, and are rounds of the graph", () => {
    fc.assert(
      fc.property(sketches(false), (sketch) => {
        const { graph, cycles } = judged(render(sketch));
        const all = pairs(sketch);
        const names = new Set(all.flat());
        const entangled = [...names].filter((name) =>
          all.some(([before, after]) => before === name && reachable(after, all).has(name)),
        );
        expect(cycles.reduce((sum, { size }) => sum + size, 0)).toBe(entangled.length);
        for (const { round } of cycles) {
          round.forEach((node, at) => {
            const next = round[(at + 1) % round.length] ?? -1;
            const [from, to] = [graph.nodes[node]?.id, graph.nodes[next]?.id];
            expect(all).toContainEqual([from, to]);
          });
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** The selection straight from its definition. */
function selectedByDefinition(sketch: Sketch, { graph, chain }: Judged, most: number): string[] {
  const all = pairs(sketch);
  const scores = scoresByDefinition(sketch);
  const open = sketch.ticked.flatMap((is, p) => (is ? [] : `#${p}`));
  const isResolved = (id: string): boolean => !open.includes(id);
  const frontier = open.filter(
    (id) => (scores.get(id) ?? 0) > 0 && all.every(([before, after]) => after !== id || isResolved(before)),
  );
  const chainOf = (id: string): number => chain[nodeOf(graph, id)] ?? 0;
  return frontier
    .sort(
      (a, b) =>
        (scores.get(b) ?? 0) - (scores.get(a) ?? 0) ||
        chainOf(b) - chainOf(a) ||
        (isBefore(graph.nodes[nodeOf(graph, a)], graph.nodes[nodeOf(graph, b)]) ? -1 : 1),
    )
    .slice(0, most);
}

describe("the selection", () => {
  test("is the frontier in order of score, way downstream and place", () => {
    fc.assert(
      fc.property(sketches(true), fc.integer({ min: 0, max: 6 }), (sketch, most) => {
        const all = judged(render(sketch));
        const names = select(all, most)?.constraints.map((node) => all.graph.nodes[node]?.id);
        // An objective that lists itself would have work of its own; acyclic sketches have none.
        expect(names).toEqual(selectedByDefinition(sketch, all, most));
      }),
      { numRuns: 150 },
    );
  });
});
