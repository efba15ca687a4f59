import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { planPath } from "../../src/runs/setup.ts";
import { documentJsonSchema } from "../../src/ui/documents/index.ts";
import { finding } from "../review/session.ts";
import { aPlan } from "../runs/a-plan.ts";
import { type Act, answers, says, scripted } from "./support/scripted.ts";

const goal = ["--goal", "add login"];
const f1 = finding();
const asks = (...questions: { question: string; default: string }[]): Act => ({
  say: { dispositions: [{ id: "F1", disposition: "ACCEPT", reason: "so" }], questions, plan: "" },
});
const howLong = { question: "How long does a session last?", default: "a day" };

const validate = new Ajv({ strict: false }).compile(documentJsonSchema("review") as object);

describe("a loop that was ended", () => {
  it("by an agent's failure goes on at the same round", async () => {
    const at = await scripted({
      git: false,
      critic: [says("NO-GO", f1), { say: "", exit: 1 }, says("GO")],
      planner: [answers({ F1: "ACCEPT" }, aPlan({ wording: "calm" }))],
    });
    expect(await at.loop(goal)).toMatchObject({
      exit: 1,
      line: expect.stringContaining("1/4 — agent_failed: the critic failed (crashed)"),
    });
    const { exit, line } = await at.loop();
    expect({ exit, line }).toMatchObject({ exit: 0, line: expect.stringContaining("GO 2/4 — go") });
    expect((await at.asked("planner")).length).toBe(1);
  });

  it("by a signal ends the agent, and goes on at the same round", async () => {
    const at = await scripted({ git: false, critic: [{ ms: 60_000 }, says("GO")] });
    const stop = new AbortController();
    const ended = at.loop(goal, { signal: stop.signal });
    while ((await at.asked("critic")).length === 0) await wait(20);
    stop.abort();
    expect(await ended).toMatchObject({ exit: 130, line: expect.stringContaining("0/4 — interrupted") });
    expect(await at.loop()).toMatchObject({ exit: 0, line: expect.stringContaining("GO 1/4 — go") });
  });

  it("by its budget goes on when it is given more, and not before", async () => {
    const spent = {
      type: "result",
      subtype: "success",
      is_error: false,
      result: "",
      total_cost_usd: 1.5,
      structured_output: { verdict: "NO-GO", findings: [f1], keep: [], trim: [] },
    };
    const at = await scripted({
      git: false,
      parse: "claude-json",
      critic: [
        { say: spent },
        { say: { ...spent, structured_output: { verdict: "GO", findings: [], keep: [], trim: [] } } },
      ],
      planner: [
        {
          say: {
            ...spent,
            structured_output: {
              dispositions: [{ id: "F1", disposition: "ACCEPT", reason: "so" }],
              questions: [],
              plan: aPlan({ wording: "calm" }),
            },
          },
        },
      ],
    });
    expect(await at.loop([...goal, "--max-cost", "1"])).toMatchObject({
      exit: 4,
      line: expect.stringContaining("budget: spent: $1.50 of $1.00"),
    });
    const refused = await at.loop();
    expect(refused.exit).toBe(4);
    expect(refused.stderr).toContain("--max-cost");
    expect(await at.loop(["--max-cost", "10"])).toMatchObject({ exit: 0, line: expect.stringContaining("GO 2/4") });
  });

  it("well goes on for as long as a person says", async () => {
    const at = await scripted({ git: false, critic: [says("GO"), says("GO")] });
    expect((await at.loop(goal)).exit).toBe(0);
    const over = await at.loop();
    expect({ exit: over.exit, stderr: over.stderr }).toEqual({
      exit: 4,
      stderr: expect.stringContaining("--max-rounds 2"),
    });
    expect(await at.loop(["--max-rounds", "1"])).toMatchObject({ exit: 0, line: expect.stringContaining("GO 2/5") });
  });
});

