import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** Runs: start and check. */
export const runsMessages = {
  "no-plan": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `there is no plan: \`${a.path}\` does not exist`,
    fix: `bring it back: \`plan-init --restore ${a.path}\`, or write it as \`planning/PLANNER_RUNNER.md\` says`,
  }),
  "plan-in-conflict": (a: { path: string; line: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` line ${a.line}: git could not merge two plans here`,
    fix: "there is one plan: keep one side of it whole (its `Plan ID` says which run it belongs to), then run the command again",
  }),
  "no-such-plan": (a: { path: string }): Message => ({
    exit: Exit.Usage,
    what: `there is no \`${a.path}\``,
    fix: "give the path of a plan, or none for `planning/_state/CANONICAL_PLAN.md`",
  }),
  "record-elsewhere": (a: { path: string; plan: string }): Message => ({
    exit: Exit.Usage,
    what: `\`${a.path}\` cannot be recorded: runs are about \`${a.plan}\``,
    fix: "leave the path out, or leave `--record` and `--confirm` out",
  }),
  "no-run": (_: object): Message => ({
    exit: Exit.Usage,
    what: "there is no run to record in",
    fix: 'open one: `plan-init start --goal "what this is about"`',
  }),
  "run-newer": (a: { path: string; schema: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` was written by a newer plan-init (schema ${a.schema})`,
    fix: "run the newest version: `npx plan-init@latest`",
  }),
  "run-in-conflict": (a: { path: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` has conflict markers of a git merge in it: two branches went on with one run`,
    fix: "keep one side of it whole, with the plan and the snapshots of the same side, then run the command again",
  }),
  "run-damaged": (a: { path: string; why: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` cannot be read: ${a.why}`,
    fix: `bring it back from git; the drafts are safe in the \`plan-*.md\` beside it.\nOr move that one file away and open a new run: \`plan-init start --reason "the record was lost"\``,
  }),
  "run-ended": (a: { id: string; verdict: string; changes: readonly string[] }): Message => ({
    exit: Exit.Person,
    what: [`the run \`${a.id}\` has ended: ${a.verdict}`, ...a.changes.map((change) => `  since then: ${change}`)].join(
      "\n",
    ),
    fix: 'a person decides: accept the plan as it is, `plan-init check --confirm`, or plan on, `plan-init start --reason "why"`',
  }),
  "nothing-to-confirm": (a: { why: string }): Message => ({
    exit: Exit.Usage,
    what: `there is nothing to confirm: ${a.why}`,
    fix: "see where the plan stands: `plan-init status`",
  }),
  "cannot-confirm": (a: { errors: number }): Message => ({
    exit: Exit.NotYet,
    what: `a plan with ${a.errors === 1 ? "an error" : `${a.errors} errors`} cannot be confirmed`,
    fix: "mend what `plan-init check` lists first",
  }),
  "plan-of-the-day": (a: { since: string; next: string }): Message => ({
    exit: Exit.Person,
    what: `nothing new is known since the plan ${a.since}: the goal and intent are the same, no commits on its paths, no delta or review against it`,
    fix: `${a.next} (\`plan-init status\` tells it all);\nor say why there has to be a new plan: \`plan-init start --reason "why"\``,
  }),
  "run-needs-a-person": (a: { id: string; verdict: string; confirmable: boolean }): Message => ({
    exit: Exit.Person,
    what: `the run \`${a.id}\` ended without a settled plan: ${a.verdict}`,
    fix: `${a.confirmable ? "a person accepts its last change, `plan-init check --confirm`, or" : "a person decides what to change, and"} opens another run: \`plan-init start --reason "why"\``,
  }),
  "not-our-page": (a: { path: string; mark: string }): Message => ({
    exit: Exit.Usage,
    what: `\`${a.path}\` is there already, and is no page of \`${a.mark}\``,
    fix: "name another file, or none for the usual place",
  }),
  "sync-diverged": (a: { branch: string; upstream: string; ahead: number; behind: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.branch}\` and \`${a.upstream}\` have diverged (${a.ahead} ahead, ${a.behind} behind), so there is no fast-forward`,
    fix: "merge or rebase as you think fit, then run the command again; or set `sync: none` in `planning/config.yml`",
  }),
  "sync-refused": (a: { branch: string; upstream: string; why: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.branch}\` could not be fast-forwarded to \`${a.upstream}\`: ${a.why}`,
    fix: "commit your changes or move them away, then run the command again; nothing was changed",
  }),
};
