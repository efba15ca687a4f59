/** The parts of a small plan in which nothing is wrong, each as it stands below its heading. */
const parts = {
  title: "# Canonical plan: Limit failed logins",
  meta: "- Plan ID: `plan-1`\n- Timestamp: 2026-11-20T22:10:03Z\n- Mode: execution\n- Status: draft\n- Iteration: 1 of 3",
  baseline: `- Branch: \`main\`\n- Commit: \`${"a".repeat(40)}\`\n- Working tree: clean\n- Upstream: none`,
  scope: "- In: the login form\n- Out: the sign-up form",
  goals: "- G1: Guessing a password takes years\n- NG1: Captchas",
  constraints: "- C1: No new service",
  criteria: "- S1: The sixth try gets 429 — check: `npm test -- limit` → exit 0",
  assumptions: "- A1: Each request has an address — wrong if: the first test of M1 sees none",
  milestones: "",
  risks: "- R1: Redis is down — mitigation: fail open — next action: the developer of M1 tests it",
  questions: "- Q1: What about service accounts? — next action: the planner asks before M1",
  strategy: "- One pull request",
  changelog: "- none: first version",
};

export type Parts = Partial<typeof parts>;

const headings: Record<keyof typeof parts, string> = {
  title: "",
  meta: "## Plan ID / Timestamp",
  baseline: "## Repo baseline",
  scope: "## Scope boundaries",
  goals: "## Goals / Non-goals",
  constraints: "## Constraints / invariants",
  criteria: "## Success criteria",
  assumptions: "## Assumptions",
  milestones: "## Milestones",
  risks: "## Risks + mitigations",
  questions: "## Open questions",
  strategy: "## PR / commit strategy",
  changelog: "## Changelog since previous iteration",
};

/** A small plan with some of its parts written anew. */
export function planWith(over: Parts = {}): string {
  const all = { ...parts, milestones: milestone(), ...over };
  const blocks = Object.entries(headings).map(([name, heading]) =>
    [heading, all[name as keyof typeof parts]].filter((text) => text !== "").join("\n\n"),
  );
  return `${blocks.join("\n\n")}\n`;
}

const slots = {
  Status: "todo",
  Change: "`POST /login` counts failed tries",
  Files: "`src/auth/limit.ts` (new)",
  Validation: "`npm test -- limit` → exit 0",
  Rollback: "revert the commit",
};

/** A milestone with some of its slots written anew; `undefined` leaves one out. */
export function milestone(
  over: Partial<Record<keyof typeof slots | "Depends on" | "Interfaces", string | undefined>> = {},
  heading = "### M1: Count failed logins",
): string {
  const lines = Object.entries({ ...slots, ...over }).flatMap(([label, value]) =>
    value === undefined ? [] : [`- ${label}: ${value}`.trimEnd()],
  );
  return `${heading}\n\n${lines.join("\n")}`;
}
