import { stripVTControlCharacters } from "node:util";
import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { staleLines } from "../../src/commands/status/stale-text.ts";
import { statusLines } from "../../src/commands/status/text.ts";
import type { Status } from "../../src/ui/documents/status.ts";
import { emptyStatus, executingStatus, largeStatus, mapStrings, planningStatus } from "./html/samples.ts";

const plain = { paint: pc.createColors(false), width: 80 };
const screen = (status: Status) => `\n${statusLines(status, plain).join("\n")}\n`;

describe("the screen", () => {
  it("of nothing", () =>
    expect(screen(emptyStatus)).toMatchInlineSnapshot(`
    "
    No plan yet

    Next:
      - open a run: \`plan-init start "what you want to have"\`
    "
  `));
  it("of a draft", () =>
    expect(screen(planningStatus)).toMatchInlineSnapshot(`
      "
      Payments that survive a retry: being planned
      VERDICT: CONTINUE 3/3 — 2 errors: milestone/no-validation M2 (line 84), reference/unknown-id M3 (line 101)
        plan      planning/_state/CANONICAL_PLAN.md, 148 of 300 lines
        run       2026-03-12T081500Z-payments-x7, iteration 2 of 3
        review    PAUSED 4/4 — cap_blocked: the last round is played; 1 open blocker
        baseline  main @ 3f2c1e9, now main @ b81d06a, dirty

      Milestones: 0 of 3 done
        > M1  Give every request a key                               todo
          M2  Store the key of every request with what became of it  todo
          ?   Answer a repeated request from the store               ?

      Findings: 2 errors, 1 warning; \`plan-init check\` says what mends them
        error    milestone/no-validation line 84: has no validation
        error    reference/unknown-id line 101: depends on \`M9\`, which the plan does …
        warning  words/vague line 31: \`fast\` has no number

      note: uncommitted changes outside \`planning/\`: a baseline that others cannot see

      Next:
        - mend the findings, then record it: \`plan-init check --record\`
      "
    `));
  it("of a plan that is being built", () =>
    expect(screen(executingStatus)).toMatchInlineSnapshot(`
      "
      Payments that survive a retry: being built
      VERDICT: STOP 3/3 — converged: structurally complete and confirmed
        plan      planning/_state/CANONICAL_PLAN.md, 148 of 300 lines
        run       2026-03-12T081500Z-payments-x7, iteration 2 of 3
        baseline  main @ 3f2c1e9, now main @ b81d06a
        drift     2 commits on files of M4, M7, M8: b81d06a Rename the ledger's colum…
        delta     M4: partial, today
        damaged   run.json of 2025-11-02T100000Z-search-a1
        stale     1 to update or delete: \`plan-init status --stale\`

      Milestones: 3 of 11 done
          M1   Give every request a key  done     3/3 passed (old), delta done
          M2   Store the key of every …  done     3/3 passed, delta done
          M3   Answer a repeated reque…  done     3/3 passed, delta done
          M4   Let keys expire after a…  doing    1 failed, 1/3 passed (old), delta p…
        > M5   Refuse a key that comes…  todo
          M6   Show repeats to support   todo
          M7   Move the ledger behind …  blocked
          M8   Migrate what is in flig…  todo
          M9   Load test with one key …  todo
          M10  Alert when repeats pass…  todo
          M11  Write the runbook         todo
          M12  Drop the old table        dropped

      Next:
        - build \`M5\`: \`plan-init prompt dev\`
        - verify what \`M4\` claims: \`plan-init verify M4\`
        - two commits touch \`M4\`, \`M7\` and \`M8\`: read them first
      "
    `));
  it("of forty milestones", () =>
    expect(screen(largeStatus)).toMatchInlineSnapshot(`
      "
      Payments that survive a retry: being built
      VERDICT: STOP 3/3 — converged: structurally complete and confirmed
        plan      planning/_state/CANONICAL_PLAN.md, 148 of 300 lines
        run       2026-03-12T081500Z-payments-x7, iteration 2 of 3
        baseline  main @ 3f2c1e9, now main @ b81d06a
        drift     2 commits on files of M4, M7, M8: b81d06a Rename the ledger's colum…
        delta     M4: partial, today
        damaged   run.json of 2025-11-02T100000Z-search-a1
        stale     1 to update or delete: \`plan-init status --stale\`

      Milestones: 9 of 40 done
          5 more above
          M6   Show repeats to support                 done     3/3 passed, delta done
          M7   Move the ledger behind one door         done     3/3 passed, delta done
          M8   Migrate what is in flight               done     3/3 passed, delta done
          M9   Load test with one key in ten repeated  done     3/3 passed, delta done
          M10  Alert when repeats pass one in a hund…  doing
          M11  Write the runbook                       doing
        > M12  Drop the old table                      todo
          M13  Give every request a key                todo
          M14  Store the key of every request with w…  todo
          M15  Answer a repeated request from the st…  todo
          M16  Let keys expire after a day             todo
          M17  Refuse a key that comes back with ano…  todo
          23 more below

      Next:
        - build \`M5\`: \`plan-init prompt dev\`
        - verify what \`M4\` claims: \`plan-init verify M4\`
        - two commits touch \`M4\`, \`M7\` and \`M8\`: read them first
      "
    `));
  it("of the review policy", () =>
    expect(`\n${staleLines(executingStatus, plain).join("\n")}\n`).toMatchInlineSnapshot(`
      "
      update or delete: planning/_runs/2025-11-02T100000Z-search-a1
        Search in two languages: nobody has touched it for 113 days, untouched for 113
        days
        fix: go on with it: \`plan-init start --resume\`, or take the folder out of git
      "
    `));
});

