import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Change, compareOutlines } from "../../../src/plan/compare.ts";
import { fingerprint, type Outline, outlineOf } from "../../../src/plan/outline.ts";
import { parsePlan } from "../../../src/plan/parse/index.ts";
import { isSampled } from "../../helpers/sample.ts";
import { draft } from "../support/draft.ts";
import { restructured, reworded } from "../support/edits.ts";
import { plainStyle, style } from "../support/style.ts";
import { written } from "../support/write.ts";

const read = (text: string): Outline => outlineOf(parsePlan(text));
const wordsOf = (changes: readonly Change[]): string[] => changes.map(({ words }) => words);
const numRuns = isSampled ? 10 : 30;
// Shrinking a whole plan takes minutes.
const hasty = { endOnFailure: true };

describe("the fingerprint", () => {
  test("does not see how a plan is written", () => {
    fc.assert(
      fc.property(draft, style, style, (plan, one, other) => {
        const [a, b] = [read(written(plan, one)), read(written(plan, other))];
        expect(compareOutlines(a, b)).toEqual([]);
        expect(fingerprint(a)).toBe(fingerprint(b));
      }),
      { numRuns, ...hasty },
    );
  });

  test("does not see wording, statuses, outcomes, timestamps, baseline, iteration and changelog", () => {
    const pairs = draft.chain((plan) => fc.tuple(fc.constant(plan), reworded(plan)));
    fc.assert(
      fc.property(pairs, style, ([plan, other], look) => {
        const [a, b] = [read(written(plan, plainStyle)), read(written(other, look))];
        expect(compareOutlines(a, b)).toEqual([]);
        expect(fingerprint(a)).toBe(fingerprint(b));
      }),
      { numRuns, ...hasty },
    );
  });

  test("sees each structural change, and the comparison names it", () => {
    const pairs = draft.chain((plan) => fc.tuple(fc.constant(plan), restructured(plan)));
    fc.assert(
      fc.property(pairs, style, ([plan, edit], look) => {
        const [a, b] = [read(written(plan, look)), read(written(edit.draft, plainStyle))];
        expect(fingerprint(a)).not.toBe(fingerprint(b));
        expect(wordsOf(compareOutlines(a, b))).toEqual(expect.arrayContaining(edit.words));
      }),
      { numRuns: 2 * numRuns, ...hasty },
    );
  });
});

const shape = (id: string, over: Partial<Outline["milestones"][number]> = {}): Outline["milestones"][number] => ({
  id,
  validations: ["$ npm test"],
  files: ["src/a.ts"],
  dependsOn: [],
  slots: ["change", "files", "rollback", "validation"],
  ...over,
});

const outline = (over: Partial<Outline> = {}): Outline => ({
  milestones: [shape("M1"), shape("M2"), shape("M3")],
  items: { G1: [], R1: ["mitigation", "next action"] },
  scope: { in: ["the login form"], out: ["billing"] },
  ...over,
});

const milestones = (...ids: string[]) => outline({ milestones: ids.map((id) => shape(id)) });
const second = (over: Partial<Outline["milestones"][number]>) =>
  outline({ milestones: [shape("M1"), shape("M2", over), shape("M3")] });

