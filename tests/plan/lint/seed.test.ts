import { describe, expect, test } from "vitest";
import { fileOf, scaffold, usualAnswers } from "../../templates/support/scaffold.ts";
import { findingsIn } from "./support.ts";

const seed = fileOf(scaffold(), "planning/_state/CANONICAL_PLAN.md");

/** What somebody might write in place of each slot of the template. */
const answers: Record<string, string> = {
  "<title>": "Limit failed logins",
  "<item>": "the login form",
  "<what will be true>": "Guessing a password takes years",
  "<what this leaves alone>": "Captchas",
  "<verbatim, with its source>": '"No new service" (issue 412)',
  "<observable fact>": "The sixth try gets 429",
  "<command>": "npm test -- limit",
  "<outcome>": "exit 0",
  "<claim>": "Each request has an address",
  "<sign>": "the first test of M1 sees none",
  "<behaviour, decision>": "Tries are counted by account",
  "<path>": "src/auth/limit.ts",
  "<how to undo>": "revert the commit",
  "<risk>": "Redis is down",
  "<act>": "fail open",
  "<who, what, when>": "the developer of M1 tests it before the merge",
  "<question>": "What about service accounts?",
  "<branch, commits, pull requests>": "One pull request",
  "<id>": "M1",
  "<what, why, which finding or fact>": "added, for the issue asks for it",
};

const filled = (text: string): string => text.replace(/<[^<>]+>/g, (slot) => answers[slot] ?? slot);

describe("the template of the plan", () => {
  test("as it is written, is reported slot by slot and for nothing else", () => {
    const slots = seed.split("\n").flatMap((text, index) => {
      const groups = text.split(/ — (?:check|wrong if|mitigation|next action): /);
      return groups.filter((group) => /<[^<>]+>/.test(group)).map(() => `plan/placeholder ${index + 1}`);
    });
    expect(slots.length).toBeGreaterThan(15);
    expect(findingsIn(seed, { commitExists: true }).map(({ rule, line }) => `${rule} ${line}`)).toEqual(slots);
  });

  test("filled, is clean", () => {
    expect(filled(seed)).not.toMatch(/<[a-z]/);
    expect(findingsIn(filled(seed), { commitExists: true, existsAtBaseline: () => true })).toEqual([]);
  });

  test.each([
    ["without commits", { kind: "unborn", branch: "main", checkout: "main" } as const],
    ["without git", { kind: "none", why: "git is not installed" } as const],
  ])("is no worse in a folder %s", (_, baseline) => {
    const text = fileOf(scaffold(usualAnswers, baseline), "planning/_state/CANONICAL_PLAN.md");
    expect(findingsIn(filled(text))).toEqual([]);
  });
});
