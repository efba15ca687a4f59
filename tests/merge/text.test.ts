import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromLines, normalise, restyle, toLines } from "../../src/pack/text.ts";

/** Texts full of what makes endings hard: both endings, stray carriage returns, byte order marks, blank lines. */
const messy = fc
  .array(fc.constantFrom("a", "b", "c", "\n", "\r\n", "\r", "\uFEFF", " ", "__proto__", "é"), { maxLength: 24 })
  .map((pieces) => pieces.join(""));

describe("normalise", () => {
  it.each([
    ["empty", "", ""],
    ["a newline is added", "a", "a\n"],
    ["CRLF", "a\r\nb\r\n", "a\nb\n"],
    ["mixed", "a\r\nb\nc", "a\nb\nc\n"],
    ["doubled carriage returns of a bad conversion", "a\r\r\nb\r", "a\nb\n"],
    ["a carriage return inside a line is content", "10%\r20%\n", "10%\r20%\n"],
    ["byte order mark", "\uFEFFa\n", "a\n"],
    ["only a byte order mark", "\uFEFF", ""],
    ["a blank last line", "a\n\n", "a\n\n"],
  ])("%s", (_, text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(messy, (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
        expect(fromLines(toLines(normalise(text)))).toBe(normalise(text));
      }),
    );
  });

  it("takes a megabyte of carriage returns in linear time", () => {
    const started = performance.now();
    normalise(`${"\r".repeat(1_000_000)}x`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe("restyle", () => {
  it.each([
    ["endings", "a\nb\n", "x\r\n", "a\r\nb\r\n"],
    ["no final newline", "a\nb\n", "x\ny", "a\nb"],
    ["a blank last line is kept although the model has no final newline", "a\n\n", "x", "a\n\n"],
    ["byte order mark", "a\n", "\uFEFFx\n", "\uFEFFa\n"],
    ["an empty model has no style", "a\n", "", "a\n"],
    ["an empty text", "", "x\r\n", ""],
    ["mixed: known lines keep their own ending", "a\nnew\nb\nc\n", "a\r\nb\nc\r\n", "a\r\nnew\r\nb\nc\r\n"],
    ["mixed: new lines take the most frequent ending", "new\na\n", "a\r\nb\nc\n", "new\na\r\n"],
  ])("%s", (_, text, like, expected) => {
    expect(restyle(text, like)).toBe(expected);
  });

  it("never changes the text itself", () => {
    fc.assert(
      fc.property(messy, messy, (text, like) => {
        expect(normalise(restyle(text, like))).toBe(normalise(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("returns the model byte for byte when only the style differs", () => {
    fc.assert(
      fc.property(messy, (like) => {
        expect(restyle(normalise(like), like)).toBe(like);
      }),
    );
  });
});
