import { describe, expect, test } from "vitest";
import { archiveSlug, decideClosing, isUntouched, nameArchive } from "../../src/archive/decide.ts";
import { changesFor, type Parts, reportsFor } from "../../src/archive/moves.ts";
import { unsafePath } from "../../src/pack/paths.ts";
import { parsePlan } from "../../src/plan/parse/index.ts";
import { aPlan } from "../runs/a-plan.ts";
import { everyFile, fileOf, scaffold } from "../templates/support/scaffold.ts";

const planWith = (...statuses: string[]) =>
  parsePlan(aPlan({ milestones: Object.fromEntries(statuses.map((status, at) => [`M${at + 1}`, { status }])) }));
const bare = (status: string) =>
  parsePlan(`# Canonical plan: A quarter\n\n## Plan ID / Timestamp\n\n- Mode: strategy\n- Status: ${status}\n`);

describe("whether a plan is closed", () => {
  const done = { kind: "close", outcome: { kind: "done" } };
  const notDone = (why: string) => ({ kind: "not done", why });

  test.each([
    ["all done", planWith("done", "done"), done],
    ["done and dropped", planWith("done", "dropped"), done],
    ["one open", planWith("done", "todo"), notDone("M2 is todo")],
    ["several open", planWith("doing", "blocked", "todo"), notDone("M1 is doing, M2 is blocked, M3 is todo")],
    ["a status that nobody knows", planWith("almost"), notDone("M1 is without a status")],
    ["all dropped", planWith("dropped", "dropped"), notDone("all of its milestones were dropped")],
    ["no milestones", bare("draft"), notDone("it has no milestones")],
    ["no milestones, done by its word", bare("done"), done],
    ["an empty text", parsePlan(""), notDone("it has no milestones")],
  ])("%s", (_, plan, expected) => {
    const candidate = { plan, isUntouched: false, hasRuns: true, abandon: undefined };
    expect(decideClosing(candidate)).toEqual(expected);
    expect(decideClosing({ ...candidate, hasRuns: false })).toEqual(expected);
    const outcome = { kind: "abandoned", why: "no budget" };
    expect(decideClosing({ ...candidate, abandon: "no budget" })).toEqual({ kind: "close", outcome });
  });

  test("names a dozen milestones, and counts the rest", () => {
    const decision = decideClosing({
      plan: planWith(...Array.from({ length: 20 }, () => "todo")),
      isUntouched: false,
      hasRuns: false,
      abandon: undefined,
    });
    expect(decision).toMatchObject({ why: expect.stringMatching(/^M1 is todo, .*M12 is todo, 8 more$/) });
  });

  test.each([undefined, "a reason"])("a plan that nobody has touched is none, unless it has a run: %j", (abandon) => {
    const candidate = { plan: planWith("todo"), isUntouched: true, hasRuns: false, abandon };
    expect(decideClosing(candidate)).toEqual({ kind: "nothing" });
    expect(decideClosing({ ...candidate, hasRuns: true }).kind).toBe(abandon === undefined ? "not done" : "close");
  });
});

