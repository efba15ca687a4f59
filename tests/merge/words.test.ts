import { describe, expect, it } from "vitest";
import { merge } from "../../src/pack/merge/index.ts";
import { textOf } from "./git.ts";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };

/** Merges lines that stand between others, both ways round; `undefined` for a conflict. */
function mergeBetween(user: string[], base: string[], incoming: string[]): string[] | undefined {
  const around = (lines: string[]): string => textOf(["first", ...lines, "last"]);
  const texts = { user: around(user), base: around(base), incoming: around(incoming) };
  const { text, conflicts } = merge({ ...texts, labels });
  const swapped = merge({ user: texts.incoming, base: texts.base, incoming: texts.user, labels });
  expect(swapped.conflicts).toBe(conflicts);
  return conflicts > 0 ? undefined : text.split("\n").slice(1, -2);
}

const sentence = "Ask only what the repository cannot tell you.";

describe("one line that both sides reworded", () => {
  it.each([
    [
      "far apart",
      "Ask just what the repository cannot tell you.",
      "Ask only what the repository cannot show you.",
      "Ask just what the repository cannot show you.",
    ],
    [
      "one word between",
      "Ask just what the repository cannot tell you.",
      "Ask only what a repository cannot tell you.",
      "Ask just what a repository cannot tell you.",
    ],
    [
      "an insertion and a removal",
      "Ask them only what the repository cannot tell you.",
      "Ask only what the repository cannot tell.",
      "Ask them only what the repository cannot tell.",
    ],
    [
      "the same edit, and one more",
      "Ask just what the repository cannot tell you.",
      "Ask just what the repository cannot show you.",
      "Ask just what the repository cannot show you.",
    ],
    ["both ends", `So: ${sentence}`, `${sentence} Then go.`, `So: ${sentence} Then go.`],
    [
      "white space and a far word",
      "Ask  only what the repository cannot tell you.",
      "Ask only what the repository cannot show you.",
      "Ask  only what the repository cannot show you.",
    ],
  ])("%s: merged", (_, user, incoming, expected) => {
    expect(mergeBetween([user], [sentence], [incoming])).toEqual([expected]);
  });

  it.each([
    [
      "the same word",
      "Ask just what the repository cannot tell you.",
      "Ask merely what the repository cannot tell you.",
    ],
    [
      "neighbouring words",
      "Ask just what the repository cannot tell you.",
      "Ask only that the repository cannot tell you.",
    ],
    [
      "an insertion right behind a reworded word",
      "Ask just what the repository cannot tell you.",
      "Ask only exactly what the repository cannot tell you.",
    ],
    [
      "an insertion right in front of a reworded word",
      "Ask just what the repository cannot tell you.",
      "Ask them only what the repository cannot tell you.",
    ],
    [
      "two insertions at one point",
      "Ask them only what the repository cannot tell you.",
      "Ask people only what the repository cannot tell you.",
    ],
    ["a reworded word among removed ones", "Ask only what you.", "Ask only what the repository could not tell you."],
    [
      "a reworded word at the edge of removed ones",
      "Ask only what the repository.",
      "Ask only what the code cannot tell you.",
    ],
    [
      "white space beside a reworded word",
      "Ask  only what the repository cannot tell you.",
      "Ask just what the repository cannot tell you.",
    ],
    [
      "only punctuation between",
      "Ask only what the repository cannot tell you!",
      "Ask only what the repository cannot tell them.",
    ],
    [
      "less than half survives",
      "Tell them whatever the repository cannot tell you.",
      "Ask only what the folder might reveal soon.",
    ],
    [
      "the same word added in different places",
      "Please ask: ask only what the repository cannot tell you.",
      "Ask only what the repository cannot tell you, ask:",
    ],
    [
      "a word moved by one and removed by the other",
      "Ask what the repository cannot tell you only.",
      "Ask what the repository cannot tell you.",
    ],
    [
      "a word moved by both to different places",
      "Ask what only the repository cannot tell you.",
      "Ask what the repository cannot tell you only.",
    ],
  ])("%s: a conflict", (_, user, incoming) => {
    expect(mergeBetween([user], [sentence], [incoming])).toBeUndefined();
  });

  it.each([
    [
      "a sentence turned around, although every word is still there",
      "hotel india foxtrot golf alpha bravo charlie delta echo",
      "alpha bravo charlie delta echo foxtrot golf hotel india",
      "alpha BRAVO charlie delta echo foxtrot golf hotel india",
    ],
    [
      "one of two equal words removed by each",
      "big cat sees one and the small dog",
      "the big cat sees one and the small dog",
      "the big cat sees one and small dog",
    ],
    ["no word at all", "| | a |", "| | |", "| b | |"],
    ["a script without spaces", "计划必须可以观察到", "计划必须可以观察", "计划应该可以观察"],
  ])("%s: a conflict", (_, user, base, incoming) => {
    expect(mergeBetween([user], [base], [incoming])).toBeUndefined();
  });

  it.each([
    [
      "a renumbered item, reworded",
      "1. first read the plan",
      "2. first read the plan",
      "1. first read the whole plan",
      "2. first read the whole plan",
    ],
    [
      "a heading one level down, reworded",
      "## The goals of this plan",
      "### The goals of this plan",
      "## The goals of the plan",
      "### The goals of the plan",
    ],
    ["a quoted line, reworded", "a b c d", "> a b c d", "a b c e", "> a b c e"],
  ])("what a line is and what it says are independent: %s", (_, base, user, incoming, expected) => {
    expect(mergeBetween([user], [base], [incoming])).toEqual([expected]);
  });

  it("ticked and unticked in other words is no agreement", () => {
    const [user, base, incoming] = ["- [x] read it all first", "- [ ] read it all first", "- [X] read it all first"];
    expect(mergeBetween([user], [base], [incoming])).toBeUndefined();
  });
});

