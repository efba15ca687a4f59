import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration } from "../../src/verify/duration.ts";
import { durationWords, type ExpectedExit, expectedExit, hasPassed } from "../../src/verify/outcome.ts";
import { together } from "../../src/verify/results.ts";
import { keepTail } from "../../src/verify/tail.ts";

describe("the expected exit status of", () => {
  const outcomes: [string | undefined, ExpectedExit][] = [
    [undefined, 0],
    ["exit 0, 12 passed", 0],
    ["12 passed", 0],
    ["exit 1", 1],
    ["exits with 2", 2],
    ["exit code 3", 3],
    ["exit status: 4", 4],
    ["exited with status 5, `no such user`", 5],
    ["return code 6", 6],
    ["HTTP status 401", 0],
    ["exit 0; the answer has status 404", 0],
    ["exits non-zero", "nonzero"],
    ["a nonzero exit status", "nonzero"],
    ["exit != 0", "nonzero"],
    ["existing code 200", 0],
    ["the last line ends in `ok`", 0],
  ];
  it.each(outcomes)("%s is %s", (words, exit) => {
    expect(expectedExit(words)).toBe(exit);
  });

  it("is met by that status alone", () => {
    const ended = (exit: number | null) => ({ exit, signal: null, timedOut: false });
    const words = (expected: string) => ({ expected, prints: undefined });
    expect(hasPassed(ended(0), words("exit 0"))).toBe(true);
    expect(hasPassed(ended(1), words("exit 0"))).toBe(false);
    expect(hasPassed(ended(3), words("exits non-zero"))).toBe(true);
    expect(hasPassed(ended(null), words("exits non-zero"))).toBe(false);
    expect(hasPassed({ ...ended(0), timedOut: true }, words("exit 0"))).toBe(false);
  });
});

it.each([
  ["90", 90_000],
  ["90s", 90_000],
  ["1.5h", 5_400_000],
  ["10m", 600_000],
  ["250ms", 250],
  ["0", undefined],
  ["-1s", undefined],
  ["ten", undefined],
  ["1000h", undefined],
  ["", undefined],
])("the duration %s is %s ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each([
  [40, "0.0 s"],
  [9_940, "9.9 s"],
  [9_960, "10 s"],
  [59_600, "1 min"],
  [200_000, "3 min 20 s"],
])("%s ms is %s", (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

it("failed outweighs open, open outweighs passed, nothing is open", () => {
  expect(together([])).toBe("open");
  expect(together(["passed"])).toBe("passed");
  expect(together(["passed", "open"])).toBe("open");
  expect(together(["open", "failed", "passed"])).toBe("failed");
});

describe("the tail", () => {
  const tailOf = (...chunks: (string | Uint8Array)[]): string => {
    const tail = keepTail();
    for (const chunk of chunks) tail.push(Buffer.from(chunk as string));
    return tail.text();
  };
  const esc = "\u001b";

  it.each([
    ["colours", `${esc}[31mred${esc}[0m\n`, "red"],
    ["a title and a link", `${esc}]0;title\u0007a ${esc}]8;;http://x${esc}\\link${esc}]8;;${esc}\\`, "a link"],
    ["a progress bar", "10%\r50%\r100%\r\ndone\n", "100%\ndone"],
    ["other controls", "a\u0000b\u0008c\td", "abc\td"],
    ["blank lines at the end", "a\n\n\n", "a"],
    ["nothing", "", ""],
  ])("reads %s as a person does", (_, output, words) => {
    expect(tailOf(output)).toBe(words);
  });

  it("puts a character together that came in two chunks", () => {
    const bytes = Buffer.from("grün ✓");
    expect(tailOf(bytes.subarray(0, 3), bytes.subarray(3, 7), bytes.subarray(7))).toBe("grün ✓");
  });

  it("is the last twenty lines", () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => `line ${at}`);
    expect(tailOf(`${lines.join("\n")}\n`).split("\n")).toEqual(lines.slice(-20));
  });

  it("is short and printable, whatever comes in whatever pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 60 }), (chunks) => {
        const text = tailOf(...chunks);
        expect(text.length).toBeLessThanOrEqual(2000);
        expect(text.split("\n").length).toBeLessThanOrEqual(20);
        expect(text).not.toMatch(/[^\P{Cc}\n\t]/u);
        expect(tailOf(Buffer.concat(chunks))).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});
