import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { planInit } from "../../helpers/cli.ts";
import { aField } from "./a-repository.ts";

it("two processes that start at once open one run, and the built program takes it to its commit", async () => {
  const on = await aField();
  const say = (...argv: string[]) => planInit(["strategy", ...argv], { cwd: on.root });
  const both = await Promise.all([say("start", "--min-memory", "0"), say("-C", on.root, "start", "--min-memory", "0")]);
  expect(both.map(({ exit }) => exit)).toEqual([0, 0]);
  expect(await readdir(join(on.root, "planning/_runs"))).toHaveLength(1);
  expect(await say("tree")).toMatchObject({ exit: 0, stdout: expect.stringContaining("constraints @bootstrap") });
  expect(await say("journal")).toMatchObject({ exit: 3 });
  await on.fill();
  expect(await say("journal")).toMatchObject({ exit: 0 });
  expect(await say("end")).toMatchObject({ exit: 0 });
  expect(await say("commit")).toMatchObject({
    exit: 0,
    stdout: expect.stringMatching(/^Committed [0-9a-f]{7} on chore\/planner-\d{8}-\d{4}/),
  });
});

it("a step that is none, or missing, is told of with what was meant", async () => {
  const on = await aField();
  const wrong = await planInit(["strategy", "journl"], { cwd: on.root });
  expect(wrong).toMatchObject({ exit: 2, stderr: expect.stringContaining("did you mean `strategy journal`?") });
  expect(await planInit(["strategy"], { cwd: on.root })).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining("needs a step"),
  });
  expect(await planInit(["strategy", "schedule", "--help"], { cwd: on.root })).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining("--every"),
  });
});
