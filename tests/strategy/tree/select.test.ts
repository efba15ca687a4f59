import { describe, expect, test } from "vitest";
import { judged, queues, scoreOf } from "./support.ts";

/** Four objectives that all need #514, which comes after @shell-safety. */
const worked = [
  ...["docs", "site", "tool", "demo"].map(
    (slug) =>
      `## Objective: The ${slug} (@${slug})\n- [ ] Worktree trust registered (#514) — depends on @shell-safety\n`,
  ),
  "## Foundations\n- [ ] Shell safety (@shell-safety)\n- [ ] Nobody needs this (@idle)\n",
].join("\n");

describe("the selection", () => {
  test("takes what comes first of two that block the same four objectives, and lets the other wait", () => {
    expect(queues(worked)).toEqual({ constraints: ["@shell-safety"], human: [], split: [], waiting: 2 });
    expect([scoreOf(worked, "@shell-safety"), scoreOf(worked, "#514"), scoreOf(worked, "@idle")]).toEqual([4, 4, 0]);
  });

  test("goes on when that is done", () => {
    expect(queues(worked.replace("[ ] Shell", "[x] Shell"))?.constraints).toEqual(["#514"]);
  });

  test("keeps what waits for a person and what is stuck out of the constraints", () => {
    const text = `## Objective: A (@a)
- [ ] Plain (#1)
- [ ] Held (#2) ⏳ blocked-on-vault (vault/pending/two.md)
- [ ] Stuck (#3) ⚠ stuck: BOUNCED 2x
- [ ] Both (#4) ⚠ stuck: ESCALATED ⏳ blocked-on-vault (vault/pending/four.md)
- [x] Was held (#5) — blocked-on-vault
`;
    expect(queues(text)).toEqual({ constraints: ["#1"], human: ["#2", "#4"], split: ["#3", "#4"], waiting: 0 });
  });

  test("breaks ties by the longer way downstream, then by place", () => {
    const text = `## Objective: A (@a)
- [ ] Near (#1)
- [ ] Also near (#2)
- [ ] Far (#3)
- [ ] Between (#4) — depends on #3
`;
    expect(queues(text)?.constraints).toEqual(["#3", "#1", "#2"]);
    expect(queues(text, 2)?.constraints).toEqual(["#3", "#1"]);
  });

  test("never takes a reference, and an objective's own work only when the rest is done", () => {
    const text = (box: string) =>
      `## Objective: A (@a)\n- [ ] B (@b)\n- [ ] Itself (@a)\n## Objective: B (@b)\n- [${box}] Core (#1)\n`;
    expect(queues(text(" "))?.constraints).toEqual(["#1"]);
    expect(queues(text("x"))?.constraints).toEqual(["own work of @a"]);
  });

  test("waits for what is unknown", () => {
    expect(queues("## Objective: A\n- [ ] x (#1) — depends on #9")).toMatchObject({ constraints: [], waiting: 1 });
  });

  test.each([
    ["prerequisites", "- [ ] a (#1) — depends on #2\n- [ ] b (#2) — depends on #1", ["#1", "#2"]],
    ["one that depends on itself", "- [ ] a (#1) — depends on #1", ["#1"]],
    ["an item that needs its own objective", "- [ ] a (#1) — depends on @a", ["@a", "#1"]],
    ["ticked ones too", "- [x] a (#1) — depends on #2\n- [x] b (#2) — depends on #1", ["#1", "#2"]],
  ])("stops at a circle of %s", (_, body, members) => {
    const text = `## Objective: A (@a)\n${body}\n`;
    expect(queues(text)).toBeUndefined();
    const { graph, cycles } = judged(text);
    expect(cycles.map(({ round }) => round.map((node) => graph.nodes[node]?.id))).toEqual([members]);
  });

  test("stops at objectives that list each other, and not at one that lists itself", () => {
    expect(queues("## Objective: A (@a)\n- [ ] b (@b)\n## Objective: B (@b)\n- [ ] a (@a)")).toBeUndefined();
    expect(queues("## Objective: A (@a)\n- [ ] a (@a)")?.constraints).toEqual(["own work of @a"]);
  });

  test("lets any id of a line stand for it, unless another line is about that id", () => {
    const several = "## Objective: A\n- [ ] Hardening (#1), (#2)\n- [ ] Then (#3) — depends on #2\n";
    expect(queues(several)).toMatchObject({ constraints: ["#1"], waiting: 1 });
    expect(queues(`${several}- [x] Alone (#2)`)?.constraints).toEqual(["#1", "#3"]);
  });

  test("reads the same id in other cases as the same", () => {
    expect(queues("## Objective: A\n- [ ] x (@Core)\n- [ ] y (#1) — depends on @core")).toMatchObject({
      constraints: ["@Core"],
    });
  });

  test("of nothing is nothing", () => {
    expect(queues("")).toEqual({ constraints: [], human: [], split: [], waiting: 0 });
  });
});
