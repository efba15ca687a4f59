import { describe, expect, it } from "vitest";
import { parsePlan } from "../../src/plan/parse/index.ts";
import { type Check, changeOf, tasksOf } from "../../src/verify/checks.ts";
import { hasPassed } from "../../src/verify/outcome.ts";
import { hasPrinted, type Printed, printsIn } from "../../src/verify/prints.ts";

/** The checks of a milestone with this validation. */
function checksOf(validation: string): Check[] {
  const plan = parsePlan(`# Canonical plan: x\n\n## Milestones\n\n### M1: y\n\n- Validation: ${validation}\n`);
  return tasksOf(plan)[0]?.checks ?? [];
}

const printsOf = (validation: string) => checksOf(validation).map(({ prints }) => prints);

const number = (text: string): Printed => ({ kind: "number", text });
const text = (words: string): Printed => ({ kind: "text", text: words });

describe("what a plan says, to the letter, that a command prints", () => {
  it.each<[string, (Printed | undefined)[]]>([
    ["`a` → prints 2", [number("2")]],
    ["`a` → prints 2.", [number("2")]],
    ["`a` → exit 0, prints -1.5, and nothing else", [number("-1.5")]],
    ["`a` → exit 1 and prints 0", [number("0")]],
    ["`a` → Prints `2`", [number("2")]],
    ["`a` → exit 0; prints `two  words`", [text("two words")]],
    ["`a` → prints `p99`\n  below 5 ms", [text("p99")]],
    ["`a` → prints **`x`**", [text("x")]],
    ["\n  - `a` → prints 1\n  - `b` → prints `x`", [number("1"), text("x")]],
    ["`a` → prints `x`; `b` → prints `y`", [text("x"), text("y")]],
    ["`a` and `b` → prints `x`", [undefined, text("x")]],
    ["`a` and `b` → prints 3", [undefined, number("3")]],
  ])("%s", (validation, printed) => expect(printsOf(validation)).toEqual(printed));

  it.each([
    ["nothing", "`a`"],
    ["an exit status", "`a` → exit 0"],
    ["a total, which changes with honest work", "`a` → prints 12 passed"],
    ["a total of code", "`a` → prints 12 `ok` lines"],
    ["a bound", "`a` → prints at most 3"],
    ["a range", "`a` → prints 2–5"],
    ["one of several numbers", "`a` → prints 2, 3 or 4"],
    ["a list of numbers", "`a` → prints 2, 3"],
    ["one of several texts", "`a` → prints `x` or `y`"],
    ["one of a longer list", "`a` → prints `x`, `y` or `z`"],
    ["a condition behind it", "`a` → prints `x` unless the cache is warm"],
    ["a condition before it", "`a` → if it prints `x`, it is right"],
    ["what is not printed", "`a` → exit 0, never prints `x`"],
    ["what is not printed, in other words", "`a` → does not print `x`"],
    ["words without marks", "`a` → prints hello"],
    ["words before the code", "`a` → prints a line with `x`"],
    ["code that goes on as a word", "`a` → prints `x`es"],
    ["the place of something", "`a` → prints `<n> passed`"],
    ["a part of something", "`a` → prints `v1.…`"],
    ["a person's steps", "manual: run `a` → prints `x`"],
  ])("is not %s: %s", (_, validation) => expect(printsOf(validation)).toEqual([undefined]));
});

it("a slot of fifty thousand checks is read in one go", () => {
  const lines = Array.from({ length: 50_000 }, (_, line) => line);
  const checks = lines.map((line) => {
    const command = `c${line}`;
    return { kind: "command" as const, command, text: command, expected: `prints x${line}`, line, column: 1 };
  });
  const codes = checks.flatMap(({ command, line }) => [
    { text: command, line, column: 1 },
    { text: `x${line}`, line, column: 20 },
  ]);
  expect(printsIn({ checks, codes })).toEqual(lines.map((line) => text(`x${line}`)));
});

describe("an output", () => {
  it.each<[string, Printed, boolean]>([
    ["2", number("2"), true],
    ["noise\n2\n\n", number("2"), true],
    ["2\nnoise", number("2"), false],
    ["1", number("2"), false],
    ["12", number("2"), false],
    ["21", number("2"), false],
    ["-2", number("2"), false],
    ["0.2", number("2"), false],
    ["2.5", number("2"), false],
    ["1,002", number("1"), false],
    ["1,002", number("002"), false],
    ["v2", number("2"), false],
    ["2ms", number("2"), false],
    ["found 2.", number("2"), true],
    ["2 src/a.ts", number("2"), true],
    ["n=2;", number("2"), true],
    ["1x5", number("1.5"), false],
    ["-1.5", number("-1.5"), true],
    ["", number("0"), false],
    ["a\nit says   two\nwords here", text("two words"), true],
    ["Two words", text("two words"), false],
    ["x", text("x+"), false],
    ["", text("x"), false],
  ])("%j has %j: %s", (output, printed, has) => expect(hasPrinted(output, printed)).toBe(has));

  it("counts beside the exit status, where it was kept", () => {
    const [check] = checksOf("`a` → exit 1, prints 2") as [Check];
    const ended = (exit: number, tail: string | undefined) => ({ exit, signal: null, timedOut: false, tail });
    expect(hasPassed(ended(1, "2"), check)).toBe(true);
    expect(hasPassed(ended(1, "3"), check)).toBe(false);
    expect(hasPassed(ended(0, "2"), check)).toBe(false);
    expect(hasPassed(ended(1, undefined), check)).toBe(true);
  });
});

it.each([
  ["`a` → prints 2", "`a` → exit 0, prints 2", undefined],
  ["`a` → prints 2", "`a` → prints `2`", undefined],
  ["`a` → exit 0", "`a` → exit 0, prints 2", undefined],
  ["`a` → prints 2", "`a` → prints 3", "it was to print `2`"],
  ["`a` → prints `x`", "`a` → exit 0", "it was to print `x`"],
  ["`a` → prints 2", "`a` → exit 1, prints 2", "it was to end with exit 0"],
])("settled as %s, now %s", (before, now, change) => {
  const settled = { kind: "plan", tasks: [{ id: "M1", title: "y", checks: checksOf(before) }] } as const;
  expect(checksOf(now).map((check) => changeOf(check, settled))).toEqual([change]);
});
