import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runsDir } from "../../src/runs/names.ts";
import { git } from "../helpers/temp.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { commit, loop } from "./loop.ts";

const runner = '# Runner\n\n## CONFIG\n\n```yaml\nbaseline: ""\n```\n';

it("a critic is given the baseline that the plan was made at, a developer where the work stands", async () => {
  const on = await loop({ "planning/REVIEW_RUNNER.md": runner, "planning/DEV_RUNNER.md": runner });
  const baselineOf = async (name: string) =>
    /^baseline: .* @ (\w{40})/m.exec((await runHere(["prompt", name], { cwd: on.root })).stdout)?.[1];
  const planned = (await git(on.root, "rev-parse", "HEAD")).trim();
  expect(await baselineOf("review")).toBe(planned);
  const { run } = await on.start("--goal", "add login");
  const built = await commit(on.root, { "src/m1.ts": "" }, "M1: begin");
  expect([await baselineOf("review"), await baselineOf("dev")]).toEqual([planned, built]);
  await writeFile(join(on.root, runsDir, run, "run.json"), "{");
  expect(await baselineOf("review")).toBe(built);
});
