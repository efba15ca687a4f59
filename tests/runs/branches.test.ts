import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runsDir } from "../../src/runs/names.ts";
import { planPath } from "../../src/runs/setup.ts";
import { git } from "../helpers/temp.ts";
import { commit, loop } from "./loop.ts";

describe("runs of several branches", () => {
  it("merge without a conflict among them, though all were opened in one second for one goal", async () => {
    const on = await loop();
    const runs: string[] = [];
    for (const branch of ["one", "two", "three"]) {
      await git(on.root, "checkout", "--quiet", "-b", branch, "main");
      const { run } = await on.converge({ wording: `answers on ${branch}` });
      await commit(on.root, {}, `Plan on ${branch}`);
      runs.push(run);
    }
    expect(new Set(runs).size).toBe(3);
    await git(on.root, "checkout", "--quiet", "main");
    await git(on.root, "merge", "--quiet", "one");
    for (const branch of ["two", "three"]) {
      await git(on.root, "merge", "--quiet", branch).catch(() => undefined);
      // There is one plan, and which one it is somebody has to say.
      expect(await git(on.root, "diff", "--name-only", "--diff-filter=U")).toBe(planPath);
      expect(await on.check()).toMatchObject({ exit: 4, stderr: /git could not merge two plans here/ });
      await git(on.root, "checkout", "--quiet", "--ours", planPath);
      await commit(on.root, {}, `Merge ${branch}`);
    }
    expect((await readdir(join(on.root, runsDir))).sort()).toEqual([...runs].sort());
    expect(await on.check()).toMatchObject({ exit: 0, line: /^VERDICT: STOP 2\/3/ });
    expect(await on.start()).toMatchObject({ exit: 4, stderr: expect.stringContaining(runs[0] ?? "") });
  });

  it("leave a run that goes on alone: the plan's own is the one that counts", async () => {
    const on = await loop();
    await git(on.root, "checkout", "--quiet", "-b", "other");
    await on.start("--goal", "another goal");
    await git(on.root, "checkout", "--quiet", "HEAD", "--", planPath);
    await commit(on.root, {}, "A run that only began");
    await git(on.root, "checkout", "--quiet", "main");
    const { run } = await on.converge();
    await commit(on.root, {}, "Plan");
    await git(on.root, "merge", "--quiet", "-m", "Merge", "other");
    expect(await readdir(join(on.root, runsDir))).toHaveLength(2);
    expect(await on.check()).toMatchObject({ exit: 0 });
    expect((await on.check("--record")).exit).toBe(0);
    expect(await on.recorded(run)).toHaveLength(2);
  });
});
