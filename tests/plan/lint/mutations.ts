import type { RuleId } from "../../../src/plan/lint/rule-ids.ts";
import type { LintFacts } from "../../../src/plan/lint/types.ts";
import { intentOf, outlineOf } from "../../../src/plan/outline.ts";
import { parsePlan } from "../../../src/plan/parse/index.ts";
import { example } from "./support.ts";

/** One way to damage the example plan. */
export interface Mutation {
  name: string;
  /** What stands there once, and what is put in its place; several of them where one act takes several. */
  edits: readonly (readonly [from: string, to: string])[];
  rule: RuleId;
  /** Stands once in the damaged text, in the line of the finding. */
  at: string;
  facts?: Partial<LintFacts>;
}

const mutation = (
  rule: RuleId,
  name: string,
  from: string,
  to: string,
  at: string,
  facts: Partial<LintFacts> = {},
): Mutation => ({ name, edits: [[from, to]], rule, at, facts });

/** What stands below a heading, up to the next of the second level. */
const below = (heading: string): string => example.split(`${heading}\n`)[1]?.split("\n## ")[0] ?? "";

const frozen = { frozen: intentOf(parsePlan(example)) };
const previous = { previous: outlineOf(parsePlan(example)) };

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

const m5Validation = "- Validation: `npx vitest run tests/limit/limits.test.ts` → exit 0\n";
const m10Files = "- Files: `docs/api/rate-limits.md` (new), `docs/api/errors.md`\n";
const m10Change =
  "- Change: The API reference names the limits, the headers and a retry loop that\n  waits as long as it is told to.\n";
const m12Rollback = "- Rollback: set `RATE_LIMIT=shadow` and restart, no deployment needed\n";
const q2 =
  "- Q2: Is `/v1/export` limited by requests or by bytes? — next action: the\n  developer of M5 reads last month's logs and proposes one\n";
const r3 =
  "- R3: The script blocks Redis under load — mitigation: it touches two keys and\n  is bounded — next action: the developer of M4 measures it with 20,000 requests\n";
const commit = "- Commit: `3f2c1e9b7a0d4c58e6f1a2b3c4d5e6f708192a3b`\n";
const m10 = "### M10: Document the limits";
const m12 = "### M12: Switch it on";
const m5 = "### M5: Read the limits from Redis";
const m6 = "### M6: Refuse in the middleware, switched off";

