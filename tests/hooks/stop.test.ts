import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { reasonToGoOn, type Stopping } from "../../src/commands/hook/stop.ts";
import { planPath } from "../../src/runs/setup.ts";
import { pageFile } from "../../src/runs/store.ts";
import { tempDir, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import type { PlanParts } from "../runs/a-plan.ts";
import { type Loop, loopWithoutGit } from "../runs/loop.ts";
import { type InProcess, runHere } from "../upgrade/support/in-process.ts";

const stopping: Stopping = {
  wasHeldBack: false,
  run: { id: "2026-11-20T221003Z-add-login-0000", iterations: [] },
  standing: { kind: "CONTINUE", line: "VERDICT: CONTINUE 1/3 — no errors, iteration 1 not recorded yet" },
  hasBegun: true,
  isOurs: true,
};

describe("the rule", () => {
  test.each<[string, Partial<Stopping>, boolean]>([
    ["while the verdict is CONTINUE", {}, true],
    ["in a session that cannot be told", { isOurs: undefined }, true],
    ["right after it was held back", { wasHeldBack: true }, false],
    ["at STOP", { standing: { kind: "STOP", line: "" } }, false],
    ["at ESCALATE", { standing: { kind: "ESCALATE", line: "" } }, false],
    ["in the interview, before anything is written", { hasBegun: false }, false],
    ["in a session about something else", { isOurs: false }, false],
  ])("%s", (_, parts, goesOn) => {
    const reason = reasonToGoOn({ ...stopping, ...parts });
    expect(reason !== undefined).toBe(goesOn);
    if (goesOn) expect(reason?.split("\n")[0]).toBe(stopping.standing.line);
  });
});

/** Runs the hook as Claude Code does: JSON on stdin, the project's folder in the environment. */
async function hook(root: string, input: object | string = {}, more: Partial<InProcess> = {}) {
  const stdin = typeof input === "string" ? input : JSON.stringify({ hook_event_name: "Stop", cwd: root, ...input });
  const { exit, stdout, stderr } = await runHere(["hook", "stop"], { cwd: root, stdin, ...more });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  return stdout === "" ? undefined : (JSON.parse(stdout) as { decision: string; reason: string });
}

async function withHooks(): Promise<Loop> {
  const loop = await loopWithoutGit();
  await writeFiles(loop.root, {
    "planning/config.yml": "project: acme\ndefault_branch: main\nhooks: true\n",
    "planning/.plan-init/manifest.json": '{ "files": {}, "packs": [], "schema": 1 }\n',
  });
  return loop;
}

/** Writes the plan a second after whatever was written before: the clock of a file system may be too coarse for a test. */
async function draft(loop: Loop, parts: PlanParts = {}): Promise<void> {
  await loop.write(parts);
  const soon = new Date(Date.now() + 1000);
  await utimes(join(loop.root, planPath), soon, soon);
}

/** A loop in the middle of a run, where the hook holds an agent back. */
async function drafting(): Promise<Loop & { run: string }> {
  const loop = await withHooks();
  const { run } = await loop.start("--goal", "Log in");
  await draft(loop);
  expect((await hook(loop.root))?.decision).toBe("block");
  return { ...loop, run };
}

describe("`plan-init hook stop`", () => {
  it("holds the agent back while the run says CONTINUE, once in a row, and lets go at STOP", async () => {
    const loop = await withHooks();
    expect(await hook(loop.root)).toBeUndefined();
    const { run } = await loop.start("--goal", "Log in");
    await draft(loop, { milestones: { M1: { validation: null } } });
    expect(await hook(loop.root)).toEqual({
      decision: "block",
      reason: expect.stringMatching(new RegExp(`^VERDICT: CONTINUE 1/3 — 1 error: .*no-validation M1[^]*\`${run}\``)),
    });
    expect(await hook(loop.root, { stop_hook_active: true })).toBeUndefined();
    await draft(loop);
    expect((await hook(loop.root))?.reason).toContain(
      "VERDICT: CONTINUE 1/3 — no errors, iteration 1 not recorded yet",
    );
    await loop.check("--record");
    expect((await hook(loop.root))?.reason).toContain("VERDICT: CONTINUE 1/3");
    expect((await loop.check("--record")).line).toContain("VERDICT: STOP");
    expect(await hook(loop.root)).toBeUndefined();
    await loop.write({ milestones: { M9: {} } });
    expect(await hook(loop.root)).toBeUndefined();
  });

  it("says what `check` says, and writes nothing", async () => {
    const loop = await drafting();
    await draft(loop, { milestones: { M1: { validation: null } } });
    const before = await snapshot(loop.root);
    const { reason = "" } = (await hook(loop.root)) ?? {};
    expect(reason.split("\n")[0]).toBe((await loop.check()).line);
    expect(await snapshot(loop.root)).toEqual(before);
  });

  it("lets the interview be: a run is open, and nobody has written a plan", async () => {
    const loop = await withHooks();
    const { run } = await loop.start("--goal", "Log in");
    expect(await hook(loop.root)).toBeUndefined();
    const soon = new Date(Date.now() + 1000);
    await utimes(join(loop.root, planPath), soon, soon);
    expect(await hook(loop.root)).toBeDefined();
    const later = new Date(Date.now() + 2000);
    await utimes(join(loop.root, pageFile(run)), later, later);
    expect(await hook(loop.root)).toBeUndefined();
  });

  it("lets sessions about other things be", async () => {
    const loop = await drafting();
    const transcript = join(await tempDir(), "session.jsonl");
    await writeFile(transcript, '{"text":"what does this do?"}\n');
    expect(await hook(loop.root, { transcript_path: transcript })).toBeUndefined();
    await writeFile(transcript, `{"text":"Opened planning/_runs/${loop.run}/"}\n`);
    expect(await hook(loop.root, { transcript_path: transcript })).toBeDefined();
    expect(await hook(loop.root, { transcript_path: `${transcript}.gone` })).toBeDefined();
  });

  it("looks where the session began, wherever it went since", async () => {
    const loop = await drafting();
    const elsewhere = await tempDir();
    const env = { CLAUDE_PROJECT_DIR: loop.root };
    expect(await hook(elsewhere, { cwd: elsewhere }, { env })).toBeDefined();
    expect(await hook(elsewhere, { cwd: loop.root })).toBeDefined();
    expect(await hook(elsewhere, { cwd: elsewhere })).toBeUndefined();
    await mkdir(join(loop.root, "src/deep"), { recursive: true });
    expect(await hook(join(loop.root, "src/deep"), "{}")).toBeDefined();
  });

  it("is silent when hooks are off, whatever the settings still say", async () => {
    const loop = await drafting();
    await writeFiles(loop.root, { "planning/config.yml": "project: acme\ndefault_branch: main\n" });
    expect(await hook(loop.root)).toBeUndefined();
  });

  it.each<[string, (loop: Loop, run: string) => Promise<unknown>]>([
    ["a run that cannot be read", (loop, run) => writeFiles(loop.root, { [`planning/_runs/${run}/run.json`]: "{" })],
    ["a config that cannot be read", (loop) => writeFiles(loop.root, { "planning/config.yml": "hooks: [true" })],
    ["no plan", (loop) => rm(join(loop.root, planPath))],
    ["a plan that is none", (loop) => writeFile(join(loop.root, planPath), Buffer.from([0, 255, 254]))],
    ["no page", (loop, run) => rm(join(loop.root, pageFile(run)))],
    ["no planning at all", (loop) => rm(join(loop.root, "planning"), { recursive: true })],
  ])("never fails the session: %s", async (_, damage) => {
    const loop = await drafting();
    await damage(loop, loop.run);
    expect(await hook(loop.root)).toBeUndefined();
  });

  it("never fails the session, whatever it is told", async () => {
    const loop = await drafting();
    const inputs = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ stop_hook_active: fc.anything(), cwd: fc.anything(), transcript_path: fc.anything() })
        .map((input) => JSON.stringify(input) ?? ""),
    );
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => void (await hook(loop.root, input))),
      { numRuns: 60 },
    );
  });

  it.each([[["hook"]], [["hook", "start"]], [["hook", "stop", "--x", "y"]], [["hook", "--unknown"]]])(
    "exits with 0 for events it does not know: %j",
    async (argv) => {
      const root = await tempDir();
      expect(await runHere(argv, { cwd: root, stdin: "{}" })).toEqual({ exit: 0, stdout: "", stderr: "" });
    },
  );
});
