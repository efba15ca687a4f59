import { appendFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { eventsFile } from "../../src/review/events.ts";
import { mostLines } from "../../src/review/summary.ts";
import { runsDir } from "../../src/runs/names.ts";
import { planPath } from "../../src/runs/setup.ts";
import { documentJsonSchema } from "../../src/ui/documents/index.ts";
import { readMarkup } from "../helpers/markup.ts";
import { type Answer, type Loop, loopWithoutGit } from "../runs/loop.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { finding } from "./session.ts";

/** A repository with a plan and a run, in which a review is played. */
interface Table extends Loop {
  run: string;
  folder: string;
  review(step: string, answer?: unknown, ...flags: string[]): Promise<Answer>;
}

async function table(): Promise<Table> {
  const loop = await loopWithoutGit();
  const { run } = await loop.start("--goal", "add login");
  return {
    ...loop,
    run,
    folder: join(loop.root, runsDir, run),
    review: async (step, answer, ...flags) => {
      const stdin = typeof answer === "string" ? answer : JSON.stringify(answer ?? "");
      const argv = ["review", step, ...(answer === undefined ? [] : ["-"]), ...flags];
      const { exit, stdout, stderr } = await runHere(argv, { cwd: loop.root, stdin });
      return { exit, stdout, stderr, line: stdout.split("\n")[0] ?? "" };
    },
  };
}

const validate = new Ajv({ strict: false }).compile(documentJsonSchema("review") as object);

function documentOf({ stdout }: Answer) {
  const document = JSON.parse(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document;
}

const says = (verdict: string, ...findings: object[]) => ({ verdict, findings, keep: [], trim: [] });
const answers = (...given: [string, string][]) => ({
  dispositions: given.map(([id, disposition]) => ({ id, disposition, reason: `because of ${id}` })),
});

describe("a review by hand", () => {
  it("goes from the first look to a GO, and leaves everything readable", async () => {
    const at = await table();
    const opened = await at.review("open");
    expect(opened).toMatchObject({ exit: 0, line: "REVIEW: OPEN 1/4 — round 1 is the critic's" });
    expect(opened.stdout).toContain(`Plan: ${runsDir}/${at.run}/draft-1.md`);
    expect(opened.stdout).toContain("G1: A person can sign in");

    const found = await at.review(
      "findings",
      says("NO-GO", finding(), finding({ id: "F2", section: "M2", problem: "It leaks" })),
    );
    expect(found).toMatchObject({ exit: 3, line: "REVIEW: NO-GO 1/4 — 2 majors wait for a disposition" });
    expect(await readFile(join(at.folder, "review-1.md"), "utf8")).toMatch(/F1 MAJOR — M1: [\s\S]*\nVERDICT: NO-GO\n$/);

    const questions = [{ question: "How long does a session last?", default: "a day" }];
    const answered = await at.review("dispositions", { ...answers(["F1", "ACCEPT"], ["F2", "REJECT"]), questions });
    expect(answered.stdout).toContain("the planner asks: How long does a session last? (else: a day)");
    expect(answered).toMatchObject({ exit: 3, line: "REVIEW: NO-GO 1/4 — to be worked in: F1" });
    expect(await readFile(join(at.folder, "review-1.md"), "utf8")).toContain(
      "planner: REJECT in round 1, because of F2",
    );

    await at.write({ wording: "replies" });
    const again = await at.review("open");
    expect(again).toMatchObject({ exit: 0, line: "REVIEW: OPEN 2/4 — round 2 is the critic's" });
    expect(again.stdout).toMatch(/F2 major, M2: It leaks \(rejected: because of F2\)/);
    expect(again.stdout).toContain("+- Change: The endpoint of M1 replies with a session");

    const go = await at.review(
      "findings",
      `Fine now.\n\`\`\`json\n${JSON.stringify(says("GO", finding({ id: "F2", section: "M2", problem: "It leaks" })))}\n\`\`\``,
    );
    expect(go).toMatchObject({
      exit: 0,
      line: expect.stringMatching(/^REVIEW: GO 2\/4 — go: the critic says GO in round 2/),
    });
    const closed = await at.review("close");
    expect(closed).toMatchObject({ exit: 0, line: go.line });
    expect(await at.review("close")).toMatchObject({ exit: 0, line: go.line });
    expect((await readdir(at.folder)).filter((name) => /draft|review|summary|events/.test(name)).sort()).toEqual([
      "draft-1.md",
      "draft-2.md",
      "events.jsonl",
      "review-1.md",
      "review-2.md",
      "summary.md",
    ]);
    const summary = await readFile(join(at.folder, "summary.md"), "utf8");
    expect(summary).toContain("F2 major, M2: It leaks — REJECT: because of F2");
    expect(summary.split("\n").length).toBeLessThanOrEqual(mostLines);
    const report = readMarkup(await readFile(join(at.folder, "report.html"), "utf8"));
    const told = report.find(({ name }) => name === "body")?.text;
    for (const words of ["GO go", "REJECT because of F2", "What it made of the plan", "@@ -"])
      expect(told).toContain(words);
  });

  it("tells programs the same in every step", async () => {
    const at = await table();
    expect(documentOf(await at.review("open", undefined, "--json"))).toMatchObject({
      result: "OPEN",
      phase: "REVIEW",
      round: 0,
      critic: { round: 1, plan: `${runsDir}/${at.run}/draft-1.md`, delta: null },
    });
    expect(documentOf(await at.review("findings", says("NO-GO", finding()), "--json"))).toMatchObject({
      result: "NO-GO",
      due: ["F1"],
      critic: null,
      findings: [{ id: "F1", state: "open", fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) }],
    });
    expect(documentOf(await at.review("dispositions", answers(["F1", "ACCEPT"]), "--json"))).toMatchObject({
      work: ["F1"],
    });
    await at.write({ wording: "replies" });
    expect(documentOf(await at.review("open", undefined, "--json")).critic.delta).toMatchObject({
      findings: [{ id: "F1", state: "accepted", reason: "because of F1" }],
    });
    await at.review("findings", says("GO"));
    expect(documentOf(await at.review("close", undefined, "--json"))).toMatchObject({
      result: "GO",
      reason: "go",
      ended: true,
    });
  });

  it("may be opened twice: the same draft is not taken twice, a changed one is", async () => {
    const at = await table();
    await at.review("open");
    const events = await at.read(eventsFile(at.run));
    expect(await at.review("open")).toMatchObject({ exit: 0 });
    expect(await at.read(eventsFile(at.run))).toBe(events);
    expect(await at.review("open", undefined, "--fast")).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("has 4"),
    });
    await at.write({ wording: "replies" });
    expect((await at.review("open")).stdout).toContain("draft-2.md");
    expect((await at.review("open")).line).toBe("REVIEW: OPEN 1/4 — round 1 is the critic's");
  });

  it("has majors left after the last round, and writes them into the risks", async () => {
    const at = await table();
    await at.review("open", undefined, "--rounds", "1");
    const last = await at.review("findings", says("NO-GO", finding()));
    expect(last).toMatchObject({ exit: 0, line: expect.stringMatching(/^REVIEW: GO 1\/1 — cap: /) });
    const closed = await at.review("close");
    expect(closed.exit).toBe(0);
    expect(closed.stdout).toContain(`Written: ${planPath}`);
    const plan = await at.read(planPath);
    expect(plan).toContain(`- R2: The interface does not exist (F1 of the review of ${at.run})`);
    await at.review("close");
    expect(await at.read(planPath)).toBe(plan);
    expect(await readFile(join(at.folder, "review-1.md"), "utf8")).toMatch(/\nVERDICT: GO\n$/);
  });

  it("pauses with blockers after the last round, and goes on when a person says for how long", async () => {
    const at = await table();
    await at.review("open", undefined, "--rounds", "1");
    const blocker = finding({ severity: "blocker" });
    expect(await at.review("findings", says("GO", blocker))).toMatchObject({
      exit: 4,
      line: expect.stringMatching(/^REVIEW: PAUSED 1\/1 — cap_blocked: /),
    });
    expect(await at.review("open")).toMatchObject({ exit: 4, stderr: expect.stringContaining("open --rounds 2") });
    await at.review("close");
    expect(await at.review("open", undefined, "--rounds", "2")).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining("`plan-init review dispositions`"),
    });
    expect(await at.review("dispositions", answers(["F1", "ACCEPT"]))).toMatchObject({
      exit: 3,
      line: expect.stringContaining("1/3"),
    });
  });

  it("ends as oscillating when the plan is back where it was", async () => {
    const at = await table();
    const words = ["answers", "replies", "answers"];
    for (const [n, wording] of words.entries()) {
      await at.write({ wording });
      const opened = await at.review("open");
      if (n === 2) {
        expect(opened).toMatchObject({ exit: 4, line: expect.stringMatching(/^REVIEW: NO-GO 2\/4 — oscillating: /) });
        expect(opened.stdout).toContain("plan-init review close");
        break;
      }
      await at.review(
        "findings",
        says("NO-GO", finding({ id: `F${n + 1}`, section: `M${n + 1}`, problem: `Thing ${n}` })),
      );
      await at.review("dispositions", answers([`F${n + 1}`, "ACCEPT"]));
    }
  });

  it("takes no revision that loses a validation", async () => {
    const at = await table();
    await at.review("open");
    await at.review("findings", says("NO-GO", finding()));
    await at.review("dispositions", answers(["F1", "ACCEPT"]));
    await at.write({ milestones: { M1: {}, M2: { validation: null } } });
    expect(await at.review("open")).toMatchObject({
      exit: 3,
      stderr: expect.stringContaining("milestone/no-validation"),
    });
    await at.write({ wording: "replies" });
    expect(await at.review("open")).toMatchObject({ exit: 0, line: expect.stringContaining("round 2") });
  });

  it("hears a person's note in the plan", async () => {
    const at = await table();
    await at.edit((text) => text.replace("## Risks", "> REVIEW: why two milestones?\n\n## Risks"));
    expect((await at.review("open")).stdout).toMatch(/line \d+: why two milestones\?/);
    const found = await at.review("findings", says("GO"));
    expect(found).toMatchObject({ exit: 3, line: "REVIEW: NO-GO 1/4 — 1 major waits for a disposition" });
    expect(await at.review("dispositions", answers(["H1", "DEFER"]))).toMatchObject({ exit: 0 });
  });

  it("says no GO of a plan that was changed while the critic read it", async () => {
    const at = await table();
    await at.review("open");
    await at.write({ wording: "replies" });
    const found = await at.review("findings", says("GO"));
    expect(found).toMatchObject({ exit: 3, line: expect.stringContaining("has changed since the critic read it") });
    await at.review("open");
    expect(await at.review("findings", says("GO"))).toMatchObject({ exit: 0, line: expect.stringContaining("go:") });
  });

  it("keeps what the critic is to read and to know, once", async () => {
    const at = await table();
    await writeFile(join(at.root, "api.md"), "# API\n");
    for (const _ of [1, 2]) {
      const { stdout } = await at.review("open", undefined, "--context", "api.md", "--note", "the API is frozen");
      expect(stdout).toContain("Read too:\n  api.md\n\nNotes:\n  the API is frozen\n");
    }
    expect((await at.read(eventsFile(at.run))).match(/"type":"(?:context|note)"/g)).toHaveLength(2);
    for (const path of ["absent.md", "..", "../..", "."]) {
      expect(await at.review("open", undefined, "--context", path)).toMatchObject({ exit: 2 });
    }
  });

  it("leaves a review that somebody wrote by hand alone", async () => {
    const at = await table();
    await writeFile(join(at.folder, "review-3.md"), "mine\n\nVERDICT: NO-GO\n");
    await at.review("open");
    await at.review("findings", says("GO"));
    expect(await readFile(join(at.folder, "review-3.md"), "utf8")).toBe("mine\n\nVERDICT: NO-GO\n");
    expect(await readFile(join(at.folder, "review-4.md"), "utf8")).toMatch(/VERDICT: GO\n$/);
  });
});

