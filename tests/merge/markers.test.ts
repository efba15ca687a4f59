import { describe, expect, it } from "vitest";
import { findConflictMarkers, merge } from "../../src/pack/merge/index.ts";
import { textOf } from "./git.ts";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };

/** Merges texts whose one line differs everywhere, between lines that are the same everywhere. */
function conflictIn(before: string[], after: string[] = []): string {
  const around = (line: string): string => textOf([...before, line, ...after]);
  return merge({ user: around("mine"), base: around("old"), incoming: around("theirs"), labels }).text;
}

describe("marker width", () => {
  it.each([
    ["usually seven", ["text"], 7],
    ["a short rule", ["Title", "======"], 7],
    ["a setext heading of seven", ["Title", "======="], 8],
    ["a long setext heading", ["Title", "=".repeat(30)], 31],
    ["a literal marker", ["<<<<<<< yours"], 8],
    ["a conflict within a conflict", ["<<<<<<<< yours", ">>>>>>> other"], 9],
    ["nested quotes", [">>>>>>>>> deep"], 10],
    ["runs inside a line do not count", ["a ======== b", " ========"], 7],
  ])("%s", (_, before, width) => {
    const lines = conflictIn(before).split("\n").slice(before.length);
    expect(lines).toEqual([
      `${"<".repeat(width)} yours`,
      "mine",
      `${"|".repeat(width)} template 1.0.0`,
      "old",
      "=".repeat(width),
      "theirs",
      `${">".repeat(width)} template 1.1.0`,
      "",
    ]);
  });

  it("is the same for all conflicts of a file, whichever text holds the run", () => {
    const base = textOf(["a", "b", "c"]);
    const { text } = merge({
      user: textOf(["A", "b", "C"]),
      base,
      incoming: textOf(["x", "b", "x", "======="]),
      labels,
    });
    expect(text.match(/^<+ yours$/gm)).toEqual(["<<<<<<<< yours", "<<<<<<<< yours"]);
  });

  it("a label with a line break does not break the marker", () => {
    const texts = { user: "mine\n", base: "old\n", incoming: "theirs\n" };
    const { text } = merge({ ...texts, labels: { ...labels, incoming: "template 1\n>>>>>>> x" } });
    expect(text.split("\n").at(-2)).toBe(">>>>>>> template 1 >>>>>>> x");
  });
});

describe("findConflictMarkers", () => {
  it.each([
    ["a whole conflict", conflictIn(["a"]), { line: 2, width: 7 }],
    ["a wide one", conflictIn(["Title", "======="]), { line: 3, width: 8 }],
    ["with CRLF and a byte order mark", `\uFEFF${conflictIn([]).replaceAll("\n", "\r\n")}`, { line: 1, width: 7 }],
    ["only the middle is left", "a\n||||||| template 1.0.0\nb\n", { line: 2, width: 7 }],
    ["only the end is left, without a final newline", "a\nb\n>>>>>>> template 1.1.0", { line: 3, width: 7 }],
    [
      "inside a fence, where a template may well have changed",
      `\`\`\`\n${conflictIn(["x"])}\`\`\`\n`,
      { line: 3, width: 7 },
    ],
  ])("%s", (_, text, expected) => {
    expect(findConflictMarkers(text)).toEqual(expected);
  });

  it.each([
    ["empty", ""],
    ["resolved", "a\nmine\nb\n"],
    ["a setext heading", "Title\n=======\n"],
    ["git's own conflict, which is git's to find", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n"],
    ["markers quoted in a line", "the line `<<<<<<< yours` starts a conflict\n"],
    ["indented markers", "    <<<<<<< yours\n"],
    ["a narrow marker", "<<<<<< yours\n"],
    ["another label", "<<<<<<< yours truly\n>>>>>>> templates\n"],
  ])("nothing: %s", (_, text) => {
    expect(findConflictMarkers(text)).toBeUndefined();
  });

  it("passes over what the template itself shows as an example", () => {
    const template = textOf(["```", "<<<<<<< yours", ">>>>>>> template 2", "```"]);
    expect(findConflictMarkers(template)).toEqual({ line: 2, width: 7 });
    expect(findConflictMarkers(template, template)).toBeUndefined();
    const conflicted = conflictIn(template.split("\n").slice(0, -1));
    expect(findConflictMarkers(conflicted, template)).toEqual({ line: 5, width: 8 });
  });
});
