import { describe, expect, it } from "vitest";
import { draft, finding, play } from "./session.ts";

const blocker = finding({ severity: "blocker" });
const minor = finding({ severity: "minor", id: "F2", problem: "A word is missing" });
const other = (n: number, section = `M${n}`) => finding({ id: `F${n}`, section, problem: `Number ${n} is wrong` });

describe("go", () => {
  it("when the critic says so and nothing that counts is open", () => {
    const played = play().round("a", [minor], { verdict: "GO" });
    expect(played.stop()).toEqual({
      reason: "go",
      exit: 0,
      words: "the critic says GO in round 1, and no blocker or major is open",
    });
  });

  it.each([[[blocker]], [[finding()]]])("not beside an open finding: %j", (findings) => {
    const played = play().round("a", findings, { verdict: "GO" });
    expect(played.session().rounds[0]).toMatchObject({ said: "GO", verdict: "NO-GO" });
    expect(played.stop()).toBeUndefined();
  });

  it("not for a plan that was changed meanwhile", () => {
    const played = play().round("a", [], { verdict: "GO", stale: true });
    expect(played.stop()).toBeUndefined();
    expect(played.round("b", [], { verdict: "GO" }).stop()).toMatchObject({ reason: "go" });
  });

  it("not beside a human's note, until that has a disposition", () => {
    const notes = [{ line: 3, text: "why so?", section: "M1" }];
    const played = play().round("a", [], { verdict: "GO", draft: { notes } });
    expect(played.stop()).toBeUndefined();
    played.answer({ H1: "REJECT" });
    expect(played.round("b", [], { verdict: "GO", draft: { notes } }).stop()).toMatchObject({ reason: "go" });
  });

  it("although what was rejected is raised again", () => {
    const played = play()
      .round("a", [finding(), other(2)])
      .answer({ F1: "REJECT" });
    const { rounds } = played.round("b", [finding()], { verdict: "GO" }).session();
    expect(rounds[1]).toMatchObject({ verdict: "GO", raised: [], filtered: ["F1"] });
    expect(played.stop()).toMatchObject({ reason: "go" });
  });
});

describe("converged", () => {
  it("when nothing was accepted", () => {
    const played = play().round("a", [finding(), minor]).answer({ F1: "DEFER" });
    expect(played.stop()).toMatchObject({
      reason: "converged",
      exit: 0,
      words: "no blocker or major of round 1 was accepted",
    });
  });

  it("when a review brings nothing that was not decided", () => {
    const played = play()
      .round("a", [finding(), other(2)])
      .answer({ F1: "REJECT" })
      .round("b", [finding()]);
    expect(played.stop()).toMatchObject({ reason: "converged" });
  });

  it("when the revision changed nothing, saying what is left", () => {
    const played = play().round("a", [finding()]).answer();
    expect(played.stop()).toBeUndefined();
    played.happen({ type: "draft", ...draft("a") });
    expect(played.stop()).toMatchObject({
      reason: "converged",
      words: "the revision changed nothing; accepted and not worked in: F1",
    });
  });

  it("not over a blocker that was waved away: the critic sees the reason first", () => {
    const played = play().round("a", [blocker]).answer({ F1: "REJECT" });
    expect(played.stop()).toBeUndefined();
    expect(played.round("a", [blocker]).stop()).toMatchObject({ reason: "converged" });
  });

  it("nor when the critic has new evidence against the reason", () => {
    const played = play().round("a", [blocker]).answer({ F1: "REJECT" });
    played.round("a", [{ ...blocker, evidence: "`npm test` fails in `src/other.ts`" }]);
    expect(played.session().rounds[1]).toMatchObject({ raised: ["F1"], filtered: [], fresh: [] });
    expect(played.stop()).toBeUndefined();
  });
});

describe("the cap", () => {
  const toTheCap = (last: ReturnType<typeof finding>[]) => {
    const played = play({ cap: 2 })
      .round("a", [other(1)])
      .answer();
    return played.round("b", last);
  };

  it("ends well with majors, which it names", () => {
    expect(toTheCap([other(2)]).stop()).toEqual({
      reason: "cap",
      exit: 0,
      words: "round 2 was the last, and no blocker is open; into the plan's Risks: F2",
    });
  });

  it("pauses with blockers, and goes on when a person says so", () => {
    const played = toTheCap([{ ...other(2), severity: "blocker" }]);
    const stop = played.stop();
    expect(stop).toMatchObject({ reason: "cap_blocked", exit: 4 });
    played.happen({ type: "stopped", reason: "cap_blocked", words: "" });
    expect(played.session().phase).toBe("PAUSED");
    played.happen({ type: "resumed", rounds: 1, limits: null });
    expect(played.session()).toMatchObject({ phase: "PLANNING", cap: 3, ended: undefined });
    expect(played.stop()).toBeUndefined();
    expect(played.answer().round("c", [], { verdict: "GO" }).stop()).toMatchObject({ reason: "go" });
  });
});

