import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, columnsOf, padded } from "../../src/ui/columns.ts";

describe("columns of a terminal", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["é", 1],
    ["e\u0301", 1],
    ["日本語", 6],
    ["한글", 4],
    ["ｗｉｄｅ", 8],
    ["ｶﾅ", 2],
    ["🧪", 2],
    ["❤\ufe0f", 2],
    ["▁▂█", 3],
    ["…—·", 3],
    ["𝔘𠀀", 3],
  ])("%j takes %i", (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it.each([
    ["abcdef", 6, "abcdef"],
    ["abcdef", 4, "abc…"],
    ["日本語", 6, "日本語"],
    ["日本語", 5, "日本…"],
    ["日本語", 4, "日…"],
    ["ab  cdef", 4, "ab…"],
    ["e\u0301e\u0301e\u0301", 2, "e\u0301…"],
    ["abc", 0, ""],
  ])("%j cut to %i is %j", (text, most, expected) => {
    expect(clip(text, most)).toBe(expected);
  });

  it("is cut to what there is room for, and left alone where it fits", () => {
    const texts = fc.array(fc.constantFrom("a", " ", "日", "🧪", "e\u0301", "\u200d", "\ud83d"), { maxLength: 30 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 40 }), (pieces, most) => {
        const text = pieces.join("");
        expect(columnsOf(clip(text, most))).toBeLessThanOrEqual(most);
        if (columnsOf(text) <= most) expect(clip(text, most)).toBe(text);
      }),
    );
  });

  it("is padded by what it takes", () => {
    expect([padded("日本", 6), padded("abcdef", 3)]).toEqual(["日本  ", "abcdef"]);
  });
});
