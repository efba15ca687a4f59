import { describe, expect, test } from "vitest";
import { treeRules } from "../../../src/strategy/tree/lint/index.ts";
import {
  type TreeFacts,
  type TreeRuleId,
  treeRuleIds,
  type VaultFolder,
} from "../../../src/strategy/tree/lint/types.ts";
import { findings, written } from "./support.ts";

/** A tree without a fault, so that each case has only its own. */
const under = (body: string, heading = "## Objective: Aim (@a)"): string => written(`${heading}\n${body}\n`);
const day = (iso: string): Date => new Date(`${iso}T12:00:00Z`);
const vault = (folders: Record<string, VaultFolder>): TreeFacts => ({ vault: new Map(Object.entries(folders)) });
const held = (path: string): string => under(`- [ ] Domain (@d) ⏳ blocked-on-vault (${path})`);

const wrong: [TreeRuleId, string, string, string[], TreeFacts?][] = [
  ["cycle", "two in a circle", under("- [ ] a (#1) — depends on #2\n- [ ] b (#2) — depends on #1"), ["2:27 cycle #2"]],
  [
    "duplicate-objective",
    "one id twice",
    `${under("- [ ] a")}\n${under("- [ ] b", "## Objective: Other (@A)")}`.replace(
      /BLOCKED.*/g,
      "BLOCKED — 2 prerequisites unresolved",
    ),
    ["5:15 duplicate-objective Other"],
  ],
  [
    "duplicate-objective",
    "one title twice",
    `${under("- [ ] a", "## Objective: Same")}\n${under("- [ ] b", "## Objective: same")}`,
    ["5:15 duplicate-objective same"],
  ],
  [
    "multi-id",
    "ten ids in a line",
    under("- [ ] x (#1), (#2) (#3 → #4, #5) (#6) (#7) (#8) (#9) (@ten)"),
    ["2:16 multi-id #2"],
  ],
  ["multi-id", "a heading", under("- [ ] x (#9)", "## Objective: Aim (#1 → #2)"), ["1:25 multi-id #2"]],
  ["unknown-id", "a mistyped id", under("- [ ] x (@core)\n- [ ] y — depends on @cor"), ["3:22 unknown-id @cor"]],
  ["unknown-id", "a word that is no id", under("Depends on: core\n- [ ] x (@core)"), ["2:13 unknown-id core"]],
  [
    "no-id-but-referenced",
    "the same words twice",
    `${under("- [ ] The core is stable")}\n${under("- [ ] the core is stable.", "## Objective: Bid")}`,
    ["2:3 no-id-but-referenced The core is stable", "6:3 no-id-but-referenced the core is stable."],
  ],
  [
    "no-id-but-referenced",
    "the words of an objective",
    under("- [ ] Docs\n\n## Objective: Docs (@docs)\n- [ ] x"),
    ["2:3 no-id-but-referenced Docs"],
  ],
  [
    "not-a-checkbox",
    "boxes of other kinds",
    under("- [~] a\n- [] b\n-[x] c"),
    ["2:3 not-a-checkbox [~]", "3:3 not-a-checkbox []", "4:2 not-a-checkbox [x]"],
  ],
  ["not-a-checkbox", "a bullet without a box", under("- [ ] a\n- Note: b"), ["3:3 not-a-checkbox Note: b"]],
  [
    "mark-disagrees",
    "two boxes of one id",
    `${under("- [x] a (#1)")}\n${under("- [ ] a (#1)", "## Objective: Bid")}`.replace(
      "DONE",
      "BLOCKED — 1 prerequisite unresolved",
    ),
    ["2:3 mark-disagrees [x]"],
  ],
  [
    "mark-disagrees",
    "an open reference to what is DONE",
    `${under("- [x] a")}\n## Objective: Bid\n- [ ] Aim (@a)\nStatus: DONE\n`,
    ["6:3 mark-disagrees [ ]"],
  ],
  [
    "reference-open",
    "a ticked reference to what is open",
    `${under("- [ ] a")}\n## Objective: Bid\n- [x] Aim (@a)\nStatus: BLOCKED — prerequisite chain\n`,
    ["6:3 reference-open [x]"],
  ],
  ["status-wrong", "another status", "## Objective: Aim\n- [ ] a\n  Status: DONE", ["3:11 status-wrong DONE"]],
  ["status-wrong", "none", "## Objective: Aim (@a)\n- [ ] a", ["1:15 status-wrong Aim"]],
  ["vault-path", "no path", under("- [ ] Domain — blocked-on-vault"), ["2:16 vault-path blocked-on-vault"]],
  ["vault-path", "a path elsewhere", held("notes/domain.md"), ["2:39 vault-path notes/domain.md"]],
  ["vault-path", "a path that climbs", held("../vault/pending/d.md"), ["2:39 vault-path ../vault/pending/d.md"]],
  [
    "vault-path",
    "a file that is not there",
    held("vault/pending/d.md"),
    ["2:39 vault-path vault/pending/d.md"],
    vault({}),
  ],
  [
    "vault-path",
    "a file that was moved",
    held("vault/pending/d.md"),
    ["2:39 vault-path vault/pending/d.md"],
    vault({ d: "approved" }),
  ],
  [
    "vault-path",
    "what was rejected",
    held("vault/pending/d.md"),
    ["2:39 vault-path vault/pending/d.md"],
    vault({ d: "rejected" }),
  ],
  ["vault-path", "what is done", held("vault/fired/d.md"), ["2:39 vault-path vault/fired/d.md"]],
  [
    "done-long-ago",
    "a date in the Status line",
    "## Objective: Aim\n- [x] a\nStatus: DONE — 2026-01-02",
    ["1:15 done-long-ago Aim"],
    { now: day("2026-03-02") },
  ],
  [
    "done-long-ago",
    "a line written long ago",
    "## Objective: Aim\n- [x] a\nStatus: DONE",
    ["1:15 done-long-ago Aim"],
    { now: day("2026-03-02"), writtenAt: new Map([[3, day("2026-01-02")]]) },
  ],
  ["too-large", "many lines", `${under("- [ ] a")}${"\n".repeat(600)}`, ["501:1 too-large 604 lines"]],
];

