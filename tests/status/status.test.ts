import { mkdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fs from "fs-extra";
import { describe, expect, it, test } from "vitest";
import { evidenceFile } from "../../src/evidence/record.ts";
import { mostAtEachEnd } from "../../src/runs/crowd.ts";
import { planPath } from "../../src/runs/setup.ts";
import type { Status } from "../../src/ui/documents/status.ts";
import { git, makeTempDir, tempDir, writeFiles } from "../helpers/temp.ts";
import { commit, documentOf, type Loop, loop, loopWithoutGit, playing } from "../runs/loop.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { building, buildingInGit, withCommand } from "../verify/in-repo.ts";

/** What `status --json` says, held to its schema; the exit code is 0 whatever it found. */
async function look(root: string): Promise<Status> {
  const answer = await runHere(["status", "--json"], { cwd: root });
  expect([answer.exit, answer.stderr]).toEqual([0, ""]);
  return documentOf("status", { ...answer, line: "" });
}

const screen = async (root: string, ...flags: string[]): Promise<string> => {
  const { exit, stdout } = await runHere(["status", ...flags], { cwd: root });
  expect(exit).toBe(0);
  return stdout;
};

const runJson = (run: string) => `planning/_runs/${run}/run.json`;

describe("status", () => {
  it("follows a plan from nothing to done, with the verdict that check prints", async () => {
    const on = await buildingInGit({ M1: withCommand("true"), M2: withCommand("false"), M3: {} });
    expect(await look(on.root)).toMatchObject({ result: "settled", verdict: { line: (await on.check()).line } });
    await on.edit((text) => text.replace("- Status: todo", "- Status: done").replace("converged", "executing"));
    await on.verify("M1", "M2", "--yes");
    await writeFiles(on.root, { [`planning/_runs/${on.run}/delta-M1.md`]: "- Milestone: M1\n- Status: DONE\n" });
    const status = await look(on.root);
    expect(status).toMatchObject({
      result: "executing",
      verdict: { line: (await on.check()).line },
      run: { id: on.run, iteration: 2, max: 3 },
      milestones: [
        { id: "M1", status: "done", checks: { passed: 1, failed: 0, open: 0 }, delta: { status: "DONE" }, next: false },
        {
          id: "M2",
          status: "todo",
          checks: { passed: 0, failed: 1, open: 0 },
          evidence: { behind: false },
          next: true,
        },
        { id: "M3", checks: { passed: 0, failed: 0, open: 1 }, evidence: null, delta: null },
      ],
      delta: { milestone: "M1", file: `planning/_runs/${on.run}/delta-M1.md` },
    });
    expect(status.iterations.map(({ n, lines }) => [n, lines])).toEqual([1, 2].map((n) => [n, status.plan?.lines]));
    const text = (await screen(on.root)).replaceAll(on.run, "<run>").replace(/@ [0-9a-f]{7}/g, "@ <commit>");
    expect(`\n${text}`).toMatchInlineSnapshot(`
      "
      Log in: being built
      VERDICT: STOP 2/3 — converged: structurally complete and confirmed
        plan      planning/_state/CANONICAL_PLAN.md, 80 of 300 lines
        run       <run>, iteration 2 of 3
        baseline  main @ <commit>, HEAD is still there
        delta     M1: DONE, today

      Milestones: 1 of 3 done
          M1  Part M1  done     1/1 passed, delta
        > M2  Part M2  todo     1 failed
          M3  Part M3  todo

      Next:
        - build its next milestone, M2: Part M2: \`plan-init prompt dev\`
      "
    `);
    await on.edit((words) => words.replaceAll("- Status: todo", "- Status: done"));
    expect(await look(on.root)).toMatchObject({ result: "built", stale: [{ what: "plan", policy: "archive" }] });
  });

  it("calls evidence old once the files that it is about have changed", async () => {
    const on = await buildingInGit({ M1: withCommand("true"), M2: withCommand("true") });
    await on.verify("M1", "M2", "--yes");
    await commit(on.root, { "src/m1.ts": "1;\n" }, "M1: one more");
    const behind = async () => (await look(on.root)).milestones.map(({ evidence }) => evidence?.behind);
    expect(await behind()).toEqual([true, false]);
    await on.verify("M1", "--yes");
    await commit(on.root, {}, "Keep the evidence");
    expect(await behind()).toEqual([false, false]);
    expect(await screen(on.root)).not.toContain("(old)");
  });

  it("names the commits of other people, and whose files they touch", async () => {
    const on = await buildingInGit({ M1: { files: "`src/m1.ts`" }, M2: {} });
    const hash = await commit(on.root, { "src/m1.ts": "1;\n" }, "Change what was planned on\n\nAt length.");
    await commit(on.root, { "src/m2.ts": "2;\n" }, "M2: build it");
    expect((await look(on.root)).baseline).toMatchObject({
      drift: [{ commit: hash, subject: "Change what was planned on", paths: ["src/m1.ts"], milestones: ["M1"] }],
    });
    expect(await screen(on.root)).toContain(`drift     1 commit on files of M1: ${hash.slice(0, 7)} Change what`);
  });
});

describe("nothing to tell of", () => {
  it.each<[string, () => Promise<string>, string]>([
    ["in an empty folder", tempDir, "set planning up here: `plan-init`"],
    [
      "without a plan",
      async () => {
        const { root } = await loopWithoutGit();
        await rm(join(root, planPath));
        return root;
      },
      `bring the plan back: \`plan-init --restore ${planPath}\``,
    ],
  ])("is said %s", async (_, make, next) => {
    const root = await make();
    expect(await look(root)).toMatchObject({ result: "none", plan: null, verdict: null, run: null });
    expect(await screen(root)).toContain(`No plan yet\n\nNext:\n  - ${next}`);
  });

  it("is no reason to stop where a run is left without its plan", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.start("--goal", "add login");
    await rm(join(on.root, planPath));
    expect(await look(on.root)).toMatchObject({ result: "none", runs: { total: 1, open: [{ id: run }] } });
  });
});