const samples = { emptyStatus, planningStatus, executingStatus, largeStatus };

describe.each(Object.entries(samples))("%s", (_, status) => {
  /** The verdict stays in one piece, and so does what is for copying: commands, paths. */
  const isFolded = (line: string) => !/^VERDICT:|`|planning\//.test(line);

  it.each([60, 80, 120])("keeps to %i columns", (width) => {
    const lines = [...statusLines(status, { ...plain, width }), ...staleLines(status, { ...plain, width })];
    expect(lines.filter((line) => isFolded(line) && line.length > width)).toEqual([]);
  });

  it("fits on a screen", () => expect(statusLines(status, plain).length).toBeLessThanOrEqual(30));

  it("shows nothing that would act on a terminal", () => {
    const hostile = mapStrings(status, (text) => (/^\d{4}-\d\d-\d\d/.test(text) ? text : `\u001b[31m${text}\u202e\n`));
    const lines = [...statusLines(hostile, plain), ...staleLines(hostile, plain)];
    expect(lines.filter((line) => /[\p{Cc}\u202e]/u.test(line))).toEqual([]);
  });

  it("bounds what is without bounds", () => {
    const many = <T>(items: T[]): T[] => Array.from({ length: 50 }, () => items).flat();
    const crowded: Status = {
      ...status,
      findings: many(status.findings).map((finding, at) => ({ ...finding, rule: `rule/${at}` })),
      notes: many(status.notes),
      milestones: many(status.milestones),
      stale: many(status.stale),
      runs: { total: 10_000, open: many(status.runs.open), damaged: many(status.runs.damaged) },
    };
    expect(statusLines(crowded, plain).length).toBeLessThanOrEqual(45);
  });
});

it("is coloured where colours are wanted", () => {
  const coloured = statusLines(executingStatus, { paint: pc.createColors(true), width: 80 }).join("\n");
  expect(coloured).toContain("\u001b[32mVERDICT: STOP");
  expect(stripVTControlCharacters(coloured)).toBe(statusLines(executingStatus, plain).join("\n"));
});
