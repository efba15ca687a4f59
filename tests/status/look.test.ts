import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePlan } from "../../src/plan/parse/index.ts";
import { readCrowd } from "../../src/runs/crowd.ts";
import { serialiseRun } from "../../src/runs/read.ts";
import type { Run } from "../../src/runs/run.ts";
import { lookForStale } from "../../src/status/look.ts";
import { commitAll, git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { aPlan } from "../runs/a-plan.ts";
import { opened } from "../runs/some-runs.ts";

/** Commits of the tests are made in the night of 2 January 2025. */
const committed = "2025-01-02T03:04:05.000Z";
const runOf = (id: string, given: Partial<Run> = {}): Run => ({
  ...opened(),
  id,
  opened: "2024-06-01T00:00:00Z",
  ...given,
});
const id = "2024-06-01T000000Z-add-login-k3f9";
const folder = `planning/_runs/${id}`;

/** The plan is an empty form, where it is not given. */
const stale = async (root: string, now: string, text = "", run?: Run, isRunKnown = true) =>
  lookForStale({
    root,
    plan: parsePlan(text),
    run,
    isRunKnown,
    crowd: await readCrowd(root),
    now: new Date(now),
    git: { env: gitEnv },
  });

/** A repository with a run of last summer, committed in January; perhaps in a part of it. */
async function aRepository(part = "", ignored = ""): Promise<string> {
  const top = await tempDir();
  await writeFiles(top, { ".gitignore": ignored });
  await writeFiles(join(top, part), { [`${folder}/run.json`]: serialiseRun(runOf(id)), "README.md": "#\n" });
  await commitAll(top);
  return join(top, part);
}

const age = (root: string, file: string, date: string) => utimes(join(root, file), new Date(date), new Date(date));

describe("how long nobody has touched a run", () => {
  it.each([
    ["at the top", ""],
    ["in a part of a repository", "packages/api"],
  ])("is counted from its last commit, %s", async (_, part) => {
    const root = await aRepository(part);
    expect(await stale(root, "2025-03-04T00:00:00Z")).toEqual([]);
    expect(await stale(root, "2025-03-06T00:00:00Z")).toMatchObject([{ path: folder, touched: committed, days: 62 }]);
  });

  it("is counted from a file that was written since", async () => {
    const root = await aRepository();
    await writeFiles(root, { [`${folder}/notes.md`]: "still needed\n" });
    await age(root, `${folder}/notes.md`, "2025-03-01T00:00:00Z");
    expect(await stale(root, "2025-03-06T00:00:00Z")).toEqual([]);
    await age(root, `${folder}/notes.md`, "2024-12-01T00:00:00Z");
    expect(await stale(root, "2025-03-06T00:00:00Z")).toMatchObject([{ touched: committed }]);
  });

  it("is counted from its files where git ignores them, or is not there", async () => {
    const ignoring = await aRepository("", "planning/_runs/\n");
    await age(ignoring, `${folder}/run.json`, "2024-09-01T00:00:00Z");
    expect(await stale(ignoring, "2025-01-02T12:00:00Z")).toMatchObject([{ touched: "2024-09-01T00:00:00.000Z" }]);
    const without = await tempDir();
    await writeFiles(without, { [`${folder}/run.json`]: serialiseRun(runOf(id)) });
    await age(without, `${folder}/run.json`, "2024-09-01T00:00:00Z");
    expect(await stale(without, "2025-01-02T12:00:00Z")).toMatchObject([{ touched: "2024-09-01T00:00:00.000Z" }]);
  });

  it("is counted from its files before the first commit", async () => {
    const root = await tempDir();
    await git(root, "init", "--quiet");
    await writeFiles(root, { [`${folder}/run.json`]: serialiseRun(runOf(id)) });
    await age(root, `${folder}/run.json`, "2024-09-01T00:00:00Z");
    expect(await stale(root, "2025-01-02T12:00:00Z")).toMatchObject([{ touched: "2024-09-01T00:00:00.000Z" }]);
  });

  it("is not looked for further back than two years", async () => {
    const root = await aRepository();
    expect(await stale(root, "2029-01-01T00:00:00Z")).toMatchObject([
      { touched: "2027-01-02T00:00:00.000Z", days: 730 },
    ]);
  });
});

describe("what belongs to the plan", () => {
  const earlier = "2024-05-01T000000Z-add-login-aaaa";

  it("is its run and those it goes on from; the rest is not", async () => {
    const root = await tempDir();
    const run = runOf(id, { follows: earlier });
    const other = "2024-04-01T000000Z-add-search-bbbb";
    const runs = [run, runOf(earlier), runOf(other)];
    await writeFiles(
      root,
      Object.fromEntries(runs.map((each) => [`planning/_runs/${each.id}/run.json`, serialiseRun(each)])),
    );
    await writeFiles(root, {
      [`planning/_runs/${other}/delta-M1.md`]: "- Status: DONE\n",
      "planning/_state/CANONICAL_PLAN.md": aPlan(),
    });
    for (const each of runs) await age(root, `planning/_runs/${each.id}/run.json`, "2024-07-01T00:00:00Z");
    await age(root, `planning/_runs/${other}/delta-M1.md`, "2024-07-01T00:00:00Z");
    await age(root, "planning/_state/CANONICAL_PLAN.md", "2024-07-02T00:00:00Z");
    expect(await stale(root, "2025-01-02T12:00:00Z", aPlan(), run)).toMatchObject([
      { what: "plan", policy: "update or delete", touched: "2024-07-02T00:00:00.000Z" },
      { what: "run", policy: "archive", path: `planning/_runs/${other}` },
    ]);
  });

  it("does not go round in circles", async () => {
    const root = await tempDir();
    const run = runOf(id, { follows: earlier });
    await writeFiles(root, { [`planning/_runs/${earlier}/run.json`]: serialiseRun(runOf(earlier, { follows: id })) });
    await writeFiles(root, { [`${folder}/run.json`]: serialiseRun(run) });
    expect((await stale(root, "2025-01-02T12:00:00Z", "", run)).map(({ what }) => what)).toEqual([]);
  });
});

it("judges no run while nobody can tell whose it is", async () => {
  const root = await aRepository();
  expect(await stale(root, "2026-01-01T00:00:00Z", "", undefined, false)).toEqual([]);
  const found = { root, plan: undefined, run: undefined, isRunKnown: true, crowd: await readCrowd(root) };
  expect(await lookForStale({ ...found, now: new Date("2026-01-01"), git: { env: gitEnv } })).toEqual([]);
});

describe("archives", () => {
  it("are to say how they ended; what else is kept beside them is left alone", async () => {
    const root = await tempDir();
    await writeFiles(root, {
      "planning/archive/2024-05-login/README.md": "# Done\n",
      "planning/archive/2024-06-search/plan.md": "# Plan\n",
      "planning/archive/2024-99-none/plan.md": "# Plan\n",
      "planning/archive/notes/a.md": "mine\n",
      "planning/archive/2024-06-a-file": "mine\n",
    });
    expect(await stale(root, "2025-01-02T12:00:00Z")).toMatchObject([
      { what: "archive", path: "planning/archive/2024-06-search", policy: "update or delete" },
    ]);
  });
});