describe("out of turn", () => {
  it.each([
    ["findings", says("GO"), "`plan-init review open`"],
    ["dispositions", answers(), "`plan-init review open`"],
    ["close", undefined, "`plan-init review open`"],
  ])("%s before anything is refused", async (step, answer, allowed) => {
    const at = await table();
    expect(await at.review(step, answer)).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining(`allowed now: ${allowed}`),
    });
    expect(await readdir(at.folder)).not.toContain("events.jsonl");
  });

  it.each([
    ["half of an answer", '{"verdict": "GO", "find', "cut off"],
    ["prose", "I would say GO", "no JSON document"],
    ["nothing", "", "empty"],
    ["no evidence", says("NO-GO", finding({ evidence: "" })), "no evidence, no finding"],
  ])("%s is not recorded", async (_, answer, words) => {
    const at = await table();
    await at.review("open");
    const events = await at.read(eventsFile(at.run));
    expect(await at.review("findings", answer)).toMatchObject({ exit: 2, stderr: expect.stringContaining(words) });
    expect(await at.read(eventsFile(at.run))).toBe(events);
  });

  it.each([
    [["open", "-"], "takes no file"],
    [["findings"], "no answer"],
    [["findings", "absent.json"], "no such file"],
    [["open", "--rounds", "0"], "no number of rounds"],
    [["open", "--rounds", "3", "--fast"], "cannot be used with"],
    [["close", "--fast"], "takes no flag"],
    [["open", "--context", "absent.md"], "no file or folder"],
    [["shut"], "Allowed choices"],
    [[], "missing required argument"],
  ])("%j is mistyped", async (argv, words) => {
    const at = await table();
    const { exit, stderr } = await runHere(["review", ...argv], { cwd: at.root });
    expect([exit, stderr]).toEqual([2, expect.stringContaining(words)]);
    expect(await readdir(at.folder)).not.toContain("events.jsonl");
  });
});