describe("stalled", () => {
  it("when what was accepted comes back in two rounds", () => {
    const played = play({ cap: 8 })
      .round("a", [other(1), other(2)])
      .answer();
    played.round("b", [other(1), other(3)]).answer();
    expect(played.stop()).toBeUndefined();
    expect(played.round("c", [{ ...other(1), problem: "number 1: wrong" }]).stop()).toMatchObject({
      reason: "stalled",
      exit: 4,
      words: "accepted, and back unchanged in rounds 2 and 3: F1",
    });
  });

  it("not when each time there is new evidence", () => {
    const played = play({ cap: 8 })
      .round("a", [other(1)])
      .answer();
    played.round("b", [{ ...other(1), evidence: "`a.ts`" }]).answer();
    expect(played.round("c", [{ ...other(1), evidence: "`b.ts`" }]).stop()).toBeUndefined();
  });

  it("not for a minor", () => {
    const played = play({ cap: 8 });
    for (const text of ["a", "b", "c"]) {
      const n = text.charCodeAt(0);
      played.round(text, [minor, { ...other(n), section: `R${n}` }]).answer();
    }
    expect(played.session().findings.get("F2")?.returned).toEqual([2, 3]);
    expect(played.stop()).toBeUndefined();
  });
});

describe("oscillating", () => {
  it("when the plan is back at an earlier draft", () => {
    const played = play({ cap: 8 })
      .round("a", [other(1)])
      .answer()
      .round("b", [other(2)])
      .answer();
    played.happen({ type: "draft", ...draft("a") });
    expect(played.stop()).toMatchObject({
      reason: "oscillating",
      exit: 4,
      words: "the plan is back at the draft of round 1",
    });
  });

  it("when only its structure is", () => {
    const played = play({ cap: 8 });
    played.round("a", [other(1)], { draft: { structure: "x" } }).answer();
    played.round("b", [other(2)], { draft: { structure: "y" } }).answer();
    played.happen({ type: "draft", ...draft("c", { structure: "x" }) });
    expect(played.stop()).toMatchObject({ words: "the plan is back at the structure of round 1" });
  });

  it("not when the structure stays and the words change", () => {
    const played = play({ cap: 8 });
    for (const text of ["a", "b", "c"])
      played.round(text, [other(text.charCodeAt(0))], { draft: { structure: "x" } }).answer();
    expect(played.stop()).toBeUndefined();
  });

  it.each([
    ["keeps, then trims", { keep: ["The cache in M2"] }, { trim: ["the cache in M2."] }],
    ["trims, then keeps", { trim: ["The cache in M2"] }, { keep: ["the cache in M2"] }],
  ])("when the critic %s", (_, first, second) => {
    const played = play({ cap: 8 })
      .round("a", [other(1)], first)
      .answer();
    expect(played.round("b", [other(2)], second).stop()).toMatchObject({ reason: "oscillating" });
  });

  it.each([
    ["Add a retry queue to the worker", "Remove the retry queue from the worker", true],
    ["Split the migration milestone", "Merge the migration milestones into one migration milestone", true],
    ["Do not add a retry queue", "Add a retry queue", true],
    ["Add a retry queue to the worker", "Add a retry queue to the server", false],
    ["Add a retry queue to the worker", "Remove the audit log from the page", false],
  ])("%s, then: %s → %s", (first, second, isReversal) => {
    const played = play({ cap: 8 })
      .round("a", [{ ...other(1, "M2"), resolution: first }])
      .answer();
    played.round("b", [{ ...other(2, "Milestone M2"), resolution: second }]);
    expect(played.stop()?.reason).toBe(isReversal ? "oscillating" : undefined);
  });

  it("not when the first order was not accepted", () => {
    const played = play({ cap: 8 }).round("a", [{ ...other(1, "M2"), resolution: "Add a cache" }, other(3)]);
    played.answer({ F1: "REJECT" }).round("b", [{ ...other(2, "M2"), resolution: "Remove the cache" }]);
    expect(played.stop()).toBeUndefined();
  });

  it("when a section is back at what it was, and raised again", () => {
    const played = play({ cap: 8 });
    for (const [at, hash] of ["x", "y"].entries())
      played.round(`d${at}`, [other(at + 1, "M2")], { draft: { units: { M2: hash } } }).answer();
    expect(played.stop()).toBeUndefined();
    played.round("d3", [other(3, "M2")], { draft: { units: { M2: "x" } } });
    expect(played.stop()).toMatchObject({
      reason: "oscillating",
      words: "M2 is back at what it was in round 1, and F3 is about it",
    });
  });
});

