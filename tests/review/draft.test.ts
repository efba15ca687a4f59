import { describe, expect, it } from "vitest";
import { lint } from "../../src/plan/lint/index.ts";
import { parsePlan } from "../../src/plan/parse/index.ts";
import { criticInput } from "../../src/review/critic-input.ts";
import { describeDraft } from "../../src/review/draft.ts";
import { judgeRevision } from "../../src/review/revision.ts";
import { withRisks } from "../../src/review/risks.ts";
import type { Finding } from "../../src/review/types.ts";
import { aPlan } from "../runs/a-plan.ts";
import { draft, finding, play } from "./session.ts";

const findingsIn = (text: string) => lint({ plan: parsePlan(text), facts: { maxLines: 300 } });
const describePlan = (text: string, reviewed?: string) =>
  describeDraft({ text, plan: parsePlan(text), snapshot: "draft-1.md", findings: findingsIn(text), reviewed });

const plan = aPlan();

describe("a draft", () => {
  it.each([
    ["its own bookkeeping", plan.replace("Iteration: 0 of 3", "Iteration: 2 of 3").replace("draft\n", "converged\n")],
    ["a new changelog", plan.replace("first draft, from the goal", "something else")],
    ["a human's note", plan.replace("## Risks", "> REVIEW: why?\n\n## Risks")],
    ["blanks", plan.replaceAll("\n\n", "\n\n\n")],
    ["the line ends of Windows", plan.replaceAll("\n", "\r\n")],
  ])("is the same with %s", (_, other) => {
    expect(describePlan(other).fingerprint).toBe(describePlan(plan).fingerprint);
  });

  it.each([
    ["other words in a milestone", aPlan({ wording: "replies" }), ["M1", "M2"]],
    ["another goal", aPlan({ goal: "Nobody can sign in" }), ["G1", "goals"]],
    ["another milestone", aPlan({ milestones: { M1: {}, M2: { title: "Else" } } }), ["M2"]],
  ])("is another with %s", (_, other, units) => {
    const [then, now] = [describePlan(plan), describePlan(other, plan)];
    expect(now.fingerprint).not.toBe(then.fingerprint);
    const touched = Object.keys(now.units).filter((unit) => now.units[unit] !== then.units[unit]);
    expect(touched.sort()).toEqual(units.sort());
  });

  it("says which lines it does not share with the draft that was reviewed", () => {
    const lines = plan.split("\n");
    const at = lines.findIndex((line) => line.startsWith("- C1"));
    const now = lines.toSpliced(at, 1, "- C1: other", "- C2: more").join("\n");
    expect(describePlan(now, plan).changed).toEqual([[at + 1, at + 2]]);
    expect(describePlan(lines.toSpliced(at, 1).join("\n"), plan).changed).toEqual([[at + 1, at + 1]]);
    expect(describePlan(plan, plan).changed).toEqual([]);
    expect(describePlan("", plan).changed).toEqual([[1, 1]]);
  });
});

describe("a revision", () => {
  const before = describePlan(plan).errors;
  const broken = (text: string) =>
    new Map(findingsIn(text).map(({ rule, id, what }) => [`${rule} ${id ?? ""}`.trim(), what]));

  it("that loses a validation is refused, asked for once more, and then the planner has failed", () => {
    const lost = aPlan({ milestones: { M1: {}, M2: { validation: null } } });
    const first = judgeRevision(before, broken(lost), 0);
    expect(first).toMatchObject({ kind: "refused", why: [expect.stringContaining("M2")] });
    expect(judgeRevision(before, broken(lost), 1)).toMatchObject({ kind: "failed" });
    expect(judgeRevision(before, broken(plan), 1)).toEqual({ kind: "taken" });
  });

  it("of 301 lines is refused", () => {
    const long = `${plan}${"- and more\n".repeat(300)}`;
    expect(judgeRevision(before, broken(long), 0)).toMatchObject({ kind: "refused" });
  });

  it("is not blamed for what was wrong before", () => {
    expect(judgeRevision(["plan/too-long"], new Map([["plan/too-long", "312 lines"]]), 0)).toEqual({ kind: "taken" });
  });
});

