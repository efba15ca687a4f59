import { describe, expect, test } from "vitest";
import { fence, headings } from "./support/markdown.ts";
import { everyFile, fileOf, scaffold } from "./support/scaffold.ts";

const files = scaffold(everyFile);
const read = (name: string) => fileOf(files, `planning/${name}`);

/** Every heading that a canonical plan must have, in order. */
const planHeadings = [
  "## Plan ID / Timestamp",
  "## Repo baseline",
  "## Scope boundaries",
  "## Goals / Non-goals",
  "## Constraints / invariants",
  "## Success criteria",
  "## Assumptions",
  "## Milestones",
  "## Risks + mitigations",
  "## Open questions",
  "## PR / commit strategy",
  "## Changelog since previous iteration",
];

/** Under each heading, what its items must say. */
const slots: Record<string, RegExp[]> = {
  "## Plan ID / Timestamp": [
    /^- Plan ID: /m,
    /^- Timestamp: /m,
    /^- Mode: /m,
    /^- Status: draft$/m,
    /^- Iteration: .+ of 3$/m,
  ],
  "## Repo baseline": [/^- Branch: /m, /^- Commit: /m, /^- Working tree: /m, /^- Upstream: /m],
  "## Scope boundaries": [/^- In: /m, /^- Out: /m],
  "## Goals / Non-goals": [/^- G1: /m, /^- NG1: /m],
  "## Constraints / invariants": [/^- C1: /m],
  "## Success criteria": [/^- S1: .* — check: `.*` → /m],
  "## Assumptions": [/^- A1: .* — wrong if: /m],
  "## Milestones": [
    /^### M1: /m,
    /^- Status: todo$/m,
    /^- Change: /m,
    /^- Files: /m,
    /^- Validation:(?: |\n {2}- )`.*` → /m,
    /^- Rollback: /m,
  ],
  "## Risks + mitigations": [/^- R1: .* — mitigation: .* — next action: /m],
  "## Open questions": [/^- Q1: .* — next action: /m],
  "## PR / commit strategy": [/^- /m],
  "## Changelog since previous iteration": [/^- /m],
};

/** A plan's sections by their `##` heading. */
function sections(plan: string): Map<string, string> {
  const parts = plan.split(/^(?=## )/m).slice(1);
  return new Map(parts.map((part) => [part.split("\n", 1)[0] ?? "", part]));
}

describe.each([
  ["the planner's skeleton", fence(read("PLANNER_RUNNER.md"), "markdown", "## Skeleton")],
  ["the seeded plan", read("_state/CANONICAL_PLAN.md")],
])("%s", (_, plan) => {
  test("has every heading of a canonical plan, in order", () => {
    const [title, ...rest] = headings(plan);
    expect(title).toMatch(/^# Canonical plan: /);
    expect(rest.filter((heading) => heading.startsWith("## "))).toEqual(planHeadings);
  });

  test.each(Object.entries(slots))("has the slots of %s", (heading, expected) => {
    for (const slot of expected) expect(sections(plan).get(heading)).toMatch(slot);
  });
});

test("the skeleton offers the optional slots too, and stands at the end of the prompt", () => {
  const planner = read("PLANNER_RUNNER.md");
  const skeleton = fence(planner, "markdown", "## Skeleton");
  expect(skeleton).toMatch(/^- Interfaces: /m);
  expect(skeleton).toMatch(/^- Depends on: /m);
  expect(skeleton).toContain("manual: <steps> → <observation>");
  expect(planner.trimEnd().endsWith("```")).toBe(true);
  expect(headings(planner).at(-1)).toBe("## Skeleton");
});

test("every open slot of the seed is one code span, so that markdown linters let it pass and ours finds it", () => {
  const seed = read("_state/CANONICAL_PLAN.md");
  expect(seed.match(/`<[^<>`]+>`/g)?.length).toBeGreaterThan(20);
  expect(seed.replace(/`<[^<>`]+>`/g, "")).not.toMatch(/[<>]/);
});

test("the delta has a line for every fact the planner needs, and fits its 15 lines", () => {
  const delta = fence(read("DEV_RUNNER.md"), "markdown", "## 4. Delta").trim().split("\n");
  const names = delta.map((line) => /^- ([^:]+):/.exec(line)?.[1]);
  expect(names).toEqual([
    "Milestone",
    "Status",
    "Branch",
    "Commits",
    "Interface/API changes",
    "Schema/config changes",
    "Failing tests",
    "Validation",
    "Expected / Found / Why",
  ]);
  expect(delta.length).toBeLessThanOrEqual(15);
});

test("a line of evidence is JSON", () => {
  const line: unknown = JSON.parse(fence(read("DEV_RUNNER.md"), "json", "## 3. Prove"));
  expect(Object.keys(line ?? {})).toEqual(["milestone", "command", "exit", "commit"]);
});

test("a review ends in its verdict", () => {
  const review = fence(read("REVIEW_RUNNER.md"), "markdown", "## 3. Report");
  expect(headings(review)).toEqual(["# Review <n> of <plan id>", "## Findings", "## Keep", "## Trim"]);
  expect(review.trim().split("\n").at(-1)).toBe("VERDICT: <GO or NO-GO>");
});

test("strategy names the sections of a backlog item, of a vault item, and the five questions", () => {
  const strategy = read("STRATEGY_RUNNER.md");
  for (const section of ["Problem", "Proposed solution", "Affected files", "Acceptance criteria", "Dependencies"]) {
    expect(strategy).toContain(section);
  }
  expect(strategy.replace(/\s+/g, " ")).toContain("What, Why, Unblocks, Human action, What happens then");
  const questions = [...strategy.matchAll(/^[1-5]\. (Missing|Underused|Leverage|Gaps|Deferred): .*\?$/gm)];
  expect(questions.map((match) => match[1])).toEqual(["Missing", "Underused", "Leverage", "Gaps", "Deferred"]);
});