describe("damage is told, and hides nothing else", () => {
  let made: Promise<{ root: string; run: string }> | undefined;
  /** A plan that has converged, in a folder of its own: a copy of one that is made once. */
  async function settled(): Promise<Loop & { run: string }> {
    made ??= makeTempDir().then(async (root) => {
      const on = await building({ M1: withCommand("true") });
      await fs.copy(on.root, root);
      return { root, run: on.run };
    });
    const root = await tempDir();
    const { root: original, run } = await made;
    await fs.copy(original, root);
    return { ...playing(root), run };
  }
  const damages: [string, (on: Loop & { run: string }) => Promise<unknown>, object, RegExp][] = [
    [
      "in the record of the plan's run",
      (on) => writeFile(join(on.root, runJson(on.run)), '{"schema": 1, "id"'),
      { result: "escalated", verdict: null, run: null, plan: { title: "Log in" } },
      /run\.json` cannot be read: .*; bring it back from git/,
    ],
    [
      "in a record of the future",
      async (on) =>
        on
          .read(runJson(on.run))
          .then((text) => writeFile(join(on.root, runJson(on.run)), text.replace('"schema": 1', '"schema": 7'))),
      { result: "escalated" },
      /newer plan-init \(schema 7\)/,
    ],
    [
      "in the plan, which git could not merge",
      (on) => on.edit((text) => `<<<<<<< ours\n${text}=======\ntheirs\n>>>>>>> theirs\n`),
      { result: "escalated", plan: null, runs: { total: 1 } },
      /git could not merge two plans here/,
    ],
    [
      "in a plan that is no text",
      (on) => writeFile(join(on.root, planPath), Buffer.from([0xff, 0, 0xfe])),
      { result: "escalated", plan: null },
      /CANONICAL_PLAN\.md` is a binary file|not UTF-8/,
    ],
    [
      "in the config",
      (on) => writeFile(join(on.root, "planning/config.yml"), "max_iterations: many\n"),
      { result: "settled", plan: { maxLines: 300 } },
      /max_iterations/,
    ],
    [
      "in the evidence",
      (on) => writeFile(join(on.root, evidenceFile(on.run)), '{"by":"verify","at":"2025-03'),
      { result: "settled", milestones: [{ checks: { passed: 0, failed: 0, open: 1 } }] },
      /^1 line of `evidence\.jsonl` cannot be read/,
    ],
    [
      "in a folder of runs that is a link",
      async (on) => {
        await rm(join(on.root, "planning/_runs"), { recursive: true });
        await symlink("/", join(on.root, "planning/_runs"));
      },
      { plan: { title: "Log in" }, runs: { total: 0 } },
      /planning\/_runs` is a symbolic link/,
    ],
    [
      "in the snapshots",
      (on) => rm(join(on.root, `planning/_runs/${on.run}/plan-1.md`)),
      {
        result: "settled",
        iterations: [
          { n: 1, lines: null, snapshot: null },
          { n: 2, lines: 64 },
        ],
      },
      /`plan-1\.md` of this run is gone/,
    ],
    [
      "where the run is gone",
      (on) => rm(join(on.root, `planning/_runs/${on.run}`), { recursive: true }),
      { result: "settled", run: null, verdict: { kind: "STOP" } },
      /the plan names the run `.*`, but there is no/,
    ],
  ];
  it.each(damages)("%s", async (_, damage, expected, note) => {
    const on = await settled();
    await damage(on);
    const status = await look(on.root);
    expect(status).toMatchObject(expected);
    expect(status.notes).toContainEqual(expect.stringMatching(note));
    expect(status.next).not.toEqual([]);
    await screen(on.root);
    await screen(on.root, "--stale");
  });

  it("in other runs leaves the plan's own alone", async () => {
    const on = await settled();
    const other = "2020-01-01T000000Z-other-k3f9";
    await writeFiles(on.root, { [runJson(other)]: "nonsense" });
    expect(await look(on.root)).toMatchObject({ result: "settled", runs: { total: 2, damaged: [other] }, stale: [] });
    expect(await screen(on.root)).toContain(`damaged   run.json of ${other}`);
  });
});

describe("git", () => {
  const baseline = async (root: string) => (await look(root)).baseline;

  it("is not needed", async () => {
    const on = await loopWithoutGit();
    await on.converge();
    expect(await baseline(on.root)).toMatchObject({
      stamped: { kind: "none" },
      branch: null,
      commit: null,
      dirty: null,
    });
    expect(await screen(on.root)).toContain("baseline  not a git repository\n");
  });

  it("may have no commits", async () => {
    const on = await loopWithoutGit();
    await git(on.root, "init", "--quiet");
    await on.converge();
    expect(await baseline(on.root)).toMatchObject({ stamped: { kind: "unborn" }, branch: "main", commit: null });
    expect(await screen(on.root)).toContain("baseline  main, no commits yet\n");
  });

  it("may be detached, dirty or shallow", async () => {
    const on = await loop();
    await on.converge();
    await commit(on.root, { "a.txt": "1\n" }, "One more");
    await git(on.root, "checkout", "--quiet", "--detach");
    await writeFiles(on.root, { "b.txt": "1\n" });
    expect(await screen(on.root)).toMatch(/baseline {2}main @ \w{7}, now detached HEAD @ \w{7}, dirty\n/);
    const clone = await tempDir();
    await git(clone, "clone", "--quiet", "--depth", "1", `file://${on.root}`, ".");
    expect((await look(clone)).notes).toContainEqual(expect.stringMatching(/^this clone is shallow/));
  });
});