describe("a planner that asks", () => {
  const scripts = {
    git: false,
    critic: [says("NO-GO", f1), says("GO")],
    planner: [asks(howLong), answers({}, aPlan({ wording: "calm" }))],
  };

  it("pauses a loop without a terminal, which an answer lets go on", async () => {
    const at = await scripted(scripts);
    const paused = await at.loop(goal);
    expect(paused).toMatchObject({
      exit: 4,
      line: "REVIEW: PAUSED 1/4 — a person answers: How long does a session last?",
    });
    expect(paused.stdout).toContain("Q1: How long does a session last? (else: a day)");
    expect(paused.stdout).toContain('plan-init loop --answer Q1="…"');
    expect((await at.loop()).exit).toBe(4);
    expect(await at.loop(["--answer", "Q1=an hour"])).toMatchObject({
      exit: 0,
      line: expect.stringContaining("GO 2/4"),
    });
    expect((await at.asked("planner"))[1]).toContain("How long does a session last? an hour");
  });

  it("answers itself with `--yes`, and is told not to ask", async () => {
    const at = await scripted(scripts);
    expect(await at.loop([...goal, "--yes"])).toMatchObject({ exit: 0, line: expect.stringContaining("GO 2/4") });
    const [first] = await at.asked("planner");
    expect(first).toContain("Ask nothing");
  });

  it("asks in one batch: what comes later has its default", async () => {
    const at = await scripted({
      ...scripts,
      planner: [asks(howLong), { say: { dispositions: [], questions: [howLong], plan: aPlan({ wording: "calm" }) } }],
    });
    await at.loop(goal);
    const { exit, stderr } = await at.loop(["--answer", "q1=an hour"]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.stringContaining("1 of its questions") });
  });
});

describe("a plan that a person edits meanwhile", () => {
  const edit = (wording: string) => ({ [planPath]: aPlan({ wording }) });

  it("stays as it is, beside the planner's, and the person decides", async () => {
    const at = await scripted({
      git: false,
      critic: [says("NO-GO", f1), says("GO")],
      planner: [{ ...answers({ F1: "ACCEPT" }, aPlan({ wording: "calm" })), write: edit("mine") }],
    });
    const paused = await at.loop(goal);
    expect(paused).toMatchObject({
      exit: 4,
      line: expect.stringMatching(/PAUSED 1\/4 — .*edited while the planner was at work/),
    });
    expect(await at.read(planPath)).toContain("mine");
    expect(await at.inRun("proposal-1.md")).toContain("calm");
    expect(await at.loop()).toMatchObject({ exit: 0, line: expect.stringContaining("GO 2/4") });
    expect(await at.inRun("draft-2.md")).toContain("mine");
  });

  it("while the critic reads it is looked at again: a GO for what it was is none", async () => {
    const at = await scripted({ git: false, critic: [{ ...says("GO"), write: edit("mine") }, says("GO")] });
    const { exit, line, stderr } = await at.loop(goal);
    expect({ exit, line }).toEqual({ exit: 0, line: expect.stringContaining("GO 2/4 — go") });
    expect(stderr).toContain("the plan has changed since the critic read");
  });

  it("and breaks is handed back, not to the critic", async () => {
    const at = await scripted({
      git: false,
      critic: [says("NO-GO", f1), says("GO")],
      planner: [
        { ...answers({ F1: "ACCEPT" }), write: { [planPath]: aPlan({ milestones: { M1: { validation: null } } }) } },
      ],
    });
    expect(await at.loop(goal)).toMatchObject({
      exit: 4,
      line: expect.stringMatching(/PAUSED 1\/4 — .*does not pass any more: .*no-validation/),
    });
    await writeFile(join(at.root, planPath), aPlan({ wording: "mine" }));
    expect(await at.loop()).toMatchObject({ exit: 0, line: expect.stringContaining("GO 2/4") });
  });
});