describe("whether somebody has written into a plan", () => {
  const seed = fileOf(scaffold(everyFile), "planning/_state/CANONICAL_PLAN.md");

  test.each([
    ["as it is", seed, true],
    ["with other line ends", seed.replaceAll("\n", "\r\n"), true],
    ["with a byte order mark", `\uFEFF${seed}`, true],
    [
      "stamped",
      seed.replace(/(- Plan ID: ).*/, "$1`2026-11-03T101112Z-x-abcd`").replace(/(- Commit: ).*/, "$1none"),
      true,
    ],
    ["with more blank lines", seed.replaceAll("\n\n", "\n\n\n"), true],
    ["empty", "\n\n", true],
    ["with a title", seed.replace("`<title>`", "Log in"), false],
    ["with one goal", seed.replace("`<what will be true>`", "A person can sign in"), false],
    ["with a section of its own", `${seed}\n## Notes\n\nMine.\n`, false],
    ["without a section", seed.replace(/## Open questions[^#]*/, ""), false],
  ])("%s", (_, text, expected) => {
    expect(text === seed).toBe(_ === "as it is");
    expect(isUntouched(text, seed)).toBe(expected);
  });

  test("where the templates have no plan, any text is somebody's", () => {
    expect(isUntouched(seed, undefined)).toBe(false);
    expect(isUntouched("", undefined)).toBe(true);
  });
});

describe("the name of an archive", () => {
  const at = new Date("2026-11-30T23:59:59Z");

  test.each([
    [[], "2026-11-log-in"],
    [["2026-10-log-in", "2026-11-log-in-2"], "2026-11-log-in"],
    [["2026-11-log-in"], "2026-11-log-in-2"],
    [["2026-11-log-in", "2026-11-log-in-2", "2026-11-log-in-3"], "2026-11-log-in-4"],
    [["2026-11-LOG-IN"], "2026-11-log-in-2"],
  ])("beside %j", (taken, expected) => {
    expect(nameArchive(at, "log-in", taken)).toBe(expected);
  });

  test.each([
    [["Log in"], "log-in"],
    [["../../etc/passwd"], "etc-passwd"],
    [["", "add login"], "add-login"],
    [["🧪👩‍👩‍👧", "..", undefined], "plan"],
    [["Überprüfung der Ära"], "uberprufung-der-ara"],
    [["a\0b\nc/d\\e:f"], "a-b-c-d-e-f"],
    [["CON"], "con"],
    [["x".repeat(300)], "x".repeat(40)],
    [["__proto__"], "proto"],
    [[], "plan"],
  ])("from %j", (texts, expected) => {
    expect(archiveSlug(...texts)).toBe(expected);
    expect(unsafePath(`planning/archive/${nameArchive(at, archiveSlug(...texts), [])}/README.md`)).toBeUndefined();
  });
});

describe("what moves where", () => {
  const kept = (path: string, text: string, mode = 0o644) => ({ path, content: Buffer.from(text), mode });
  const parts: Parts = {
    folder: "planning/archive/2026-11-log-in",
    plan: kept("planning/_state/CANONICAL_PLAN.md", "plan", 0o600),
    runs: [kept("planning/_runs/a/run.json", "{}"), kept("planning/_runs/a/deep/b.bin", "\0")],
    readme: "# Archive\n",
    isLocal: false,
    seed: "seed\n",
  };
  const order = (given: Parts) =>
    changesFor(given).map(({ path, content }) => `${content === null ? "-" : "+"} ${path}`);

  test("everything stands before anything goes, and the plan comes last", () => {
    expect(order(parts)).toEqual([
      "+ planning/archive/2026-11-log-in/README.md",
      "+ planning/archive/2026-11-log-in/CANONICAL_PLAN.md",
      "+ planning/archive/2026-11-log-in/runs/a/run.json",
      "+ planning/archive/2026-11-log-in/runs/a/deep/b.bin",
      "- planning/_runs/a/run.json",
      "- planning/_runs/a/deep/b.bin",
      "+ planning/_state/CANONICAL_PLAN.md",
    ]);
  });

  test("bytes and permissions go along, and nothing that came in between is written over", () => {
    const changes = changesFor(parts);
    expect(changes[1]).toMatchObject({ content: parts.plan.content, mode: 0o600, seen: null });
    expect(changes.every(({ seen }) => seen !== undefined)).toBe(true);
    expect(changes.slice(0, 4).every(({ seen }) => seen === null)).toBe(true);
    expect(changes.slice(4).every(({ seen }) => /^[0-9a-f]{64}$/.test(seen ?? ""))).toBe(true);
  });

  test("runs that git ignores are ignored there too", () => {
    expect(order({ ...parts, isLocal: true })).toContain("+ planning/archive/2026-11-log-in/.gitignore");
    expect(order({ ...parts, isLocal: true, runs: [] })).not.toContain("+ planning/archive/2026-11-log-in/.gitignore");
  });

  test("a plan that is put back as it was is no last change", () => {
    expect(order({ ...parts, seed: "plan" }).at(-1)).toBe("- planning/_runs/a/deep/b.bin");
  });

  test("without a plan among the templates its place is empty afterwards", () => {
    expect(order({ ...parts, seed: undefined }).at(-1)).toBe("- planning/_state/CANONICAL_PLAN.md");
    expect(reportsFor({ ...parts, seed: undefined }).at(-1)).toMatchObject({ action: "deleted" });
  });
});
