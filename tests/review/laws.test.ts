import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EventOf, eventLine, happening, type NewEvent, parseEvents } from "../../src/review/events.ts";
import { foldSession } from "../../src/review/fold/fold.ts";
import { openBlockers, openMajors } from "../../src/review/open.ts";
import { allowedNow, demand, dueOf } from "../../src/review/phases.ts";
import { decideStop } from "../../src/review/stop/index.ts";
import { choices, phases, severities, stopReasons, verdicts } from "../../src/review/types.ts";
import { draft, finding, type Played, play } from "./session.ts";

const few = fc.integer({ min: 1, max: 6 });

const anyFinding = fc
  .record({ n: few, m: few, severity: fc.constantFrom(...severities), cites: few })
  .map(({ n, m, severity, cites }) =>
    finding({
      id: `F${n}`,
      severity,
      section: `M${m}`,
      problem: `Thing ${m * n} is missing in it`,
      evidence: `see \`src/${cites}.ts\``,
      resolution: n % 2 === 0 ? `Add the thing ${m}` : `Remove the thing ${m}`,
    }),
  );

const anyNote = few.map((n) => ({ line: n, text: `Why ${n}?`, section: "M1" }));

const anyDraft = fc
  .record({ n: few, unit: few, notes: fc.array(anyNote, { maxLength: 2 }) })
  .map(({ n, unit, notes }) => draft(`d${n}`, { units: { M1: `${unit}`, M2: `${n}` }, changed: [[n, n + 3]], notes }));

const anyReview = fc.record({
  verdict: fc.constantFrom(...verdicts),
  findings: fc.array(anyFinding, { maxLength: 5 }),
  keep: fc.array(few.map(String), { maxLength: 2 }),
  trim: fc.array(few.map(String), { maxLength: 2 }),
  file: fc.constant("review-1.md"),
  stale: fc.boolean(),
});

const anyDisposition = fc.record({
  id: few.chain((n) => fc.constantFrom(`F${n}`, `H${n}`)),
  disposition: fc.constantFrom(...choices),
  reason: fc.constant("because"),
});

const id = few.map(String);
const maybe = fc.option(fc.integer({ min: 0, max: 50 }));

const anyEvent: fc.Arbitrary<NewEvent> = fc.oneof(
  fc.constant({
    type: "opened",
    cap: 4,
    limits: { usd: 90 },
    program: "",
    commit: null,
    prompts: {},
    agents: {},
  } as const),
  anyDraft.map((each) => ({ type: "draft", ...each }) as const),
  anyReview.map((each) => ({ type: "review", ...each }) as const),
  fc.array(anyDisposition, { maxLength: 8 }).map((dispositions) => ({ type: "dispositions", dispositions }) as const),
  fc.record({ type: fc.constant("asked" as const), id, question: id, fallback: id }),
  fc.record({ type: fc.constant("answered" as const), id, answer: id }),
  fc.record({ type: fc.constant("blocked" as const), id, words: id }),
  fc.record({ type: fc.constant("cleared" as const), id, answer: id }),
  fc.record({ type: fc.constant("context" as const), path: id }),
  fc.record({ type: fc.constant("note" as const), text: id }),
  fc.record({ type: fc.constant("refused" as const), why: fc.array(id) }),
  fc.record({ type: fc.constant("failed" as const), who: id, kind: id, words: id }),
  fc.record({ type: fc.constant("spent" as const), who: id, usd: maybe, tokens: maybe, ms: maybe }),
  fc.record({ type: fc.constant("stopped" as const), reason: fc.constantFrom(...stopReasons), words: id }),
  fc.record({ type: fc.constant("interrupted" as const), signal: id }),
  fc.record({ type: fc.constant("resumed" as const), rounds: few, limits: fc.constant(null) }),
);

