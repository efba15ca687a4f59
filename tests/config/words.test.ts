import { describe, expect, it } from "vitest";
import { visible } from "../../src/config/words.ts";

describe("what is printed of untrusted text", () => {
  it.each([
    ["plain words – grün 中文 🎉", "plain words – grün 中文 🎉"],
    ["a\nb\tc\rd", "a\\nb\\tc\\rd"],
    ["\u001b[31mred", "\\u001b[31mred"],
    ["soft\u00adhyphen", "soft\\u00adhyphen"],
    ["\u202eright to left", "\\u202eright to left"],
    ["\u061carabic mark", "\\u061carabic mark"],
    ["zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"],
    ["tag\u{e0041}", "tag\\u{e0041}"],
    ["line\u2028end", "line\\u2028end"],
  ])("%j", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it("is cut between characters", () => {
    expect(visible("abcdef", 4)).toBe("abc…");
    expect(visible("ab🎉🎉", 4)).toBe("ab…");
  });
});