describe("--stale", () => {
  const given = "2024-10-01T000000Z-add-search-k3f9";

  it("lists what lay too long, and nothing else", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.converge();
    const text = (await on.read(runJson(run))).replaceAll(run, given).replaceAll("2025-03-04T05", "2024-10-01T05");
    await writeFiles(on.root, {
      [runJson(given)]: JSON.stringify({ ...JSON.parse(text), iterations: [], goal: "add search" }),
    });
    expect((await look(on.root)).stale).toEqual([]);
    const old = new Date("2024-11-01T00:00:00Z");
    await utimes(join(on.root, runJson(given)), old, old);
    expect(`\n${await screen(on.root, "--stale")}`).toMatchInlineSnapshot(`
      "
      delete: planning/_runs/2024-10-01T000000Z-add-search-k3f9
        add search: it was given up before anything was recorded, untouched for 123 days
        fix: delete the folder
      "
    `);
    expect(await screen(on.root)).toContain("stale     1 to delete: `plan-init status --stale`");
  });
});

test("thousands of runs are not read, only the newest and the oldest", async () => {
  const on = await loopWithoutGit();
  const { run } = await on.start("--goal", "add login");
  const names = Array.from({ length: 3 * mostAtEachEnd }, (_, at) => `2024-01-01T${100000 + at}Z-other-k3f9`);
  for (const name of names) await mkdir(join(on.root, "planning/_runs", name), { recursive: true });
  const [edge, inner] = [mostAtEachEnd, 2 * mostAtEachEnd + 1];
  const damaged = [0, edge - 1, edge, inner - 1, inner].map((at) => names[at] ?? "");
  await writeFiles(on.root, Object.fromEntries(damaged.map((name) => [runJson(name), "nonsense"])));
  const { runs } = await look(on.root);
  expect(runs).toMatchObject({ total: names.length + 1, open: [{ id: run }] });
  expect(runs.damaged).toEqual([names[0], names[edge - 1], names[inner]]);
  expect(await screen(on.root, "--stale")).toContain(
    `note: of ${runs.total} runs, the oldest and the newest ${mostAtEachEnd} were looked into`,
  );
});