describe("the comparison", () => {
  test.each<[string, Outline, string[]]>([
    ["nothing", outline(), []],
    ["a new milestone", milestones("M1", "M2", "M3", "M4"), ["M4 added"]],
    ["a milestone less", milestones("M1", "M3"), ["M2 removed"]],
    ["all of them gone", milestones(), ["M1 removed", "M2 removed", "M3 removed"]],
    ["another id", milestones("M1", "M4", "M3"), ["M4 added", "M2 removed"]],
    ["an id that stands twice", milestones("M1", "M2", "M2", "M3"), ["M2 added once more"]],
    ["neighbours in another order", milestones("M2", "M1", "M3"), ["order: M2 before M1"]],
    ["the last one first", milestones("M3", "M1", "M2"), ["order: M3 before M1"]],
    ["everything the other way round", milestones("M3", "M2", "M1"), ["order: M3 before M2", "order: M2 before M1"]],
    [
      "a new one between two that changed places",
      milestones("M2", "M4", "M1", "M3"),
      ["M4 added", "order: M2 before M1"],
    ],
    ["another command", second({ validations: ["$ npm run e2e"] }), ["M2 validation changed"]],
    [
      "the same commands in another order",
      second({ validations: ["manual", "$ npm test"] }),
      ["M2 validation changed"],
    ],
    ["other files", second({ files: ["src/b.ts"] }), ["M2 files changed"]],
    ["another dependency", second({ dependsOn: ["M1"] }), ["M2 dependencies changed"]],
    ["a slot filled", second({ slots: [...shape("M2").slots, "dependsOn"] }), ["M2 depends on filled"]],
    ["a slot emptied", second({ slots: ["change", "files", "validation"] }), ["M2 rollback emptied"]],
    ["a new item", outline({ items: { ...outline().items, Q1: [] } }), ["Q1 added"]],
    ["an item less", outline({ items: { G1: [] } }), ["R1 removed"]],
    ["a slot of an item", outline({ items: { G1: [], R1: ["mitigation"] } }), ["R1 next action emptied"]],
    [
      "an item called like what every object has",
      outline({ items: { ...outline().items, constructor: [] } }),
      ["constructor added"],
    ],
    [
      "more in scope",
      outline({ scope: { in: ["the api", "the login form"], out: ["billing"] } }),
      ["scope: in: the api added"],
    ],
    ["less out of scope", outline({ scope: { in: ["the login form"], out: [] } }), ["scope: out: billing removed"]],
    [
      "an item of the scope said twice",
      outline({ scope: { in: ["the login form"], out: ["billing", "billing"] } }),
      ["scope: out: how often an item stands there changed"],
    ],
  ])("names %s", (_, after, words) => {
    expect(wordsOf(compareOutlines(outline(), after))).toEqual(words);
    expect(fingerprint(after) === fingerprint(outline())).toBe(words.length === 0);
  });

  const id = fc.constantFrom("M1", "M2", "M3");
  // Few values, so that plans that differ in one thing alone come up often.
  const few = (...texts: string[]) => fc.subarray(texts);
  const anyOutline: fc.Arbitrary<Outline> = fc.record({
    milestones: fc.array(
      fc.record({
        id,
        validations: fc.constantFrom(["$ a"], ["$ a"], ["$ a", "manual"]),
        files: fc.constant(["a.ts"]),
        dependsOn: fc.constantFrom([], [], ["M1"]),
        slots: fc.constantFrom(["change"], ["change"], []),
      }),
      { maxLength: 4 },
    ),
    items: fc.dictionary(fc.constantFrom("G1", "R1", "__proto__"), few("check", "mitigation")),
    scope: fc.record({ in: fc.array(fc.constantFrom("a", "b"), { maxLength: 3 }), out: few("a", "b") }),
  });
  const sortedScope = ({ milestones, items, scope }: Outline): Outline => ({
    milestones,
    items,
    scope: { in: scope.in.toSorted(), out: scope.out.toSorted() },
  });

  test("sees an id that stands twice change places", () => {
    const changes = compareOutlines(milestones("M1", "M2", "M1"), milestones("M1", "M1", "M2"));
    expect(wordsOf(changes)).toEqual(["order: M1 before M2"]);
  });

  test("finds something exactly where the fingerprints differ", () => {
    fc.assert(
      fc.property(anyOutline.map(sortedScope), anyOutline.map(sortedScope), (a, b) => {
        expect(compareOutlines(a, a)).toEqual([]);
        expect(compareOutlines(a, b).length > 0).toBe(fingerprint(a) !== fingerprint(b));
      }),
      { numRuns: isSampled ? 200 : 2000 },
    );
  });

  test("the fingerprint does not see in which order keys were put", () => {
    const { milestones, items, scope } = outline();
    const turned = {
      scope: { out: scope.out, in: scope.in },
      items: { R1: items.R1 ?? [], G1: items.G1 ?? [] },
      milestones,
    };
    expect(fingerprint(turned)).toBe(fingerprint(outline()));
  });
});
