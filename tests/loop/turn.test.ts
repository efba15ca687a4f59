import { describe, expect, it } from "vitest";
import { type Desk, turnOf } from "../../src/loop/turn.ts";
import { finding, type Played, play } from "../review/session.ts";

const desk = (given: Partial<Desk> = {}): Desk => ({ isBlank: false, isRevised: false, unchanged: 0, ...given });
const asks = { type: "asked", id: "Q1", question: "How long?", fallback: "a day" } as const;
const drafted = (played: Played) =>
  played.happen({
    type: "draft",
    ...{
      fingerprint: "b",
      structure: "b",
      lines: 9,
      snapshot: "draft-2.md",
      units: {},
      changed: [],
      notes: [],
      errors: [],
    },
  });

describe("whose turn it is", () => {
  it.each<[string, Played, Partial<Desk>, string]>([
    ["with an empty form", play(), { isBlank: true }, "write"],
    ["with a plan that nobody has looked at", play(), {}, "draft"],
    ["with a draft", play().round("a", [finding()]).answer(), { isRevised: true }, "draft"],
    ["with a draft that waits", drafted(play()), {}, "review"],
    ["with a draft that waits, though the form was emptied meanwhile", drafted(play()), { isBlank: true }, "review"],
    ["with findings", play().round("a", [finding()]), {}, "answer"],
    [
      "with findings, though a person has edited the plan",
      play().round("a", [finding()]),
      { isRevised: true },
      "answer",
    ],
    ["with a revision owed", play().round("a", [finding()]).answer(), {}, "revise"],
    ["with a revision owed and asked for once", play().round("a", [finding()]).answer(), { unchanged: 1 }, "revise"],
    ["with a revision that never came", play().round("a", [finding()]).answer(), { unchanged: 2 }, "draft"],
    [
      "with a blocker that was rejected, and that the critic has not seen the reason of",
      play()
        .round("a", [finding({ severity: "blocker" })])
        .answer({ F1: "REJECT" }),
      {},
      "draft",
    ],
    ["with a question of the planner's", play().happen(asks), { isBlank: true }, "ask"],
    ["with its answer", play().happen(asks, { type: "answered", id: "Q1", answer: "no" }), { isBlank: true }, "write"],
    ["held up", play().happen({ type: "blocked", id: "edit-1", words: "look" }), {}, "pause"],
    ["held up by a question", play().happen(asks, { type: "blocked", id: "Q1", words: "How long?" }), {}, "ask"],
    ["after a GO", play().round("a", [], { verdict: "GO" }), {}, "stop"],
    ["after a failure", play().happen({ type: "failed", who: "critic", kind: "timeout", words: "late" }), {}, "stop"],
    ["after a signal", play().happen({ type: "interrupted", signal: "SIGINT" }), {}, "stop"],
    [
      "with nothing left to spend",
      play({ limits: { usd: 1 } }).happen({ type: "spent", who: "critic", usd: 1, tokens: null, ms: null }),
      {},
      "stop",
    ],
    [
      "with a failure that somebody saw",
      play().happen(
        { type: "failed", who: "critic", kind: "timeout", words: "late" },
        { type: "resumed", rounds: 0, limits: null },
      ),
      {},
      "draft",
    ],
  ])("%s", (_, played, about, kind) => {
    expect(turnOf(played.session(), desk(about)).kind).toBe(kind);
  });
});
