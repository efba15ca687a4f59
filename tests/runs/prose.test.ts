import { expect, test } from "vitest";
import { cut, prose } from "../../src/runs/prose.ts";

test.each([
  ["plain words", "plain words"],
  ["*a* _b_ <c>", "\\*a\\* \\_b\\_ \\<c\\>"],
  ["- not an item\n# nor a heading", "\\- not an item \\# nor a heading"],
  ["see https://example.invalid/a_b?c=d#e.", "see `https://example.invalid/a_b?c=d#e.`"],
  ["www.example.invalid", "`www.example.invalid`"],
  ["by me@example.invalid and @somebody", "by `me@example.invalid` and `@somebody`"],
  ["a\u0007b  \t c\u0085d", "a b c d"],
  ["`https://a`b", "`` `https://a`b ``"],
  ["", ""],
])("%j becomes %j", (text, expected) => {
  expect(prose(text, 200)).toBe(expected);
});

test.each([
  ["abcdef", 6, "abcdef"],
  ["abcdef", 5, "abcd…"],
  ["🧪🧪🧪", 2, "🧪…"],
  ["abc", 0, "a…"],
])("%j cut to %i is %j", (text, length, expected) => {
  expect(cut(text, length)).toBe(expected);
});
