import { literal, visible } from "../../config/words.ts";
import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

const readable = "bring it back from git";

function filedWords({ near, ids }: { near: string | undefined; ids: readonly string[] }): string {
  if (near !== undefined) return `did you mean ${literal(near)}?`;
  if (ids.length === 0) return "nothing is: file it in a strategy run, `plan-init strategy start`";
  return `there is work at ${ids.slice(0, 10).map(literal).join(", ")}${ids.length > 10 ? " and more" : ""}`;
}

/** Runs of strategy mode. */
export const strategyMessages = {
  "no-strategy-run": (_: object): Message => ({
    exit: Exit.Person,
    what: "there is no open strategy run",
    fix: "open one: `plan-init strategy start`",
  }),
  "journal-in-conflict": (a: { path: string; line: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` line ${a.line}: git could not merge two journals here`,
    fix: "keep both sides: each section is a run of its own",
  }),
  "secret-found": (a: { path: string; line: number; kind: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` line ${a.line} looks like it holds a secret (${a.kind})`,
    fix: "write the name of a variable instead, and have the secret replaced if it was ever committed",
  }),
  "strategy-not-done": (a: { problems: readonly string[] }): Message => ({
    exit: Exit.Person,
    what: ["the run cannot end yet:", ...a.problems.map((problem) => `  - ${problem}`)].join("\n"),
    fix: "see where it stands: `plan-init strategy resume`",
  }),
  "no-run-to-commit": (_: object): Message => ({
    exit: Exit.Person,
    what: "there is no strategy run whose work could be committed",
    fix: "open one: `plan-init strategy start`",
  }),
  "cannot-commit-aside": (a: { why: string }): Message => ({
    exit: Exit.Broke,
    what: `git could not make the commit: ${a.why}`,
    fix: "mend that and run the command again; your branch, index and files are as they were",
  }),
  "strategy-inactive": (a: { path: string; why: string }): Message => ({
    exit: Exit.Person,
    what: `strategy runs are switched off: \`${a.path}\` is there${a.why === "" ? "" : ` (${a.why})`}`,
    fix: `move \`${a.path}\` away to switch them on`,
  }),
  "strategy-run-damaged": (a: { path: string; why: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` cannot be read: ${a.why}`,
    fix: `${readable}; or move that one file away: what the run wrote stays, and \`plan-init strategy start\` opens another`,
  }),
  "strategy-run-newer": (a: { path: string; schema: number }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` was written by a newer plan-init (schema ${a.schema})`,
    fix: "run the newest version: `npx plan-init@latest`",
  }),
  "strategy-run-in-conflict": (a: { path: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` has conflict markers of a git merge in it`,
    fix: "keep one side of it whole, then run the command again",
  }),
  "strategy-state-damaged": (a: { path: string; why: string }): Message => ({
    exit: Exit.Person,
    what: `\`${a.path}\` cannot be read: ${a.why}`,
    fix: `${readable}; or move it away: runs are counted from their records then, and the next one is not skipped`,
  }),
  "no-work": (a: {
    id: string;
    near: string | undefined;
    ids: readonly string[];
    bare: readonly string[];
  }): Message => ({
    exit: Exit.Usage,
    what: [
      `no work is filed at ${literal(a.id)}`,
      ...a.bare.slice(0, 5).map((path) => `  \`${visible(path, 200)}\` says no id that can be read`),
    ].join("\n"),
    fix: filedWords(a),
  }),
  "work-twice": (a: { id: string; paths: readonly string[] }): Message => ({
    exit: Exit.Person,
    what: `work at ${literal(a.id)} is filed more than once: ${a.paths.map((path) => `\`${visible(path, 200)}\``).join(", ")}`,
    fix: "set `status: dropped` in all but one",
  }),
  "work-closed": (a: { path: string; status: string }): Message => ({
    exit: Exit.Person,
    what: `\`${visible(a.path, 200)}\` is not open: its status is ${literal(a.status)}`,
    fix: "set its `status` to `backlog` where something is left to do",
  }),
  "work-is-evidence": (a: { path: string; capability: string }): Message => ({
    exit: Exit.Person,
    what: `\`${visible(a.path, 200)}\` wants evidence, not code: a run of ${literal(a.capability)}`,
    fix: "run that, and keep what it says in the file",
  }),
  "work-stuck": (a: { id: string; marks: string }): Message => ({
    exit: Exit.Person,
    what: `work at ${literal(a.id)} came back before (${a.marks}): it is stuck, and not planned again as it is`,
    fix: [
      "split it in a strategy run: `plan-init strategy stuck --write`",
      'or say why it will not come back this time: `plan-init start --from <id> --reason "why"`',
    ].join("\n"),
  }),
  "work-unfit": (a: { path: string; missing: readonly string[] }): Message => ({
    exit: Exit.Person,
    what: `\`${visible(a.path, 200)}\` cannot be planned from: it lacks ${a.missing.join(", ")}`,
    fix: "add it; the form: `plan-init strategy file --template`",
  }),
};
