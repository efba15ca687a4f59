import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runsDir } from "../../src/runs/names.ts";
import { planInit } from "../helpers/cli.ts";
import { loop } from "./loop.ts";

it("the built program plays a whole run, and its exit codes say where it stands", async () => {
  const on = await loop();
  const say = (...args: string[]) => planInit(args, { cwd: on.root });
  expect(await say("start", "--goal", "add login")).toMatchObject({ exit: 0, stderr: "" });
  await on.write({});
  expect(await say("check")).toMatchObject({ exit: 3, stdout: /^VERDICT: CONTINUE 1\/3 — / });
  expect(await say("check", "--record")).toMatchObject({ exit: 3, stdout: /^VERDICT: CONTINUE 1\/3 — / });
  expect(await say("check", "--record")).toMatchObject({ exit: 0, stdout: /^VERDICT: STOP 2\/3 — / });
  expect(await say("start", "--goal", "add login")).toMatchObject({ exit: 4, stdout: "" });
  // Of two at once, the second waits a little, and else says who is at work.
  const both = await Promise.all([say("start", "--reason", "one"), say("start", "--reason", "other")]);
  const opened = both.filter(({ exit }) => exit === 0);
  expect(opened.length).toBeGreaterThan(0);
  for (const { exit, stderr } of both) if (exit !== 0) expect(stderr).toContain("another plan-init is at work here");
  expect(await readdir(join(on.root, runsDir))).toHaveLength(1 + opened.length);
});
