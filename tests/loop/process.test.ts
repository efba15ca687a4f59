import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { cli, planInit } from "../helpers/cli.ts";
import { hasPty, onTerminal } from "../helpers/pty.ts";
import { gitEnv } from "../helpers/temp.ts";
import { finding } from "../review/session.ts";
import { aPlan } from "../runs/a-plan.ts";
import { answers, type Scripted, says, scripted } from "./support/scripted.ts";

const flags = ["--goal", "add login", "--trust"];

/** Starts the built program, and waits until an agent has been asked so often. */
async function started(at: Scripted, role: "planner" | "critic", times: number) {
  const child = spawn(process.execPath, [cli, "loop", ...flags], { cwd: at.root, env: gitEnv, stdio: "ignore" });
  while ((await at.asked(role)).length < times) await wait(10);
  return child;
}

/** Processes that scripted agents of this repository have left behind. */
async function left({ root }: Scripted): Promise<number> {
  const ps = spawn("ps", ["-eo", "args"], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  ps.stdout.on("data", (data: Buffer) => {
    said += data.toString();
  });
  await once(ps, "close");
  return said.split("\n").filter((line) => line.includes(root.replace(/repo$/, "agents"))).length;
}

it("Ctrl-C ends agents and what they have started, and the loop goes on at the same round", async () => {
  const at = await scripted({ git: false, critic: [{ ms: 60_000, fork: true }, says("GO")] });
  const child = await started(at, "critic", 1);
  expect(await left(at)).toBeGreaterThan(0);
  child.kill("SIGINT");
  const [exit] = await once(child, "close");
  expect(exit).toBe(130);
  expect(await left(at)).toBe(0);
  expect(await planInit(["loop", ...flags], { cwd: at.root })).toMatchObject({ exit: 0, stdout: /^REVIEW: GO 1\/4/ });
});

it("a loop that was killed goes on where it was", async () => {
  const revised = answers({ F1: "ACCEPT" }, aPlan({ wording: "calm" }));
  const at = await scripted({
    git: false,
    critic: [{ ms: 9000 }, says("NO-GO", finding()), says("GO")],
    planner: [{ ...revised, ms: 9000 }, revised],
  });
  for (const [role, times] of [
    ["critic", 1],
    ["planner", 1],
  ] as const) {
    const child = await started(at, role, times);
    child.kill("SIGKILL");
    await once(child, "close");
  }
  expect(await planInit(["loop", ...flags], { cwd: at.root })).toMatchObject({ exit: 0, stdout: /^REVIEW: GO 2\/4/ });
  // The planner was asked the same once more, and the critic not again about what it had answered.
  expect(await at.asked("critic")).toHaveLength(3);
  const asked = await at.asked("planner");
  expect(asked).toHaveLength(2);
  expect(asked[1]).toBe(asked[0]);
});

it.skipIf(!hasPty)("on a terminal the planner's questions are asked, and the panel goes on", async () => {
  const asks = {
    dispositions: [{ id: "F1", disposition: "ACCEPT", reason: "so" }],
    questions: [{ question: "How long does a session last?", default: "a day" }],
    plan: "",
  };
  const at = await scripted({
    git: false,
    critic: [says("NO-GO", finding()), says("GO")],
    planner: [{ say: asks }, answers({}, aPlan({ wording: "calm" }))],
  });
  const line = `'${process.execPath}' '${cli}' loop --goal 'add login'`;
  const { exit, screen } = await onTerminal(line, at.root, [
    ["Run them this time", "y"],
    ["How long does a session last?", "an hour", "\r"],
  ]);
  expect({ exit, screen }).toMatchObject({ exit: 0 });
  expect(screen).toContain("REVIEW: GO 2/4");
  expect((await at.asked("planner"))[1]).toContain("How long does a session last? an hour");
});
