import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventLine, eventsFile } from "../../src/review/events.ts";
import { runsDir } from "../../src/runs/names.ts";
import { roundsOf } from "../../src/status/rounds.ts";
import type { Status } from "../../src/ui/documents/status.ts";
import { finding, type Played, play } from "../review/session.ts";
import { loopWithoutGit } from "../runs/loop.ts";
import { runHere } from "../upgrade/support/in-process.ts";

const blocked = () =>
  play({ cap: 1 })
    .round("a", [finding({ severity: "blocker" })])
    .answer({ F1: "REJECT" });
const textOf = ({ events }: Played): string => events.map(eventLine).join("");

describe("rounds of review in status", () => {
  it.each<[what: string, session: Played, expected: Partial<Status["review"]>]>([
    [
      "opened",
      play(),
      { kind: "OPEN", round: 0, max: 4, verdict: null, blockers: 0, line: "OPEN 0/4 — there is no draft yet" },
    ],
    [
      "found",
      play().round("a", [finding({ severity: "blocker" })]),
      { kind: "NO-GO", phase: "PLANNING", line: "NO-GO 1/4 — 1 blocker waits for a disposition; 1 open blocker" },
    ],
    ["blocked", blocked(), { kind: "PAUSED", reason: "cap_blocked", verdict: "NO-GO", blockers: 1 }],
    ["agreed", play().round("a", [], { verdict: "GO" }), { kind: "GO", reason: "go", verdict: "GO", blockers: 0 }],
  ])("say where one stands that is %s", (_, session, expected) => {
    expect(roundsOf(session.session())).toMatchObject(expected ?? {});
  });

  it("say nothing where there are none", () => {
    expect(roundsOf(undefined)).toBeNull();
  });

  it("are told of the plan's run and of other unfinished ones, damaged lines or not", async () => {
    const { root, start, read } = await loopWithoutGit();
    const { run } = await start("--goal", "add login");
    const other = "2026-01-01T000000Z-other-aa11";
    await mkdir(join(root, runsDir, other));
    await writeFile(
      join(root, runsDir, other, "run.json"),
      JSON.stringify({ ...JSON.parse(await read(`${runsDir}/${run}/run.json`)), id: other }),
    );
    await writeFile(join(root, eventsFile(run)), `${textOf(blocked())}{"v":1,"type":"dr`);
    await writeFile(join(root, eventsFile(other)), textOf(play()));
    const { exit, stdout } = await runHere(["status"], { cwd: root });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^ {2}review {4}PAUSED 1\/1 — cap_blocked: /m);
    expect(stdout).toMatch(/^ {2}runs {6}unfinished: 2026-01-01T000000Z-other-aa11, in review: OPEN 0\/4/m);
    const document = JSON.parse((await runHere(["status", "--json"], { cwd: root })).stdout) as Status;
    expect(document.review).toMatchObject({ kind: "PAUSED", reason: "cap_blocked", blockers: 1 });
    expect(document.runs.open.map(({ id, review }) => [id, review?.split(" ")[0]])).toEqual([
      [other, "OPEN"],
      [run, "PAUSED"],
    ]);
  });
});
