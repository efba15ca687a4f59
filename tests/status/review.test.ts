import { describe, expect, it } from "vitest";
import type { Run } from "../../src/runs/run.ts";
import { type Candidate, candidates, type Reviewed, staleAfterDays, staleOf } from "../../src/status/review.ts";
import { opened, recorded, verdict } from "../runs/some-runs.ts";
import { now } from "./a-gathering.ts";

const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
const stamp = (days: number) =>
  daysAgo(days)
    .toISOString()
    .replace(/\.\d+Z$/, "Z");

/** A run whose last word was so many days ago. */
const aged = (run: Run, days: number, given: Partial<Run> = {}): Run => ({
  ...run,
  id: `${stamp(days).replaceAll(":", "")}-some-goal-k3f9`,
  opened: stamp(days),
  iterations: run.iterations.map((iteration) => ({ ...iteration, at: stamp(days) })),
  ...given,
});

const nothing: Reviewed = { plan: undefined, runs: [], bare: [], own: new Set(), worked: new Set(), mute: [] };

/** What is stale when the disk says that everything was touched so many days ago. */
function reviewed(given: Partial<Reviewed>, days: number) {
  const found = candidates({ ...nothing, ...given }, now);
  return staleOf(found, new Map(found.map((each): [Candidate, Date] => [each, daysAgo(days)])), now);
}

const settled = recorded({}, { verdict: verdict("STOP", "converged", 2) });
const stalled = recorded({ verdict: verdict("ESCALATE", "stalled", 2) });
const plan = { title: "Log in", isBuilt: false, run: undefined };

describe("the review policy", () => {
  const id = (run: Run) => ({ runs: [run] });
  it.each([
    ["a plan that is built, even today", { plan: { ...plan, isBuilt: true } }, 0, "archive"],
    ["a plan that nobody touched", { plan }, 63, "update or delete"],
    ["a plan that somebody touched", { plan }, 61, undefined],
    ["a plan whose run is new", { plan: { ...plan, run: aged(settled, 3) } }, 400, undefined],
    ["a plan whose run is old", { plan: { ...plan, run: aged(settled, 400) } }, 63, "update or delete"],
    ["a plan whose run is old, touched since", { plan: { ...plan, run: aged(settled, 400) } }, 5, undefined],
    ["a run that never recorded anything", id(aged(opened(), 90)), 90, "delete"],
    ["a run that went on", id(aged(recorded({}), 90)), 90, "delete"],
    ["a run that went on, not long ago", id(aged(recorded({}), 30)), 30, undefined],
    ["a run that went on, with a file of last week", id(aged(recorded({}), 90)), 7, undefined],
    ["a run that stalled", id(aged(stalled, 90)), 90, "delete"],
    ["a run that was settled and made way", id(aged(settled, 90)), 90, "delete"],
    ["the newest run of strategy", id(aged(opened({ mode: "strategy" }), 90)), 90, "update or delete"],
    ["a run without a record", { bare: [aged(opened(), 90).id] }, 90, "update or delete"],
    ["a run without a record, not long ago", { bare: [aged(opened(), 9).id] }, 90, undefined],
    ["an archive without a README.md", { mute: ["planning/archive/2026-01-login"] }, 0, "update or delete"],
  ] as const)("on %s", (_, given, days, policy) => {
    expect(reviewed(given, days).map((item) => item.policy)).toEqual(policy === undefined ? [] : [policy]);
  });

  it("leaves the plan's own runs to the plan", () => {
    const run = aged(settled, 90);
    expect(reviewed({ runs: [run], own: new Set([run.id]) }, 90)).toEqual([]);
    expect(reviewed({ bare: [run.id], own: new Set([run.id]) }, 90)).toEqual([]);
  });

  it("keeps what was built under a run", () => {
    const run = aged(settled, 90);
    const [item] = reviewed({ runs: [run], worked: new Set([run.id]) }, 90);
    expect(item).toMatchObject({ policy: "archive", path: `planning/_runs/${run.id}`, days: 90 });
    expect(item?.fix).toContain("`planning/archive/2026-08-add-login/`");
  });

  it("goes on with the newest run of strategy alone", () => {
    const runs = [90, 80].map((days) => aged(opened({ mode: "strategy" }), days));
    expect(reviewed({ runs }, 80).map(({ policy }) => policy)).toEqual(["delete", "update or delete"]);
  });

  it("names the plan first, then what lay longest", () => {
    const runs = [aged(opened(), 70), aged(opened(), 300)];
    const items = reviewed({ plan, runs, mute: ["planning/archive/2026-01-login"] }, 400);
    expect(items.map(({ what, days }) => [what, days])).toEqual([
      ["plan", 400],
      ["run", 300],
      ["run", 70],
      ["archive", 400],
    ]);
  });

  it("believes what is newest: record, commit or file", () => {
    const run = aged(opened(), 90, {
      confirmed: { at: stamp(70), fingerprint: "", text: "0".repeat(64), changes: [] },
    });
    expect(reviewed({ runs: [run] }, 200)).toMatchObject([{ days: 70, touched: daysAgo(70).toISOString() }]);
  });

  it("takes a moment that is yet to come for today", () => {
    const items = reviewed({ plan: { ...plan, isBuilt: true } }, -30);
    expect(items).toMatchObject([{ days: 0 }]);
  });

  it("waits for two months at their longest", () => {
    expect(reviewed({ plan }, staleAfterDays - 0.01)).toEqual([]);
    expect(reviewed({ plan }, staleAfterDays + 0.01)).toMatchObject([{ days: 62 }]);
  });

  it("says nothing of what is not there any more", () => {
    const found = candidates({ ...nothing, plan }, now);
    expect(staleOf(found, new Map(), now)).toEqual([]);
  });
});
