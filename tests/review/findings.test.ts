import { describe, expect, it } from "vitest";
import { fingerprintOf, sectionKey, unitsOf } from "../../src/review/identity.ts";
import { citations, isNew } from "../../src/review/new-evidence.ts";
import { finding, play } from "./session.ts";

describe("a place has one name", () => {
  it.each([
    [["M3", "Milestone M3, line 84", "M3: Validation", "m M3."], "M3"],
    [["Risks", "risks and mitigations", "Risks + mitigations, lines 80-84"], "risks"],
    [["M1, M2", "M2 / M1"], "M1+M2"],
    [["src/a.ts", "`src/a.ts`"], "src a ts"],
    [["S1", "Success criteria S1"], "S1"],
  ])("%j", (ways, name) => {
    for (const way of ways) expect(sectionKey(way), way).toBe(name);
  });

  it("or none that the plan knows", () => {
    expect(unitsOf("somewhere")).toEqual([]);
  });
});

describe("the fingerprint of a finding", () => {
  const print = fingerprintOf(finding());

  it.each([
    [{ problem: "the interface does  not exist." }],
    [{ problem: "The interface does not exist (line 84)" }],
    [{ section: "Milestone M1" }],
    [{ id: "F7", evidence: "other", resolution: "other" }],
  ])("is the same with %j", (other) => {
    expect(fingerprintOf(finding(other))).toBe(print);
  });

  it.each([[{ problem: "The interface exists" }], [{ section: "M2" }], [{ severity: "blocker" as const }]])(
    "is another with %j",
    (other) => {
      expect(fingerprintOf(finding(other))).not.toBe(print);
    },
  );
});

describe("new evidence", () => {
  it.each([
    ["`src/a.ts:12` and ./src/b.ts", ["src/a ts", "src/b ts"]],
    ['the plan says "keep it as it is" twice', ["keep it as it is"]],
    ["fails since 3f2a1bc", ["3f2a1bc"]],
    ["it is really, really so", []],
    ["package.json lacks it.", ["package json"]],
    ["read/write and/or 1234567, e.g. this, i.e. that", []],
    ["in ./limit and in a/b/c:12:4", ["limit", "a/b/c"]],
  ])("%s", (text, cited) => {
    expect([...citations(text)]).toEqual(cited);
  });

  it.each([
    ["one endless word", "a".repeat(8000)],
    ["an endless path", "a/".repeat(4000)],
    ["endless line numbers", `a.ts${":1".repeat(4000)}x`],
    ["endless dots", "a-.".repeat(2500)],
    ["endless quotes", '"'.repeat(8000)],
  ])("is looked for in %s without going back and forth", (_, text) => {
    // What is not linear would not come back before the test is given up.
    for (let n = 0; n < 200; n += 1) citations(`${text} ${n}`);
  });

  it.each([
    ["`src/a.ts:12` is empty", "src/a.ts has nothing in it, see src/a.ts:40-44", false],
    ["`src/a.ts` is empty", "`src/a.ts` is empty, and so is `src/b.ts`", true],
    ["`src/a.ts` is empty", "I insist that it is empty!", false],
  ])("%s, then: %s → %s", (before, now, expected) => {
    expect(isNew(citations(now), citations(before))).toBe(expected);
  });
});

