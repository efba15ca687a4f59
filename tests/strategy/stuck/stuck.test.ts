import { describe, expect, test } from "vitest";
import { treePath } from "../../../src/strategy/paths.ts";
import { documentOf, strategyRepo } from "../documents/repo.ts";

const tree = `## Objective: A (@a)

- [ ] Suite is calm (@suite)
- [ ] Docs (#77)
- [ ] Other (@other)

Status: BLOCKED — 3 prerequisites unresolved
`;

const record = (goal: string, more: object = {}) =>
  JSON.stringify({ schema: 1, goal, iterations: [], confirmed: null, ...more });
const blocked = "- Milestone: M1\n- Status: BLOCKED\n";
const [first, second] = [
  "planning/_runs/2025-01-01T000000Z-calm-aaaa",
  "planning/archive/2025-01-calm/runs/2025-01-02T000000Z-calm-bbbb",
];

const facts = {
  [treePath]: tree,
  [`${first}/run.json`]: record("make it calm (@suite)"),
  [`${first}/delta-M1.md`]: blocked,
  [`${first}/delta-M2.md`]: "- Milestone: M2\n- Status: DONE\n",
  [`${second}/run.json`]: record("again", { from: { id: "@Suite" } }),
  [`${second}/delta-M1.md`]: blocked,
  "planning/_runs/2025-01-03T000000Z-docs-cccc/run.json": record("docs", {
    iterations: [{ verdict: { kind: "ESCALATE" } }],
  }),
  "planning/_runs/2025-01-03T000000Z-docs-cccc/plan-2.md":
    "## Goals / Non-goals\n\n- G1: The docs are there (#77)\n- NG1: Not @other\n",
  "planning/_runs/2025-01-04T000000Z-torn-dddd/run.json": "{",
};

describe("what is stuck", () => {
  test("follows from reports of runs, archived ones too, and from escalations", async () => {
    const repo = await strategyRepo(facts);
    const said = await repo.say("stuck", "--json");
    expect(said.exit).toBe(0);
    expect(documentOf(said).data.signals).toEqual([
      {
        id: "@suite",
        kind: "BOUNCED",
        count: 2,
        evidence: [`${first}/delta-M1.md`, `${second}/delta-M1.md`],
        stuck: true,
      },
      { id: "#77", kind: "ESCALATED", count: 1, evidence: ["2025-01-03T000000Z-docs-cccc"], stuck: true },
    ]);
    expect(await repo.read(treePath)).toBe(tree);
    expect((await repo.say("stuck")).stdout).toContain("2 stuck, 0 marked and not split, 2 not marked yet");
  });

  test("is written into the tree once, and then not filed at", async () => {
    const repo = await strategyRepo(facts);
    const draft =
      "# T\n## Problem\nx\n## Proposed solution\nx\n## Affected files\n- `a.ts`\n## Acceptance criteria\n- [ ] x\n## Dependencies\nnone\n";
    const early = await repo.pipe(draft, "file", "@suite", "--from", "-");
    expect(early).toMatchObject({ exit: 4 });
    expect(early.stdout).toContain("is stuck (BOUNCED 2x)");
    expect((await repo.say("stuck", "--write")).exit).toBe(0);
    const now = tree.replace("(@suite)", "(@suite) ⚠ stuck: BOUNCED 2x").replace("(#77)", "(#77) ⚠ stuck: ESCALATED");
    expect(await repo.read(treePath)).toBe(now);
    expect((await repo.run()).wrote).toEqual([treePath]);
    await repo.say("stuck", "--write");
    expect(await repo.read(treePath)).toBe(now);
    expect((await repo.pipe(draft, "file", "@suite", "--from", "-")).stdout).toContain("stuck split @suite");
    expect((await repo.pipe(draft, "file", "@other", "--from", "-")).exit).toBe(0);
  });

  test("is split, with the status put right, and stays split", async () => {
    const repo = await strategyRepo(facts);
    const said = await repo.say(
      "stuck",
      "split",
      "suite",
      "--into",
      "Clock is injected",
      "--into",
      "No shared folder",
      "--json",
    );
    expect(said.exit).toBe(0);
    expect(documentOf(said).data.split).toEqual({ id: "@suite", into: ["@clock-is-injected", "@no-shared-folder"] });
    const now = await repo.read(treePath);
    expect(now).toBe(
      tree
        .replace(
          "- [ ] Suite is calm (@suite)",
          "- [ ] Clock is injected (@clock-is-injected)\n- [ ] No shared folder (@no-shared-folder)\n- [ ] Suite is calm (@suite) ⚠ stuck: BOUNCED 2x, SPLIT — depends on @clock-is-injected, @no-shared-folder",
        )
        .replace("3 prerequisites", "5 prerequisites"),
    );
    await repo.say("stuck", "--write");
    expect(await repo.read(treePath)).toBe(now.replace("(#77)", "(#77) ⚠ stuck: ESCALATED"));
    expect((await repo.say("stuck", "split", "suite", "--into", "E", "--into", "F")).exit).toBe(4);
  });

  test("a secret in a part is refused, and not told", async () => {
    const repo = await strategyRepo(facts);
    const token = `ghp_${"a1B2c3D4e5".repeat(4)}`;
    const said = await repo.say("stuck", "split", "suite", "--into", "One", "--into", token);
    expect(said.exit).toBe(4);
    expect(said.stdout).not.toContain(token);
    expect(await repo.read(treePath)).toBe(tree);
  });

  test.each([
    [["stuck", "split"]],
    [["stuck", "split", "suite"]],
    [["stuck", "join", "suite"]],
    [["stuck", "--into", "x"]],
    [["stuck", "split", "suite", "--into", "a", "--write"]],
    [["stuck", "split", "suite", "--into", " ", "--into", "b"]],
  ])("%j is refused", async (args) => {
    const repo = await strategyRepo(facts);
    expect((await repo.say(...args)).exit).toBe(2);
  });

  test("it shows without a run, and writes in one alone", async () => {
    const repo = await strategyRepo(facts, { ended: "2025-03-04T05:05:00Z" });
    expect((await repo.say("stuck")).exit).toBe(0);
    expect((await repo.say("stuck", "--write")).exit).toBe(4);
    expect(await repo.read(treePath)).toBe(tree);
  });

  test("nothing is stuck where nothing was tried", async () => {
    const repo = await strategyRepo({ [treePath]: tree });
    expect((await repo.say("stuck")).stdout).toContain("Nothing is stuck");
  });
});