describe("the fold", () => {
  it("takes events in any order, and says the same every time", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (given) => {
        const events = given.map((event, at) => happening(event, new Date(at)));
        const session = foldSession(events);
        expect(phases).toContain(session.phase);
        expect(session.beneath).not.toBe("PAUSED");
        expect(session.ignored).toBeLessThanOrEqual(events.length);
        expect(session.findings.size).toBe(new Set(session.findings.keys()).size);
        decideStop(session);
        allowedNow(session);
        const again = foldSession(parseEvents(events.map(eventLine).join("")).events);
        expect(again).toEqual(session);
        expect(decideStop(again)).toEqual(decideStop(session));
      }),
    );
  });

  it("passes over what is out of phase, exactly as a verb would be refused", () => {
    const fresh = foldSession([]);
    expect(allowedNow(fresh)).toEqual(["open"]);
    expect(() => demand("findings", fresh)).toThrow(
      expect.objectContaining({ code: "review-out-of-phase", exit: 4, fix: "allowed now: `plan-init review open`" }),
    );
    const played = play().round("a", [finding()]);
    expect(() => demand("draft", played.session())).toThrow(/PLANNING/);
    played.happen({ type: "draft", ...draft("b") });
    expect(played.session()).toMatchObject({ ignored: 1, phase: "PLANNING" });
    expect(played.session().drafts).toHaveLength(1);
  });

  it("goes through the phases", () => {
    const played = play();
    const seen = [foldSession([]).phase, played.session().phase];
    const then = (...events: Parameters<Played["happen"]>) => seen.push(played.happen(...events).session().phase);
    then({ type: "asked", id: "Q1", question: "How long?", fallback: "a day" });
    then({ type: "blocked", id: "Q1", words: "nobody is there to answer" });
    then({ type: "answered", id: "Q1", answer: "an hour" });
    then({ type: "draft", ...draft("a") });
    then({ type: "review", verdict: "GO", findings: [], keep: [], trim: [], file: "review-1.md", stale: false });
    then({ type: "stopped", reason: "go", words: "" });
    expect(seen).toEqual(["SETUP", "CONTEXT", "DISCUSSION", "PAUSED", "PLANNING", "REVIEW", "PLANNING", "COMPLETE"]);
  });
});

/** Plays rounds of any content by the rules, as a driver does. */
function drive(cap: number, rounds: readonly Turn[]): Played {
  const played = play({ cap });
  for (const { text, review, disposed } of rounds) {
    if (played.stop() !== undefined) break;
    played.happen({ type: "draft", ...text });
    if (played.stop() !== undefined) break;
    played.happen({ type: "review", ...review });
    if (played.stop() !== undefined) break;
    const due = dueOf(played.session());
    if (due.length === 0) continue;
    const choice = (at: number) => disposed[at % disposed.length] ?? "ACCEPT";
    played.answer(Object.fromEntries(due.map((each, at) => [each, choice(at)])));
  }
  return played;
}

interface Turn {
  text: ReturnType<typeof draft>;
  review: Omit<EventOf<"review">, "v" | "at" | "type">;
  disposed: (typeof choices)[number][];
}

const anyTurn: fc.Arbitrary<Turn> = fc.record({
  text: anyDraft,
  review: anyReview,
  disposed: fc.array(fc.constantFrom(...choices), { minLength: 1, maxLength: 4 }),
});

describe("every session", () => {
  it("ends for exactly one reason, within its cap, and what is filtered never keeps it from ending", () => {
    fc.assert(
      fc.property(fc.constantFrom(2, 4, 8), fc.array(anyTurn, { minLength: 8, maxLength: 8 }), (cap, turns) => {
        const played = drive(cap, turns);
        const session = played.session();
        const stop = played.stop();
        expect(stopReasons).toContain(stop?.reason);
        expect(session.rounds.length).toBeLessThanOrEqual(cap);
        expect(session.ignored).toBe(0);
        if (stop?.reason === "go" || stop?.reason === "converged" || stop?.reason === "cap") {
          expect(openBlockers(session)).toEqual([]);
        }
        if (stop?.reason === "go") expect(openMajors(session)).toEqual([]);
        for (const { filtered } of session.rounds.slice(-1)) {
          const blocking = [...openBlockers(session), ...openMajors(session)].map((each) => each.id);
          expect(blocking.filter((each) => filtered.includes(each))).toEqual([]);
        }
        played.happen({ type: "stopped", reason: stop?.reason ?? "go", words: stop?.words ?? "" });
        expect(played.stop()).toEqual(stop);
      }),
      { numRuns: 120 },
    );
  });
});