describe("a finding that is raised again", () => {
  const first = () =>
    play({ cap: 8 })
      .round("a", [finding(), finding({ id: "F2", section: "M2", problem: "The rollback is missing" })])
      .answer();
  const second = (...findings: ReturnType<typeof finding>[]) => first().round("b", findings).session().rounds[1];

  it.each([
    ["by its text under another id", finding({ id: "F9" })],
    ["by its text under the id of another", finding({ id: "F2" })],
    ["in another word order", finding({ id: "F9", problem: "Does the interface exist? Not" })],
    ["by its id in other words", finding({ problem: "That interface is nowhere to be found" })],
    ["as something worse", finding({ id: "F9", severity: "blocker" })],
  ])("is known %s", (_, raw) => {
    expect(second(raw)).toMatchObject({ raised: ["F1"], fresh: [], returned: ["F1"] });
  });

  it.each([
    ["an id alone", finding({ problem: "Tests take ten minutes", section: "M3" })],
    ["an id and a section", finding({ problem: "Tests take ten minutes" })],
    ["the words in another section", finding({ id: "F9", section: "M4" })],
  ])("is not known by %s", (_, raw) => {
    expect(second(raw)).toMatchObject({ fresh: [expect.stringMatching(/^F\d+$/)], returned: [] });
  });

  it("keeps its id, and a new one never takes it", () => {
    const played = first().round("b", [finding({ problem: "Tests take ten minutes", section: "M3" })]);
    expect([...played.session().findings.keys()]).toEqual(["F1", "F2", "F3"]);
    expect(played.session().findings.get("F1")).toMatchObject({ state: "addressed", section: "M1" });
  });

  it("twice in one answer counts once", () => {
    expect(second(finding(), finding({ id: "F5" }))).toMatchObject({ raised: ["F1"], counts: { major: 1 } });
  });

  it("never swallows another that shares its id in one answer", () => {
    const twins = [finding(), finding({ section: "M2" }), finding({ problem: "The interface does not exist here" })];
    expect(play().round("a", twins).session().rounds[0]).toMatchObject({ raised: ["F1", "F2", "F3"] });
    expect(second(...twins)).toMatchObject({ raised: ["F1", "F3", "F4"], fresh: ["F3", "F4"] });
  });

  it("against a decision is filtered and counted, in all rounds to come", () => {
    const played = play({ cap: 8 }).round("a", [finding(), finding({ id: "F2", section: "M2" })]);
    played.answer({ F1: "DEFER" });
    for (const text of ["b", "c"]) {
      played.round(text, [finding(), finding({ id: "F9", section: text, problem: text })]).answer();
    }
    expect(played.session().findings.get("F1")).toMatchObject({ state: "deferred", filtered: [2, 3], raised: [1] });
  });

  it("with what the planner cited in its reason is not new", () => {
    const played = play({ cap: 8 }).round("a", [finding(), finding({ id: "F2", section: "M2" })]);
    played.happen({
      type: "dispositions",
      dispositions: [
        { id: "F1", disposition: "REJECT", reason: "it is in `src/else.ts`" },
        { id: "F2", disposition: "ACCEPT", reason: "yes" },
      ],
    });
    played.round("b", [finding({ evidence: "not even in src/else.ts" })]);
    expect(played.session().rounds[1]).toMatchObject({ filtered: ["F1"], raised: [] });
  });

  it("once with evidence and once without counts", () => {
    const played = play({ cap: 8 }).round("a", [finding(), finding({ id: "F2", section: "M2" })]);
    played.answer({ F1: "REJECT" }).round("b", [finding(), finding({ evidence: "see `src/new.ts`" })]);
    expect(played.session().rounds[1]).toMatchObject({ filtered: [], raised: ["F1"] });
    expect(played.session().findings.get("F1")?.filtered).toEqual([]);
  });
});

describe("a human's note in the plan", () => {
  const notes = [{ line: 7, text: "Why a queue?", section: "M1" }];

  it("is a finding of its own, whatever the critic says in the same words", () => {
    const played = play().round("a", [finding({ problem: "Why a queue?" })], { draft: { notes } });
    expect([...played.session().findings.values()].map(({ id, source, line }) => [id, source, line])).toEqual([
      ["H1", "human", 7],
      ["F1", "critic", undefined],
    ]);
  });

  it("is answered once, and done when it is gone", () => {
    const played = play().round("a", [], { verdict: "GO", draft: { notes } }).answer();
    expect(played.session().findings.get("H1")?.state).toBe("accepted");
    played.round("b", [], { verdict: "GO" });
    expect(played.session().findings.get("H1")?.state).toBe("addressed");
    expect(played.stop()).toMatchObject({ reason: "go" });
  });

  it("that stays although it was accepted comes back, in the end as stalled", () => {
    const played = play({ cap: 8 });
    for (const text of ["a", "b"]) played.round(text, [], { verdict: "GO", draft: { notes } }).answer();
    expect(played.stop()).toBeUndefined();
    played.round("c", [], { verdict: "GO", draft: { notes } });
    expect(played.stop()).toMatchObject({ reason: "stalled" });
  });

  it("does not block a cap once it has a disposition", () => {
    const played = play({ cap: 1 }).round("a", [], { verdict: "GO", draft: { notes } });
    expect(played.stop()).toMatchObject({ reason: "cap_blocked" });
  });
});
