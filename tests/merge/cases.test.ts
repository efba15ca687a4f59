import { describe, expect, it } from "vitest";
import { merge } from "../../src/pack/merge/index.ts";
import { normalise } from "../../src/pack/text.ts";
import { cases } from "./cases.ts";
import { textOf } from "./git.ts";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };

describe.each(["\n", "\r\n"])("the table, with %j in the user's file", (eol) => {
  it.each(cases)("$name", ({ base, user, incoming, becomes, how }) => {
    const texts = { user: textOf(user).replaceAll("\n", eol), base: textOf(base), incoming: textOf(incoming) };
    const result = merge({ ...texts, labels });
    expect(result.hunks.map((hunk) => hunk.how)).toEqual(how);
    if (becomes === undefined) {
      expect(result.conflicts).toBeGreaterThan(0);
      return;
    }
    // An emptied file has no style left, so what comes back into it has line feeds.
    expect(result.text).toBe(textOf(becomes).replaceAll("\n", user.length > 0 ? eol : "\n"));
  });
});

describe("hunks", () => {
  it("say where they lie in the result", () => {
    const base = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const user = ["new", "a", "b", "c", "mine", "e", "f", "g", "h"];
    const incoming = ["a", "c", "theirs", "e", "f", "G1", "G2", "h"];
    const { text, hunks } = merge({ user: textOf(user), base: textOf(base), incoming: textOf(incoming), labels });
    expect(hunks).toEqual([
      { how: "line", line: 3, lines: 0 },
      { how: "conflict", line: 4, lines: 7 },
      { how: "line", line: 13, lines: 2 },
    ]);
    expect(text.split("\n").slice(3, 10)).toEqual([
      "<<<<<<< yours",
      "mine",
      "||||||| template 1.0.0",
      "d",
      "=======",
      "theirs",
      ">>>>>>> template 1.1.0",
    ]);
  });

  it("are empty when the template did not change", () => {
    expect(merge({ user: "x\n", base: "a\n", incoming: "a\r\n", labels }).hunks).toEqual([]);
  });
});

describe("conflicts", () => {
  it("show only the lines that are in doubt", () => {
    const texts = { user: "A\nb\nnew\nc\n", base: "a\nb\nc\n", incoming: "a\nB\nc\n" };
    const { text } = merge({ ...texts, labels });
    expect(text).toBe("A\n<<<<<<< yours\nb\nnew\n||||||| template 1.0.0\nb\n=======\nB\n>>>>>>> template 1.1.0\nc\n");
  });

  it.each([
    ["ours", "mine\nb\nC\n"],
    ["theirs", "theirs\nb\nC\n"],
  ] as const)("%s decides them, and nothing else", (favour, expected) => {
    const texts = { user: "mine\nb\nc\n", base: "a\nb\nc\n", incoming: "theirs\nb\nC\n" };
    const result = merge({ ...texts, labels, favour });
    expect(result).toEqual({
      text: expected,
      conflicts: 0,
      hunks: [
        { how: favour, line: 1, lines: 1 },
        { how: "line", line: 3, lines: 1 },
      ],
    });
  });

  it("strict mode does without the three additions", () => {
    const touching = { user: "A\nb\n", base: "a\nb\n", incoming: "a\nB\n" };
    const words = { user: "x b c d\n", base: "a b c d\n", incoming: "a b c y\n" };
    for (const texts of [touching, words]) {
      expect(merge({ ...texts, labels }).conflicts).toBe(0);
      expect(merge({ ...texts, labels, strict: true }).conflicts).toBe(1);
    }
  });
});

describe("the user's style", () => {
  const base = "a\nb\nc\n";
  const incoming = "a\nb\nC\n";

  it.each([
    ["CRLF", "A\r\nb\r\nc\r\n", "A\r\nb\r\nC\r\n"],
    ["CRLF, untouched", "a\r\nb\r\nc\r\n", "a\r\nb\r\nC\r\n"],
    ["mixed: kept lines keep their ending", "A\nb\r\nc\r\n", "A\nb\r\nC\r\n"],
    ["byte order mark", "\uFEFFA\nb\nc\n", "\uFEFFA\nb\nC\n"],
    ["byte order mark and CRLF", "\uFEFFa\r\nb\r\nc\r\n", "\uFEFFa\r\nb\r\nC\r\n"],
    ["final newline dropped × edited last line", "a\nb\nc", "a\nb\nC"],
    ["final newline dropped, CRLF", "A\r\nb\r\nc", "A\r\nb\r\nC"],
  ])("%s", (_, user, expected) => {
    expect(merge({ user, base, incoming, labels })).toMatchObject({ text: expected, conflicts: 0 });
  });

  it("does not matter on the template's side", () => {
    const result = merge({ user: "A\nb\nc\n", base: "\uFEFFa\r\nb\r\nc", incoming: "a\r\nb\r\nC", labels });
    expect(result).toMatchObject({ text: "A\nb\nC\n", conflicts: 0 });
  });

  it("a final newline that the user added and the last line that the template edited", () => {
    expect(merge({ user: "a\nb\n", base: "a\nb", incoming: "a\nB", labels }).text).toBe("a\nB\n");
  });

  it("a conflict is written in it, markers included", () => {
    const { text } = merge({ user: "\uFEFFmine\r\nb", base: "a\nb\n", incoming: "theirs\nb\n", labels });
    expect(text).toBe(
      "\uFEFF<<<<<<< yours\r\nmine\r\n||||||| template 1.0.0\r\na\r\n=======\r\ntheirs\r\n>>>>>>> template 1.1.0\r\nb",
    );
    expect(normalise(text)).not.toContain("\r");
  });
});
