import { readdir } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { runsDir } from "../../src/runs/names.ts";
import { type Run, runSchema } from "../../src/runs/run.ts";
import { snapshot } from "../helpers/tree.ts";
import { type Loop, loopWithoutGit } from "./loop.ts";

const shapes = [
  { milestones: { M1: {} } },
  { milestones: { M1: {}, M2: {} } },
  { milestones: { M1: {}, M2: { validation: null } } },
  { milestones: { M2: {}, M1: {} }, wording: "replies" },
];

/** What people and agents do, in any order. */
const steps: Record<string, (on: Loop) => Promise<{ exit: number | null } | undefined>> = {
  ...Object.fromEntries(
    shapes.map((shape, at) => [
      `write ${at}`,
      async (on: Loop) => {
        await on.write({ ...shape, changelog: "M1, M2: to and fro" });
        return undefined;
      },
    ]),
  ),
  check: async (on) => {
    const before = await snapshot(on.root);
    const answer = await on.check();
    expect(await snapshot(on.root)).toEqual(before);
    return answer;
  },
  record: (on) => on.check("--record"),
  "record findings": (on) => on.check("--record", "--with-findings"),
  confirm: (on) => on.check("--confirm"),
  start: (on) => on.start("--goal", "add login"),
  "start with a reason": (on) => on.start("--reason", "why"),
};

async function runsOf(on: Loop): Promise<Run[]> {
  const names = await readdir(join(on.root, runsDir)).catch(() => []);
  return Promise.all(
    names.map(async (name) => runSchema.parse(JSON.parse(await on.read(`${runsDir}/${name}/run.json`)))),
  );
}

/** What holds of every run, whatever was done. */
function expectSound({ iterations, max, intent, confirmed }: Run): void {
  expect(iterations.length).toBeLessThanOrEqual(max);
  expect(intent === null).toBe(iterations.length === 0);
  const ended = iterations.map(({ verdict }) => verdict.kind !== "CONTINUE");
  expect(ended.slice(0, -1)).not.toContain(true);
  if (iterations.length === max) expect(ended.at(-1)).toBe(true);
  for (const { n, errors, verdict } of iterations) {
    expect(verdict.iteration).toBe(n);
    if (verdict.kind === "STOP") expect(errors).toBe(0);
  }
  if (confirmed !== null) expect(ended.at(-1)).toBe(true);
}

it("keeps every run sound, in whatever order things are done", async () => {
  const sequence = fc.array(fc.constantFrom(...Object.keys(steps)), { minLength: 4, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(sequence, async (names) => {
      const on = await loopWithoutGit();
      await on.start("--goal", "add login");
      for (const name of names) {
        const answer = await steps[name]?.(on);
        if (answer !== undefined) expect([0, 2, 3, 4], name).toContain(answer.exit);
      }
      for (const run of await runsOf(on)) expectSound(run);
    }),
    { numRuns: 10 },
  );
});
