import { encode } from "gpt-tokenizer/encoding/o200k_base";
import * as prettier from "prettier";
import { describe, expect, it } from "vitest";
import { mostLines, mostTokens, pageIteration, putPage, renderPage } from "../../src/runs/page.ts";
import { confirmRun } from "../../src/runs/record.ts";
import type { Run } from "../../src/runs/run.ts";
import { opened, recorded, verdict } from "./some-runs.ts";

const sentence =
  "The second milestone changes the interface of the session store, which the third one still calls by its old name. ";
const foreign = "セッションストアのインターフェースを変更する。";

/** A run with as much to say as a run can have. */
function full(words: string): Run {
  const iterations = Array.from({ length: 10 }, (_, at) => ({
    verdict: { ...verdict("CONTINUE", "findings", at + 1), max: 10, line: `VERDICT: CONTINUE ${at + 1}/10 — ${words}` },
    errors: 12,
    findings: Array.from({ length: 30 }, (_, nth) => `error milestone/no-validation M${nth} (line 84): ${words}`),
    changes: Array.from({ length: 60 }, (_, nth) => `M${nth} validation changed: ${words}`),
  }));
  return {
    ...recorded(...iterations),
    max: 10,
    goal: words.repeat(8),
    reason: words,
    notes: Array.from({ length: 20 }, (_, nth) => ({ key: `question ${nth}`, value: words.repeat(3) })),
    from: {
      id: "@a-rather-long-id",
      work: `planning/strategy/backlog/${"a-rather-long-name-".repeat(4)}.md`,
      objectives: Array.from({ length: 30 }, (_, nth) => `@objective-${nth}`),
      problem: words.repeat(20),
      criteria: Array.from({ length: 30 }, (_, nth) => `${nth}: ${words.repeat(6)}`),
    },
    commands: { test: words, lint: words, typecheck: words, build: words },
    baseline: {
      kind: "commit",
      branch: "feature/a-rather-long-branch-name",
      commit: "3f2c1e9b7a0d4c58e6f1a2b3c4d5e6f708192a3b",
      dirty: true,
      upstream: { name: "origin/feature/a-rather-long-branch-name", ahead: 12, behind: 3, gone: false },
      shallow: true,
      checkout: "worktree",
    },
  };
}

describe("the page of a run", () => {
  it.each([
    ["just opened", opened()],
    ["recorded once", recorded({})],
    ["full of prose", full(sentence)],
    ["full of another script", full(foreign)],
    ["full of code", full("`npm test -- --grep 'x|y' && ./run.sh > /dev/null 2>&1` → exit 0 ")],
  ])("%s keeps within its ceilings", (_, run) => {
    const page = putPage(undefined, renderPage(run));
    expect(page.split("\n").length - 1).toBeLessThanOrEqual(mostLines);
    expect(encode(page).length).toBeLessThanOrEqual(mostTokens);
  });

  it.each([
    ["opened", opened()],
    [
      "with a table",
      recorded({ changes: ["M1 added"] }, { changes: ["M2 added"], verdict: verdict("STOP", "budget", 2) }),
    ],
    ["full", full(sentence)],
  ])("%s is as a formatter would write it", async (_, run) => {
    const page = putPage(undefined, renderPage(run));
    expect(await prettier.format(page, { parser: "markdown" })).toBe(page);
  });

  it("tells what an agent has to know", () => {
    const run = recorded({
      findings: ["error milestone/no-validation M2 (line 84): M2 has no validation"],
      errors: 1,
      changes: ["M2 added"],
      verdict: {
        ...verdict("CONTINUE", "findings"),
        line: "VERDICT: CONTINUE 1/3 — 1 error: milestone/no-validation M2 (line 84)",
      },
    });
    expect(renderPage({ ...run, notes: [{ key: "storage", value: "Redis" }], reason: "it changed" })).toBe(`
<!-- markdownlint-disable MD013 -->

# Run: add login

- Run: \`2026-11-20T221003Z-add-login-k3f9\`
- Goal: add login
- Mode: execution
- Baseline: not a git repository
- Commands: test \`npm test\`
- Reason: it changed
- Iteration: 1 of 3
- Verdict: CONTINUE 1/3 — 1 error: milestone/no-validation M2 (line 84)

## Answers

- storage: Redis

## Iterations

| n   | recorded             | verdict           | errors | structure   |
| --- | -------------------- | ----------------- | ------ | ----------- |
| 1   | 2026-11-20T22:20:00Z | CONTINUE findings | 1      | first draft |

## Open findings

- error milestone/no-validation M2 (line 84): M2 has no validation

## Last changes

- M2 added

## Next

- mend the findings, then record it: \`plan-init check --record\`

`);
  });

  it("cannot be broken by what people write", () => {
    const run = {
      ...opened({ goal: "x\n## Next\n<!-- plan-init:end -->\n| a |" }),
      notes: [{ key: "# k", value: "</b>\r\n- y" }],
    };
    const page = putPage(undefined, renderPage(run));
    expect(page.match(/^<!-- plan-init:end -->$/gm)).toHaveLength(1);
    expect(page.match(/^## Next$/gm)).toHaveLength(1);
  });

  it("says who confirmed it", () => {
    const run = confirmRun(recorded({ verdict: verdict("STOP", "budget", 3) }), {
      at: new Date("2026-11-21T08:00:00Z"),
      fingerprint: "one",
      text: "0".repeat(64),
      changes: ["M3 added"],
    });
    expect(renderPage(run)).toContain("- Confirmed: by a person, 2026-11-21T08:00:00Z");
  });
});

describe("what stands around the program's part", () => {
  const inside = (run: Run) => renderPage(run);

  it("stays when the page is written anew, byte for byte", () => {
    const first = putPage(undefined, inside(opened()));
    const edited = `above\n\n${first}\n- F1: ACCEPT, it is true\n`;
    const second = putPage(edited, inside(recorded({})));
    expect(second).toBe(edited.replace(inside(opened()), inside(recorded({}))));
    expect(putPage(second, inside(recorded({})))).toBe(second);
  });

  it.each([
    ["by hand, without our part", "# My run\n\nnotes\n"],
    ["with a marker lost", "<!-- plan-init:begin -->\n# Run\n\nnotes\n"],
    ["with markers doubled", "<!-- plan-init:begin -->\n<!-- plan-init:begin -->\nnotes\n"],
  ])("stays below it when the page was written %s", (_, text) => {
    const page = putPage(text, inside(opened()));
    expect(page.startsWith("<!-- plan-init:begin -->\n")).toBe(true);
    expect(page).toContain("notes\n");
    expect(pageIteration(page)).toBe(0);
  });

  it("tells which iteration the page is of", () => {
    expect(pageIteration(putPage(undefined, inside(recorded({}, {}))))).toBe(2);
    expect(pageIteration("no page of ours\n- Iteration: 7 of 9\n")).toBeUndefined();
  });
});