describe("the lint", () => {
  test.each(wrong)("%s complains of %s, and nothing else does", (_, __, text, expected, facts) => {
    expect(findings(text, facts)).toEqual(expected);
  });

  test("each rule has a case", () => {
    expect(new Set(wrong.map(([rule]) => rule))).toEqual(new Set(treeRuleIds));
    expect(treeRules.map(({ id }) => id)).toEqual(treeRuleIds);
  });

  test.each([
    ["a tree in order", under("- [x] Core (@core)\n- [ ] Site (#5) — depends on @core")],
    ["ids in prose", under("- [ ] What (supersedes #4) needs (#5)")],
    ["a file of the vault", held("vault/pending/d.md"), vault({ d: "pending" })],
    ["a vault elsewhere", held("ops/vault/approved/d.md")],
    ["a held item that is done", under("- [x] Domain — blocked-on-vault")],
    ["own work in parts", under("- [x] One (@a)\n- [ ] Two (@a)")],
    ["what is lately DONE", "## Objective: Aim\n- [x] a\nStatus: DONE — 2026-02-20", { now: day("2026-03-02") }],
    [
      "what is DONE and needed",
      "## Objective: Aim (@a)\n- [x] a\nStatus: DONE — 2025-02-20\n## Objective: Bid\n- [x] Aim (@a)\n- [ ] b\nStatus: BLOCKED — 1 prerequisite unresolved",
      { now: day("2026-03-02") },
    ],
    ["nested remarks", under("- [ ] a\n  - a remark")],
    ["nothing", ""],
  ] as [string, string, TreeFacts?][])("is content with %s", (_, text, facts) => {
    expect(findings(text, facts)).toEqual([]);
  });
});