describe("several lines", () => {
  const base = ["- run the unit tests", "- run the slow tests", "- run the lint"];

  it("are merged each on its own", () => {
    const user = ["- run the unit tests twice", "- run our slow tests", "- run the lint"];
    const incoming = ["- run all unit tests", "- run the slow tests", "- run the lint now"];
    expect(mergeBetween(user, base, incoming)).toEqual([
      "- run all unit tests twice",
      "- run our slow tests",
      "- run the lint now",
    ]);
  });

  it("conflict as a whole when one of them does", () => {
    const user = ["- run the unit tests twice", "- never run the slow ones", "- run the lint"];
    const incoming = ["- run all unit tests", "- skip what takes long", "- run the lint"];
    expect(mergeBetween(user, base, incoming)).toBeUndefined();
  });

  it("that do not pair up by number are not merged: one removed at the top, one added at the end", () => {
    const user = ["- run the slow tests", "- run the smoke tests", "- run the lint"];
    const incoming = ["- run the unit tests", "- run the slow tests nightly", "- run the lint"];
    expect(mergeBetween(user, base, incoming)).toBeUndefined();
  });

  it("that swapped places and were reworded are not merged, although each would be", () => {
    const before = ["alpha one two three four five six", "bravo one two three four five six"];
    const user = ["bravo one two three four five six!", "alpha one two three four five six!"];
    const incoming = ["alpha one 2 three four five six", "bravo one two three four five six"];
    expect(mergeBetween([user[0] ?? ""], [before[0] ?? ""], [incoming[0] ?? ""])).toBeDefined();
    expect(mergeBetween(user, before, incoming)).toBeUndefined();
  });

  it("that were shuffled and edited are not merged", () => {
    const user = ["- run the slow tests now", "- run the unit tests now", "- run the lint"];
    const incoming = ["- run the unit tests daily", "- run the slow tests nightly", "- run the lint"];
    expect(mergeBetween(user, base, incoming)).toBeUndefined();
  });

  it("are only tried up to a hundred at a time", () => {
    const many = (count: number, wrap: (line: string) => string): string[] =>
      Array.from({ length: count }, (_, n) => wrap(`one two three line${n} four five six`));
    const attempt = (count: number) =>
      mergeBetween(
        many(count, (line) => `${line} user`),
        many(count, (line) => line),
        many(count, (line) => `template ${line}`),
      );
    expect(attempt(100)).toHaveLength(100);
    expect(attempt(101)).toBeUndefined();
  });

  it("of different numbers are not merged", () => {
    const user = ["- run the unit tests twice", "- run the slow tests", "- and read the report", "- run the lint"];
    const incoming = ["- run all unit tests", "- run all slow tests", "- run the lint"];
    expect(mergeBetween(user, base, incoming)).toBeUndefined();
  });
});