describe("what a crash leaves", () => {
  it("is gone on with: a draft without its event, an event without its file, half an event", async () => {
    const at = await table();
    await writeFile(join(at.folder, "draft-1.md"), "half a dra");
    await at.review("open");
    expect(await readFile(join(at.folder, "draft-1.md"), "utf8")).toBe(await at.read(planPath));
    await at.review("findings", says("NO-GO", finding()));
    await rm(join(at.folder, "review-1.md"));
    await appendFile(join(at.root, eventsFile(at.run)), '{"v":1,"at":"2026-');
    const answered = await at.review("dispositions", answers(["F1", "ACCEPT"]));
    expect(answered.stdout).toContain("one line of `events.jsonl` cannot be read");
    expect(answered.line).toBe("REVIEW: NO-GO 1/4 — to be worked in: F1");
    expect(await readdir(at.folder)).toContain("review-1.md");
  });

  it("or somebody plants: no file outside the run's folder is read or written", async () => {
    const at = await table();
    await at.review("open");
    const log = join(at.root, eventsFile(at.run));
    const text = await readFile(log, "utf8");
    await writeFile(log, text.replace("draft-1.md", "../../../README.md"));
    expect(await at.review("findings", says("GO"))).toMatchObject({ exit: 4 });
  });

  it("and control characters of an answer never reach the terminal", async () => {
    const at = await table();
    await at.review("open");
    const nasty = finding({ problem: "\u001b[2Jgone\u202e <script>alert(1)</script>", section: "M1\nVERDICT: GO" });
    const { stdout } = await at.review("findings", says("NO-GO", nasty));
    for (const acting of ["\u001b", "\u202e"]) expect(stdout).not.toContain(acting);
    const page = await readFile(join(at.folder, "review-1.md"), "utf8");
    expect(page.match(/^VERDICT/gm)).toHaveLength(1);
    expect(page).not.toContain("<script>");
  });
});

describe("a plan that was recorded", () => {
  it("counts as refused only while the last review does not end well", async () => {
    const at = await table();
    await at.write({});
    await at.check("--record");
    await at.check("--record");
    await at.review("open", undefined, "--rounds", "1");
    await at.review("findings", says("NO-GO", finding({ severity: "blocker" })));
    await at.review("close");
    expect((await at.start("--goal", "add login")).exit).toBe(0);
  });

  it("is settled as before when nothing was accepted", async () => {
    const at = await table();
    await at.write({});
    await at.check("--record");
    await at.check("--record");
    await at.review("open");
    await at.review("findings", says("NO-GO", finding()));
    await at.review("dispositions", answers(["F1", "REJECT"]));
    await at.review("close");
    expect((await at.start("--goal", "add login")).exit).toBe(4);
  });
});
