import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dropBlock, findBlock, gapBefore, putBlock } from "../../src/pack/block.ts";

const path = "CLAUDE.md";

/** Texts in every style of line ends, with and without a byte-order mark and a final newline. */
const texts = fc
  .record({
    lines: fc.array(fc.constantFrom("", " ", "a", "# b", "\t", "x  "), { minLength: 1, maxLength: 6 }),
    eol: fc.constantFrom("\n", "\r\n"),
    bom: fc.boolean(),
    final: fc.boolean(),
  })
  .map(({ lines, eol, bom, final }) => (bom ? "\uFEFF" : "") + lines.join(eol) + (final ? eol : ""));

describe("a block", () => {
  it("goes in after one blank line and comes out without a trace, whatever the text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const whole = putBlock(text, path, "inside\n");
        expect(findBlock(whole, path)).toMatchObject({ kind: "found" });
        expect(dropBlock(whole, path, { gap: gapBefore(text) })).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["a\r\n", "a\r\n\r\n<!--"],
    ["a\n", "a\n\n<!--"],
    ["a", "a\n\n<!--"],
    ["a\r\n\r\n", "a\r\n\r\n<!--"],
    ["", "<!--"],
  ])("stands one blank line below %j", (text, start) => {
    expect(putBlock(text, path, "x\n").slice(0, start.length)).toBe(start);
  });
});