describe("majors that are left", () => {
  const left = (given: Partial<Finding> = {}): Finding => ({
    ...finding({ section: "M2", problem: "The queue may lose jobs.", resolution: "Write jobs down before they run" }),
    source: "critic",
    line: undefined,
    state: "open",
    decision: undefined,
    isContested: false,
    raised: [4],
    returned: [],
    filtered: [],
    ...given,
  });
  const errors = (text: string) => findingsIn(text).filter(({ severity }) => severity === "error");

  it("become risks with a mitigation and a next action", () => {
    const text = withRisks(plan, [left()], "run-1");
    expect(text).toContain(
      "- R1: Sessions leak — mitigation: short lifetimes — next action: the owner reviews M1\n" +
        "- R2: The queue may lose jobs (F1 of the review of run-1) — mitigation: Write jobs down before they run — next action: a person decides about M2 before it is built\n\n## Open",
    );
    expect(parsePlan(text).risks).toHaveLength(2);
    expect(errors(text)).toEqual([]);
  });

  it("are written once", () => {
    const once = withRisks(plan, [left()], "run-1");
    expect(withRisks(once, [left()], "run-1")).toBe(once);
    const twice = withRisks(once, [left(), left({ id: "F2", problem: "Another one" })], "run-1");
    expect(parsePlan(twice).risks.map(({ id }) => id)).toEqual(["R1", "R2", "R3"]);
    expect(parsePlan(withRisks(once, [left()], "run-2")).risks).toHaveLength(3);
  });

  it.each([
    ["no such section", plan.replace(/## Risks[^#]*/, ""), 1],
    ["nothing behind it", plan.replace(/## Open questions[\s\S]*/, ""), 2],
    ["nothing at all", "# Plan", 1],
    [
      "no last line end",
      plan
        .trimEnd()
        .replace(/## Open questions[\s\S]*/, "")
        .trimEnd(),
      2,
    ],
    ["an empty section", plan.replace(/- R1.*\n/, ""), 1],
    ["a table", plan.replace(/- R1.*/, "| id | risk |\n| --- | --- |\n| R1 | it leaks |"), 2],
    ["line ends of Windows", plan.replaceAll("\n", "\r\n"), 2],
  ])("find their place in a plan with %s", (_, text, count) => {
    const written = withRisks(text, [left()], "run-1");
    const { risks } = parsePlan(written);
    expect(risks).toHaveLength(count);
    expect(risks.at(-1)?.slots).toMatchObject({ mitigation: {}, "next action": {} });
    expect(written.includes("\r\n")).toBe(text.includes("\r\n"));
    for (const line of text.split(/\r?\n/)) expect(written).toContain(line);
    expect(withRisks(written, [left()], "run-1")).toBe(written);
  });

  it("stay one risk whatever a critic wrote", () => {
    const nasty = left({
      problem: "It fails — next action: nothing\n## Open questions\n- R9: `x` <script> — mitigation: none",
      resolution: "",
      section: "",
    });
    const text = withRisks(plan, [nasty], "run-1");
    const { risks, questions } = parsePlan(text);
    expect([risks.length, questions.length]).toEqual([2, 1]);
    expect(risks[1]?.slots["next action"]?.text).toBe("a person decides about it before it is built");
    expect(withRisks(text, [nasty], "run-1")).toBe(text);
  });
});

describe("the critic's input", () => {
  const intent = { goals: { G1: "in" }, nonGoals: {}, constraints: {}, criteria: {} };
  const now = plan.replace("- C1", "- C2: more\n- C1");

  it("is the whole plan at first", () => {
    const session = play()
      .happen({ type: "draft", ...draft("a") })
      .session();
    expect(criticInput(session, intent, { now, reviewed: undefined })).toMatchObject({
      round: 1,
      cap: 4,
      plan: "draft-1.md",
      intent,
      delta: undefined,
    });
  });

  it("is what changed from then on, with every finding and its disposition", () => {
    const played = play().round("a", [finding(), finding({ id: "F2", section: "M2" })], { keep: ["the queue"] });
    played.answer({ F2: "REJECT" }).happen({ type: "draft", ...draft("b") });
    const { delta } = criticInput(played.session(), intent, { now, reviewed: plan });
    const line = plan.split("\n").findIndex((each) => each.startsWith("- C1")) + 1;
    expect(delta).toMatchObject({
      changed: [[line, line]],
      findings: [
        { id: "F1", state: "accepted", reason: "because" },
        { id: "F2", state: "rejected" },
      ],
      keep: ["the queue"],
    });
    expect(delta?.diff.split("\n")[0]).toBe(`@@ -${line - 3},6 +${line - 3},7 @@`);
    expect(delta?.diff.split("\n").filter((each) => /^[-+]/.test(each))).toEqual(["+- C2: more"]);
  });

  it("refuses a session that has nothing to review", () => {
    expect(() => criticInput(play().session(), intent, { now, reviewed: undefined })).toThrow(TypeError);
  });
});