describe("a loop", () => {
  it("tells what changed while a planner was at work, and goes on", async () => {
    const at = await scripted({
      critic: [says("NO-GO", f1), says("GO")],
      planner: [{ ...answers({ F1: "ACCEPT" }, aPlan({ wording: "calm" })), write: { "src/new.ts": "" } }],
    });
    const { exit, stderr } = await at.loop(goal);
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr: expect.stringContaining("`src/new.ts` changed while the planner was at work"),
    });
  });

  it("refuses a second one, which other verbs are not", async () => {
    const at = await scripted({ git: false, critic: [{ ms: 1500, ...says("GO") }] });
    const first = at.loop(goal);
    while ((await at.asked("critic")).length === 0) await wait(20);
    const second = await at.loop();
    expect({ exit: second.exit, stderr: second.stderr }).toEqual({
      exit: 4,
      stderr: expect.stringContaining("plan-init watch"),
    });
    expect((await first).exit).toBe(0);
  });

  it("asks once more for an answer that cannot be used, with what was wrong", async () => {
    const at = await scripted({ git: false, critic: [{ say: "GO!" }, says("GO")] });
    expect((await at.loop(goal)).exit).toBe(0);
    const [first = "", second = ""] = await at.asked("critic");
    expect(second).toContain(first.trimEnd());
    expect(second).toContain("GO!");
    expect(second).toContain("no JSON document");
  });

  it("takes a plan in a fence, and keeps what belongs to the program", async () => {
    const fenced = `\`\`\`markdown\n${aPlan({ wording: "calm", planId: "mine", status: "done" })}\`\`\`\n`;
    const at = await scripted({
      git: false,
      critic: [says("NO-GO", f1), says("GO")],
      planner: [answers({ F1: "ACCEPT" }, fenced)],
    });
    expect((await at.loop(goal)).exit).toBe(0);
    const plan = await at.read(planPath);
    expect(plan).toMatch(/^# Canonical plan/);
    expect(plan).not.toContain("mine");
    expect(plan).toContain("- Status: converged");
  });

  it("says as one document what it came to", async () => {
    const at = await scripted({ git: false, critic: [says("GO")] });
    const { stdout, exit } = await at.loop([...goal, "--json"]);
    const document = JSON.parse(stdout);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect({ exit, ...document }).toMatchObject({
      exit: 0,
      result: "GO",
      step: "loop",
      reason: "go",
      verdict: expect.stringContaining("STOP"),
      spent: { calls: 1 },
    });
  });

  it.each([
    ["a word for a number", ["--max-rounds", "many"], "--max-rounds"],
    ["no money", ["--max-cost", "0"], "--max-cost"],
    ["a client nobody knows", ["--critic", "clode"], "did you mean `claude`"],
    ["an answer without its question", ["--answer", "a day"], "--answer Q1="],
    ["a path outside", ["--context", "../x"], "--context"],
  ])("refuses %s", async (_, flags, words) => {
    const at = await scripted({ git: false });
    const { exit, stderr } = await at.loop([...goal, ...flags]);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(words) });
  });

  it("has to be told what it is about", async () => {
    const at = await scripted({ git: false });
    const { exit, stderr } = await at.loop();
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining("--goal") });
  });
});

describe("agents of a repository", () => {
  it("run only when a person has trusted them, once", async () => {
    const at = await scripted({ critic: [says("GO")] });
    const refused = await at.loop([...goal], { trust: false });
    expect(refused.exit).toBe(4);
    expect(refused.stderr).toContain("agent.mjs");
    expect(await at.asked("critic")).toEqual([]);
    expect((await at.loop([...goal, "--yes"], { trust: false })).exit).toBe(4);
    expect((await at.loop(goal)).exit).toBe(0);
    await at.more("critic", says("GO"));
    expect((await at.loop(["--max-rounds", "1"], { trust: false })).exit).toBe(0);
  });

  it("are shown in a dry run, and not run", async () => {
    const at = await scripted({ critic: [says("GO")] });
    const { exit, stdout } = await at.loop(["--dry-run"], { trust: false });
    expect(exit).toBe(0);
    expect(stdout).toContain("agent.mjs");
    expect(stdout).toContain("not trusted on this machine yet");
    expect(await at.asked("critic")).toEqual([]);
    const { stdout: json } = await at.loop(["--dry-run", "--json", "--critic", "codex"], { trust: false });
    expect(JSON.parse(json)).toMatchObject({
      result: "preview",
      agents: [
        { name: "custom", trusted: false },
        { name: "codex", trusted: true },
      ],
    });
  });

  it("have to be there, before a run is opened for them", async () => {
    const at = await scripted({ git: false });
    const env = { PATH: join(at.root, "nothing") };
    const { exit, stderr } = await at.loop([...goal, "--critic", "codex"], { env });
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining("no program `codex` to play critic") });
    await expect(at.runFiles()).rejects.toThrow();
  });

  it("start no loop of their own", async () => {
    const at = await scripted({ git: false });
    const { exit, stderr } = await at.loop(goal, { env: { PLAN_INIT_LOOP: "1" } });
    expect({ exit, stderr }).toEqual({ exit: 4, stderr: expect.stringContaining("a loop in a loop") });
  });
});