describe("self_fuelled", () => {
  const growing = (sections: string[]) => {
    const played = play({ cap: 8 })
      .round("a", [other(1)], { draft: { units: { M1: "a", M9: "same" } } })
      .answer();
    for (const [at, section] of sections.entries()) {
      const units = { M1: `b${at}`, M9: "same" };
      played.round(`b${at}`, [other(10 + at, section)], { draft: { units, changed: [[5, 9]] } });
      if (at < sections.length - 1) played.answer();
    }
    return played.stop();
  };

  it.each([
    [["M1"], undefined],
    [["M1", "M1"], "self_fuelled"],
    [["M1", "lines 8-12"], "self_fuelled"],
    [["M1", "line 12"], undefined],
    [["M1", "M9"], undefined],
    [["M1", "somewhere"], undefined],
    [["M9", "M1", "M1"], "self_fuelled"],
  ])("findings about %j: %s", (sections, reason) => {
    expect(growing(sections)?.reason).toBe(reason);
  });
});

describe("budget", () => {
  const spent = (usd: number | null, tokens: number | null, ms: number | null) =>
    ({ type: "spent", who: "critic", usd, tokens, ms }) as const;

  it.each([
    [{ usd: 2 }, spent(1, null, 100), "spent: $2.00 of $2.00"],
    [{ tokens: 2000 }, spent(null, 1000, 100), "spent: 2000 of 2000 tokens"],
    [{ minutes: 1 }, spent(null, null, 30_000), "spent: 1.0 of 1 minutes"],
  ])("%j", (limits, event, words) => {
    const played = play({ limits }).happen(event);
    expect(played.stop()).toBeUndefined();
    expect(played.happen(event).stop()).toEqual({ reason: "budget", exit: 4, words });
  });

  it("takes a cost that nobody told for unknown, not for nothing", () => {
    const played = play({ limits: { usd: 1 } }).happen(spent(null, null, null));
    expect(played.session().spent.usd).toEqual({ known: 0, missing: 1 });
    expect(played.stop()).toBeUndefined();
    expect(played.happen(spent(1.5, null, null)).stop()?.words).toBe("spent: at least $1.50 of $1.00");
  });

  it("takes back neither a GO nor the end of the last round", () => {
    const broke = () => play({ cap: 1, limits: { usd: 1 } }).happen(spent(5, null, null));
    expect(broke().round("a", [], { verdict: "GO" }).stop()?.reason).toBe("go");
    expect(
      broke()
        .round("a", [other(1)])
        .stop()?.reason,
    ).toBe("cap");
  });

  it("goes on with more", () => {
    const played = play({ limits: { usd: 1 } }).happen(spent(1, null, null), {
      type: "stopped",
      reason: "budget",
      words: "",
    });
    expect(played.session().phase).toBe("PAUSED");
    expect(played.happen({ type: "resumed", rounds: 0, limits: { usd: 3 } }).stop()).toBeUndefined();
  });
});

describe("from outside", () => {
  it("an agent's failure is no verdict", () => {
    const played = play().round("a", [], { verdict: "GO" });
    played.happen({ type: "failed", who: "critic", kind: "timeout", words: "nothing in 300 s" });
    expect(played.stop()).toEqual({
      reason: "agent_failed",
      exit: 1,
      words: "the critic failed (timeout): nothing in 300 s",
    });
  });

  it("a signal comes first, and the same round goes on", () => {
    const played = play().round("a", [other(1)]);
    played.happen(
      { type: "failed", who: "planner", kind: "signal", words: "killed" },
      { type: "interrupted", signal: "SIGINT" },
    );
    expect(played.stop()).toMatchObject({ reason: "interrupted", exit: 130 });
    played.happen({ type: "resumed", rounds: 0, limits: null });
    expect(played.stop()).toBeUndefined();
    expect(played.session()).toMatchObject({ phase: "PLANNING", cap: 4, waived: 0 });
  });
});