/** Ways to damage the example plan, each with the rule and line that must say so, and nothing else. */
export const mutations: readonly Mutation[] = [
  mutation(
    "plan/no-title",
    "the title goes",
    "# Canonical plan: Limit the rate of requests to the public HTTP API\n\n",
    "",
    "## Plan ID",
  ),
  mutation(
    "plan/no-title",
    "the title is empty",
    ": Limit the rate of requests to the public HTTP API",
    ":",
    "# Canonical plan",
  ),
  mutation(
    "plan/placeholder",
    "the title is the template's",
    "Limit the rate of requests to the public HTTP API",
    "`<title>`",
    "# Canonical plan",
  ),

  mutation("plan/missing-section", "Assumptions lose their heading", "## Assumptions\n", "", "## Milestones"),
  mutation(
    "plan/missing-section",
    "Risks are called something else",
    "## Risks + mitigations",
    "## Weather",
    "## Open questions",
  ),
  mutation(
    "plan/missing-section",
    "the heading of Scope is in a comment",
    "## Scope boundaries",
    "<!-- ## Scope boundaries -->",
    "## Goals / Non-goals",
  ),
  mutation(
    "plan/missing-section",
    "the heading of the constraints is in a fence",
    "## Constraints / invariants",
    "```text\n## Constraints / invariants\n```",
    "## Success criteria",
  ),
  mutation(
    "plan/missing-section",
    "the changelog loses its heading",
    "## Changelog since previous iteration\n",
    "",
    "- R3: next action names",
  ),

  mutation("plan/no-id", "a risk loses its id", "- R2: Clocks", "- Clocks", "- Clocks"),
  mutation("plan/no-id", "a goal loses its id", "- G3: Limits change", "- Limits change", "- Limits change"),
  mutation("plan/no-id", "a milestone loses its id", m12, "### Switch it on", "### Switch it on"),
  mutation("plan/duplicate-id", "two goals have one id", "- G2: A refused", "- G1: A refused", "- G1: A refused"),
  mutation("plan/duplicate-id", "two questions have one id", "- Q2: Is", "- Q1: Is", "- Q1: Is"),

  mutation(
    "plan/unknown-status",
    "a status of somebody's own",
    "- Status: doing",
    "- Status: nearly done",
    "nearly done",
  ),
  mutation(
    "plan/unknown-status",
    "a status in another language",
    "- Status: blocked",
    "- Status: blockiert",
    "blockiert",
  ),
  mutation("plan/unknown-status", "a status goes", "- Status: doing\n", "", "### M2: Make the linter green"),

  mutation("plan/placeholder", "TBD in a change", "keyed by route pattern;", "keyed by TBD;", "TBD"),
  mutation("plan/placeholder", "a change is TODO", m10Change, "- Change: TODO\n", "- Change: TODO"),
  mutation(
    "plan/placeholder",
    "TODO with an order",
    "the body is a problem document",
    "TODO: decide on the body",
    "TODO: decide",
  ),
  mutation("plan/placeholder", "FIXME in a rollback", m12Rollback, "- Rollback: FIXME how do we go back?\n", "FIXME"),
  mutation("plan/placeholder", "question marks for an answer", m12Rollback, "- Rollback: ???\n", "- Rollback: ???"),
  mutation(
    "plan/placeholder",
    "a slot without backticks",
    "reads last month's logs",
    "reads <which logs>",
    "<which logs>",
  ),
  mutation(
    "plan/placeholder",
    "a slot with punctuation",
    m12Rollback,
    "- Rollback: <how to undo, and who does it>\n",
    "<how to undo, and",
  ),
  mutation(
    "plan/placeholder",
    "the template's command",
    "`npx markdown-link-check -q docs/api/*.md` → exit 0",
    "`<command>` → `<outcome>`",
    "<command>",
  ),
  mutation(
    "plan/placeholder",
    "the template's outcome",
    "`npx markdown-link-check -q docs/api/*.md` → exit 0",
    "`npx markdown-link-check -q docs/api/*.md` → `<outcome>`",
    "<outcome>",
  ),
  mutation("plan/placeholder", "the template's path", m10Files, "- Files: `<path>`\n", "<path>"),
  mutation("plan/placeholder", "etc. in Files", "`docs/api/errors.md`\n", "`docs/api/errors.md` etc.\n", "etc."),
  mutation(
    "plan/placeholder",
    "and so on in a goal",
    "A refused client learns",
    "A refused client, proxy and so on learns",
    "and so on learns",
  ),
  mutation(
    "plan/placeholder",
    "as needed in a change",
    "each skip is counted in a metric.",
    "update the metrics as needed.",
    "as needed",
  ),
  mutation(
    "plan/placeholder",
    "TBD in the commit strategy",
    "with a merge commit so that",
    "by a way TBD so that",
    "TBD",
  ),
  mutation(
    "plan/placeholder",
    "an outcome in prose that is a slot",
    "→ the sixth gets 429",
    "→ <observation>",
    "<observation>",
  ),

  mutation(
    "plan/code-body",
    "a whole implementation",
    "  interface Store {\n",
    `  interface Store {\n${lines(12, (index) => `    step${index}(): void;`)}\n`,
    "```ts",
  ),
  mutation(
    "plan/code-body",
    "an indented block",
    "- Commits are small",
    `\nSketch:\n\n${lines(16, (index) => `    let x${index} = ${index}`)}\n\n- Commits are small`,
    "let x0 = 0",
  ),
  mutation(
    "plan/too-long",
    "fifty lines of notes",
    "## Changelog since",
    `${lines(50, (index) => `Note ${index}`)}

## Changelog since`,
    "Note 49",
  ),

  mutation("baseline/missing", "the branch goes", "- Branch: `main`\n", "", "## Repo baseline"),
  mutation("baseline/missing", "the commit is empty", commit, "- Commit:\n", "## Repo baseline"),
  mutation(
    "baseline/unknown-commit",
    "the commit is words",
    commit,
    "- Commit: the latest on main\n",
    "the latest on main",
  ),
  mutation("baseline/unknown-commit", "the commit does not exist", commit, commit, "- Commit:", {
    commitExists: false,
  }),
  mutation("baseline/drift", "somebody touched M2's files", commit, commit, "- Commit:", {
    drift: [{ commit: "9e8d7c6b5a40", subject: "Sort imports", paths: ["src/legacy/export.ts"] }],
  }),

  mutation(
    "scope/none",
    "nothing is out",
    "- Out:\n  - the admin API under `/internal`, which the gateway guards\n  - billing by usage\n  - protection against floods below HTTP\n",
    "",
    "## Scope boundaries",
  ),
  mutation(
    "goals/none",
    "only non-goals are left",
    "- G1: One client cannot slow the API down for the others\n- G2: A refused client learns when to come back, without reading the docs\n- G3: Limits change without a deployment\n",
    "",
    "## Goals / Non-goals",
  ),
  mutation(
    "criteria/not-observable",
    "a criterion loses its check",
    ' — check:\n  `npm run test:chaos -- --grep "redis (down|slow)"` → exit 0\n- S4',
    "\n- S4",
    "- S3:",
  ),
  mutation(
    "criteria/not-observable",
    "a check of opinion",
    "— check: manual: start\n  the API with `npm run dev`, run `redis-cli set limit:/v1/items 5`, wait ten\n  seconds and send six requests → the sixth gets 429",
    "— check: changing limits is better",
    "- S5:",
  ),
  mutation(
    "assumption/too-many",
    "eight assumptions",
    "\n## Milestones",
    `${lines(5, (index) => `- A${index + 4}: claim ${index} — wrong if: sign ${index}`)}\n\n## Milestones`,
    "- A8:",
  ),

  mutation(
    "milestone/duplicate-id",
    "two milestones have one id",
    m12,
    "### M10: Switch it on",
    "### M10: Switch it on",
  ),
  mutation("milestone/id-reused", "an id of a dropped milestone comes back", m12, m12, m12, {
    usedIds: new Map([["M12", "Import old accounts"]]),
  }),
  mutation(
    "milestone/unknown-dependency",
    "a dependency on nothing",
    "- Depends on: M10, M11",
    "- Depends on: M10, M14",
    "M14",
  ),
  mutation("milestone/unknown-dependency", "a digit is lost", "- Depends on: M8, M9", "- Depends on: M8, M99", "M99"),
  mutation(
    "milestone/cycle",
    "M4 waits for what waits for it",
    "- Depends on: M1, M3",
    "- Depends on: M1, M3, M6",
    "- Depends on: M1, M3, M6",
  ),
  mutation(
    "milestone/cycle",
    "a milestone waits for itself",
    "- Depends on: M7",
    "- Depends on: M10",
    "- Depends on: M10\n\n",
  ),

  mutation("milestone/no-change", "a change goes", m10Change, "", m10),
  mutation("milestone/no-change", "a change is none", m10Change, "- Change: none\n", "- Change: none"),
  mutation("milestone/no-files", "the files go", m10Files, "", m10),
  mutation(
    "milestone/no-files",
    "the files are words",
    m10Files,
    "- Files: the API reference\n",
    "- Files: the API reference",
  ),
  mutation("milestone/no-files", "the label is misspelt", m10Files, "- Flies: `docs/api/rate-limits.md` (new)\n", m10),
  mutation("milestone/missing-file", "a misspelt path", "`src/http/server.ts`", "`src/http/sever.ts`", "sever.ts"),
  mutation(
    "milestone/missing-file",
    "a new file that nobody creates",
    "`src/limit/breaker.ts` (new)",
    "`src/limit/breaker.ts`",
    "breaker.ts",
  ),
  mutation("milestone/no-validation", "a validation goes", m5Validation, "", m5),
  mutation(
    "milestone/no-validation",
    "a validation is empty",
    m5Validation,
    "- Validation:\n",
    "- Validation:\n- Rollback",
  ),
  mutation("milestone/no-validation", "a validation is n/a", m5Validation, "- Validation: n/a\n", "- Validation: n/a"),
  mutation(
    "milestone/no-expected-outcome",
    "an outcome goes",
    m5Validation,
    "- Validation: `npx vitest run tests/limit/limits.test.ts`\n",
    "tests/limit/limits.test.ts`\n",
  ),
  mutation(
    "milestone/no-expected-outcome",
    "one of two outcomes goes",
    "  - `npx vitest run tests/limit/limiter.test.ts` → exit 0\n",
    "  - `npx vitest run tests/limit/limiter.test.ts`\n",
    "limiter.test.ts`\n",
  ),
  mutation(
    "milestone/no-expected-outcome",
    "a manual check sees nothing",
    "    `node bench/limit.mjs --over` → the line rises within a minute\n",
    "    `node bench/limit.mjs --over`\n",
    "- manual: open the panel",
  ),
  mutation(
    "milestone/vague-validation",
    "tests pass",
    m5Validation,
    "- Validation: all tests pass\n",
    "all tests pass",
  ),
  mutation(
    "milestone/vague-validation",
    "verify manually",
    m5Validation,
    "- Validation: verify manually\n",
    "verify manually",
  ),
  mutation(
    "milestone/vague-validation",
    "manual without steps",
    m5Validation,
    "- Validation: manual: check that it works\n",
    "check that it works",
  ),
  mutation(
    "milestone/vague-validation",
    "an outcome that says nothing",
    m5Validation,
    "- Validation: `npx vitest run tests/limit/limits.test.ts` → works as expected\n",
    "works as expected",
  ),
  mutation(
    "milestone/vague-validation",
    "a command without backticks",
    m5Validation,
    "- Validation: run the tests of the limits\n",
    "run the tests of the limits",
  ),
  mutation(
    "milestone/same-validation",
    "a validation is one of M3",
    m5Validation,
    "- Validation: `npm run typecheck` → exit 0\n",
    "- Validation: `npm run typecheck` → exit 0",
  ),
  mutation("milestone/red-at-baseline", "npm test was red", m6, m6, "- `npm test` → exit 0", {
    redCommands: ["npm test"],
  }),
  mutation("milestone/no-rollback", "a rollback goes", m12Rollback, "", m12),
  mutation("milestone/no-rollback", "a rollback is n/a", m12Rollback, "- Rollback: n/a\n", "- Rollback: n/a"),

  mutation(
    "risk/no-mitigation",
    "a mitigation goes",
    " — mitigation: it touches two keys and\n  is bounded",
    "",
    "- R3: The script",
  ),
  mutation(
    "risk/no-mitigation",
    "a mitigation is none",
    "mitigation: it touches two keys and\n  is bounded",
    "mitigation: none",
    "- R3: The script",
  ),
  mutation(
    "risk/no-next-action",
    "a next action goes",
    " — next action: the developer of M4 measures it with 20,000 requests",
    "",
    "- R3: The script",
  ),
  mutation(
    "question/no-next-action",
    "nobody will answer",
    " — next action: the\n  developer of M5 reads last month's logs and proposes one",
    "",
    "- Q2: Is",
  ),
  mutation(
    "question/too-many",
    "eleven questions",
    q2,
    `${q2}${lines(9, (index) => `- Q${index + 3}: Question ${index}? — next action: the planner asks before M${index + 2}`)}\n`,
    "- Q11:",
  ),
  mutation(
    "risk/no-next-action",
    "a next action is empty",
    r3,
    r3.replace(/next action: .*/, "next action:"),
    "- R3: The script",
  ),
  mutation(
    "milestone/no-expected-outcome",
    "an arrow points nowhere",
    m5Validation,
    "- Validation: `npx vitest run tests/limit/limits.test.ts` →\n",
    "limits.test.ts` →",
  ),

  mutation(
    "criteria/not-carried",
    "a criterion of the filed work is reworded",
    "The 101st request",
    "A hundred-and-first request",
    "## Success criteria",
    { wanted: ["The 101st request"] },
  ),
  mutation("criteria/none", "the criteria go", below("## Success criteria"), "\n", "## Success criteria"),
  mutation("milestone/none", "the milestones go", below("## Milestones"), "\n", "## Milestones"),

  mutation(
    "intent/changed",
    "a goal is weakened",
    "One client cannot slow",
    "One client can hardly slow",
    "- G1:",
    frozen,
  ),
  mutation("intent/changed", "a goal is added", "- NG1:", "- G4: Requests are billed\n- NG1:", "- G4:", frozen),
  mutation(
    "intent/changed",
    "a non-goal goes",
    "- NG1: Fairness between the users of one API key\n",
    "",
    "## Goals / Non-goals",
    frozen,
  ),
  mutation(
    "intent/changed",
    "a constraint is softened",
    'stays under 80 ms" (service',
    'stays under 90 ms" (service',
    "- C2:",
    frozen,
  ),
  mutation(
    "intent/changed",
    "the statement of a criterion moves",
    "The 101st request",
    "The 1001st request",
    "- S1:",
    frozen,
  ),
  mutation(
    "intent/changed",
    "goals exchange their numbers",
    "- G3: Limits change without a deployment",
    "- G3: One client cannot slow the API down for the others",
    "- G3:",
    frozen,
  ),

  mutation(
    "changelog/unexplained",
    "another validation",
    "npx markdown-link-check -q",
    "npx markdown-link-check -v",
    "### M10:",
    previous,
  ),
  mutation(
    "changelog/unexplained",
    "another file",
    "`docs/api/errors.md`",
    "`docs/api/codes.md` (new)",
    "### M10:",
    previous,
  ),
  mutation(
    "changelog/unexplained",
    "another dependency",
    "- Depends on: M8, M9",
    "- Depends on: M8",
    "### M11:",
    previous,
  ),
  mutation("changelog/unexplained", "a question goes", q2, "", "## Changelog since", previous),
  mutation(
    "changelog/unexplained",
    "an assumption is added",
    "- A3:",
    "- A4: Clients retry — wrong if: the panel shows none\n- A3:",
    "- A4:",
    previous,
  ),
  mutation("changelog/unexplained", "the scope grows", "  - billing by usage\n", "", "## Scope boundaries", previous),
  mutation(
    "changelog/unexplained",
    "two milestones change places",
    below("## Milestones"),
    swapped(below("## Milestones")),
    "### M11:",
    previous,
  ),
];

/** The milestones with the tenth behind the eleventh. */
function swapped(text: string): string {
  const [before = "", tenth = "", rest = ""] = text.split(/(?=### M1[01]:)/);
  const [eleventh = "", last = ""] = rest.split(/(?=### M12:)/);
  return `${before}${eleventh}${tenth}${last}`;
}
