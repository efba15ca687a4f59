/** What a plan of the tests may differ in. */
export interface PlanParts {
  planId?: string;
  status?: string;
  iteration?: string;
  commit?: string;
  goal?: string;
  /** Milestones by id; `files` defaults to `src/<id>.ts` (new). */
  milestones?: Record<string, { title?: string; status?: string; files?: string; validation?: string | null }>;
  /** A word in the prose, so that two plans may differ in wording alone. */
  wording?: string;
  changelog?: string;
}

/** A plan of the canonical form without findings, unless the parts bring some. */
export function aPlan(parts: PlanParts = {}): string {
  const milestones = parts.milestones ?? { M1: {}, M2: {} };
  return `# Canonical plan: Log in

## Plan ID / Timestamp

- Plan ID: \`${parts.planId ?? "plan-2026-11-20"}\`
- Timestamp: 2026-11-20T22:10:03Z
- Mode: execution
- Status: ${parts.status ?? "draft"}
- Iteration: ${parts.iteration ?? "0 of 3"}

## Repo baseline

- Branch: \`main\`
- Commit: ${parts.commit === undefined ? "none (no commits yet)" : `\`${parts.commit}\``}
- Working tree: clean
- Upstream: none

## Scope boundaries

- In: signing in with a password
- Out: signing in with a key

## Goals / Non-goals

- G1: ${parts.goal ?? "A person can sign in"}
- NG1: Passwords are not recovered by mail

## Constraints / invariants

- C1: "No new dependency" (the owner)

## Success criteria

- S1: Signing in answers with a session — check: \`npm test -- login\` → exit 0

## Assumptions

- A1: The session store keeps its interface — wrong if: the type check fails

## Milestones

${Object.entries(milestones).map(milestone(parts.wording)).join("\n")}
## Risks + mitigations

- R1: Sessions leak — mitigation: short lifetimes — next action: the owner reviews M1

## Open questions

- Q1: How long does a session last? — next action: ask the owner before M2

## PR / commit strategy

- One branch, \`feat/login\`, one commit for each milestone

## Changelog since previous iteration

- ${parts.changelog ?? "M1, M2: first draft, from the goal"}
`;
}

type Parts = NonNullable<PlanParts["milestones"]>[string];

const milestone =
  (wording = "answers") =>
  ([id, { title, status, files, validation }]: [string, Parts]): string =>
    `### ${id}: ${title ?? `Part ${id}`}

- Status: ${status ?? "todo"}
- Change: The endpoint of ${id} ${wording} with a session
- Files: ${files ?? `\`src/${id.toLowerCase()}.ts\` (new)`}
${validation === null ? "" : `- Validation: ${validation ?? `\`npm test -- ${id.toLowerCase()}\` → exit 0`}\n`}- Rollback: revert the commit of ${id}
`;
