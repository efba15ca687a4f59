import { describe, expect, it } from "vitest";
import { planPath } from "../../src/runs/setup.ts";
import { finding } from "../review/session.ts";
import { aPlan } from "../runs/a-plan.ts";
import { answers, plans, type Scripts, says, scripted } from "./support/scripted.ts";

/** The form that nobody has filled in, as far as the program asks. */
const form = "# Canonical plan: `<title>`\n\n## Goals / Non-goals\n\n- G1: `<what will be true>`\n";
const goal = ["--goal", "add login"];

const f1 = finding();
const blocker = finding({ severity: "blocker", problem: "It locks everybody out" });
const revised = (wording: string, more: Parameters<typeof aPlan>[0] = {}) => aPlan({ wording, ...more });
const troubles = [
  ["Sessions outlive their owner", "`src/session.ts`"],
  ["Nobody limits how often a password is tried", "`src/limit.ts`"],
  ["Old browsers lose the cookie", "`src/cookie.ts`"],
] as const;
/** Findings that have nothing in common. */
const trouble = (n: number, section = "S1") => {
  const [problem = "", evidence = ""] = troubles[n] ?? [];
  return finding({ id: `F${n + 1}`, section, problem, evidence, resolution: `Settle it (${evidence})` });
};

describe("a loop of planner and critic", () => {
  it("goes from a goal to a plan that may be built", async () => {
    const at = await scripted({
      plan: form,
      planner: [plans(aPlan()), answers({ F1: "ACCEPT" }, revised("calm"))],
      critic: [says("NO-GO", f1), says("GO")],
    });
    const { exit, stdout, line } = await at.loop(goal);
    expect({ exit, line }).toEqual({
      exit: 0,
      line: "REVIEW: GO 2/4 — go: the critic says GO in round 2, and no blocker or major is open",
    });
    expect(stdout).toContain("VERDICT: STOP");
    expect(stdout).toContain("`plan-init prompt dev`");
    expect(await at.read(planPath)).toContain("calm");
    expect(await at.inRun("draft-2.md")).toContain("- Iteration: 1 of 3");
    expect(await at.runFiles()).toEqual(
      expect.arrayContaining([
        "draft-1.md",
        "draft-2.md",
        "events.jsonl",
        "plan-1.md",
        "review-1.md",
        "review-2.md",
        "run.json",
        "summary.md",
      ]),
    );
    const [first, second] = await at.asked("critic");
    expect(first).toContain("Round 1 of at most 4");
    expect(second).toContain("F1 major, M1: The interface does not exist");
    const { exit: checked } = await at.loop(["--json"]);
    expect(checked).toBe(4);
  });

  /** Each reason to stop, as agents bring it about. */
  const ends: [string, string[], Scripts, { exit: number; reason: string }][] = [
    ["go", [], { critic: [says("GO")] }, { exit: 0, reason: "go" }],
    ["a GO beside a minor", [], { critic: [says("GO", finding({ severity: "minor" }))] }, { exit: 0, reason: "go" }],
    [
      "converged: nothing of it was accepted",
      [],
      { critic: [says("NO-GO", f1)], planner: [answers({ F1: "REJECT" })] },
      { exit: 0, reason: "converged" },
    ],
    [
      "converged: the planner accepts and changes nothing, however often it is asked",
      [],
      { critic: [says("NO-GO", f1)], planner: [answers({ F1: "ACCEPT" }), answers({}), answers({})] },
      { exit: 0, reason: "converged" },
    ],
    [
      "cap",
      ["--max-rounds", "1"],
      { critic: [says("NO-GO", f1)], planner: [answers({ F1: "ACCEPT" }, revised("calm"))] },
      { exit: 0, reason: "cap" },
    ],
    [
      "cap_blocked",
      ["--max-rounds", "1"],
      { critic: [says("NO-GO", blocker)], planner: [answers({ F1: "ACCEPT" }, revised("calm"))] },
      { exit: 4, reason: "cap_blocked" },
    ],
    [
      "stalled",
      [],
      {
        critic: [says("NO-GO", f1), says("NO-GO", f1), says("NO-GO", f1)],
        planner: [
          answers({ F1: "ACCEPT" }, revised("calm")),
          answers({ F1: "ACCEPT" }, revised("calmer")),
          answers({ F1: "ACCEPT" }, revised("calmest")),
        ],
      },
      { exit: 4, reason: "stalled" },
    ],
    [
      "oscillating: back at an earlier draft",
      [],
      {
        critic: [says("NO-GO", trouble(0)), says("NO-GO", trouble(1))],
        planner: [answers({ F1: "ACCEPT" }, revised("calm")), answers({ F2: "ACCEPT" }, aPlan())],
      },
      { exit: 4, reason: "oscillating" },
    ],
    [
      "self_fuelled",
      ["--complex"],
      {
        critic: [0, 1, 2].map((n) => says("NO-GO", trouble(n, "M1"))),
        planner: [1, 2, 3].map((n) =>
          answers({ [`F${n}`]: "ACCEPT" }, aPlan({ milestones: { M1: { title: `Step ${n}` }, M2: {} } })),
        ),
      },
      { exit: 4, reason: "self_fuelled" },
    ],
    [
      "agent_failed: prose",
      [],
      { critic: [{ say: "Looks great, GO!" }, { say: "As I said: GO." }] },
      { exit: 1, reason: "agent_failed" },
    ],
    ["agent_failed: nothing", [], { critic: [{ say: "" }, { say: "" }] }, { exit: 1, reason: "agent_failed" }],
    [
      "agent_failed: it crashes",
      [],
      { critic: [{ say: "", exit: 3, stderr: "boom" }] },
      { exit: 1, reason: "agent_failed" },
    ],
    [
      "agent_failed: it hangs, and left a process behind",
      [],
      { timeout: "1s", critic: [{ ms: 60_000, fork: true }] },
      { exit: 1, reason: "agent_failed" },
    ],
    [
      "agent_failed: the planner breaks the plan twice",
      [],
      {
        critic: [says("NO-GO", f1)],
        planner: [
          answers({ F1: "ACCEPT" }, aPlan({ milestones: { M1: { validation: null } } })),
          plans(aPlan({ milestones: { M1: { validation: null } } })),
        ],
      },
      { exit: 1, reason: "agent_failed" },
    ],
    [
      "agent_failed: the critic writes where it should not",
      [],
      { git: true, critic: [{ ...says("GO"), write: { "README.md": "# Mine\n" } }] },
      { exit: 1, reason: "agent_failed" },
    ],
  ];

  it.each(ends)("ends as %s", async (_, flags, scripts, { exit, reason }) => {
    const at = await scripted({ git: false, ...scripts });
    const answer = await at.loop([...goal, ...flags]);
    expect(answer.line, answer.stderr + answer.stdout).toContain(` — ${reason}: `);
    expect(answer.exit).toBe(exit);
    const stopped = (await at.events()).filter(({ type }) => type === "stopped");
    expect(stopped).toMatchObject([{ reason }]);
    expect((await at.inRun("summary.md")).replaceAll("\\", "")).toContain(reason);
  });
});
