import { describe, expect, test } from "vitest";
import { statusesOf, written } from "./support.ts";

describe("the status of an objective", () => {
  test.each([
    ["nothing is open", "- [x] a\n- [X] b", "DONE"],
    ["something is", "- [x] a\n- [ ] b", "BLOCKED — 1 prerequisite unresolved"],
    ["several are", "- [ ] a\n- [ ] b (@b)\n- [~] c", "BLOCKED — 3 prerequisites unresolved"],
    ["one id twice counts once", "- [ ] a (#1)\n- [ ] again (#1)", "BLOCKED — 1 prerequisite unresolved"],
    ["its own work alone is open", "- [x] a\n- [ ] the thing itself (@a)", "READY"],
    ["its own work is done too", "- [x] a\n- [x] the thing itself (@a)", "DONE"],
    ["own work and more is open", "- [ ] a\n- [ ] the thing itself (@a)", "BLOCKED — 1 prerequisite unresolved"],
    [
      "all that is open is in the vault",
      "- [ ] a ⏳ blocked-on-vault (vault/pending/a.md)\n- [x] b",
      "BLOCKED — awaiting vault",
    ],
    ["the vault is not all", "- [ ] a — blocked-on-vault\n- [ ] b", "BLOCKED — 2 prerequisites unresolved"],
    ["another objective is open", "- [x] b done (@b)", "BLOCKED — prerequisite chain"],
    ["it depends on what is unknown", "Depends on: #99\n- [x] a", "BLOCKED — prerequisite chain"],
    ["it depends on an open prerequisite", "Depends on: @deep\n- [x] a", "BLOCKED — prerequisite chain"],
    ["nothing is listed", "", "READY"],
    ["nothing is listed, and it says DONE", "Status: DONE — #4 closed", "DONE"],
    ["its work is not listed, and it says READY", "- [x] a\nStatus: READY — issue in backlog", "READY"],
    ["its work is not listed, and it says IN PROGRESS", "- [x] a\nStatus: IN PROGRESS", "READY"],
    ["its work is listed, whatever it says", "- [x] a\n- [x] work (@a)\nStatus: READY", "DONE"],
    [
      "something is open, whatever it says",
      "- [ ] a\nStatus: DONE (code merged)",
      "BLOCKED — 1 prerequisite unresolved",
    ],
    ["one box of the id is open elsewhere", "- [x] same (@deep)", "BLOCKED — 1 prerequisite unresolved"],
  ])("when %s", (_, body, expected) => {
    const rest = "## Objective: B (@b)\n- [ ] deep (@deep)";
    expect(statusesOf(`## Objective: A (@a)\n${body}\n\n${rest}`)[0]).toBe(expected);
  });

  test("goes down a chain of references as soon as its end is DONE", () => {
    const chain = (box: string) =>
      `## Objective: A (@a)\n- [ ] b (@b)\n## Objective: B (@b)\n- [ ] c (@c)\n## Objective: C (@c)\n- [${box}] x`;
    expect(statusesOf(chain("x"))).toEqual(["DONE", "DONE", "DONE"]);
    expect(statusesOf(chain(" "))).toEqual([
      "BLOCKED — prerequisite chain",
      "BLOCKED — prerequisite chain",
      "BLOCKED — 1 prerequisite unresolved",
    ]);
  });
});

describe("a Status line", () => {
  const open = "- [ ] a\n- [ ] b";
  test.each([
    [
      "keeps a person's reason",
      "BLOCKED — bounced (too large), ask on Monday",
      "BLOCKED — bounced (too large), ask on Monday",
    ],
    ["has a stale count put right", "BLOCKED — 4 prerequisites unresolved", "BLOCKED — 2 prerequisites unresolved"],
    [
      "keeps a remark behind the count",
      "BLOCKED — 4 prerequisites unresolved; ask",
      "BLOCKED — 2 prerequisites unresolved — ask",
    ],
    [
      "keeps a remark behind another word",
      "DONE (code merged) — smoke test pending",
      "BLOCKED — 2 prerequisites unresolved — (code merged) — smoke test pending",
    ],
    [
      "keeps a remark that begins with a dot",
      "READY — .env is missing",
      "BLOCKED — 2 prerequisites unresolved — .env is missing",
    ],
    ["gets a reason", "BLOCKED", "BLOCKED — 2 prerequisites unresolved"],
    ["keeps what is no status", "waiting for Monday", "BLOCKED — 2 prerequisites unresolved — waiting for Monday"],
    [
      "loses a phrase that is no longer so",
      "READY — no blocking prerequisites",
      "BLOCKED — 2 prerequisites unresolved",
    ],
    ["takes other dashes", "BLOCKED -- 2 prerequisites unresolved", "BLOCKED -- 2 prerequisites unresolved"],
    ["takes other cases", "Blocked: 2 prerequisites unresolved", "Blocked: 2 prerequisites unresolved"],
  ])("%s", (_, before, after) => {
    expect(written(`## Objective: A\n${open}\nStatus: ${before}\n`)).toBe(
      `## Objective: A\n${open}\nStatus: ${after}\n`,
    );
  });

  test.each(["DONE — #4 closed", "DONE — all prerequisites resolved, fully functional", "done"])(
    "that is true stays: %s",
    (value) => {
      const text = `## Objective: A\n- [x] a\nStatus: ${value}\n`;
      expect(written(text)).toBe(text);
    },
  );
});
