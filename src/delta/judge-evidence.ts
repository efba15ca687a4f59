import { literal } from "../config/words.ts";
import type { OwnEvidence } from "../evidence/record.ts";
import type { Check } from "../verify/checks.ts";
import { endWords } from "../verify/outcome.ts";
import { newestFor } from "./newest-evidence.ts";
import type { Claim, Judge, Subject } from "./types.ts";

/** What is said to be done has been seen: each validation passed, at the last of the commits or later, with nothing uncommitted. */
export const judgeEvidence: Judge = (subject) => {
  const { delta, milestone } = subject;
  const { status } = delta;
  if (milestone === undefined || status?.value === undefined || status.value === "BLOCKED") return [];
  const line = (delta.validation ?? status).line;
  return milestone.checks.map((check) => ({ claim: "evidence", line, ...judgeCheck(check, milestone.id, subject) }));
};

type Judgement = Pick<Claim, "verdict" | "what" | "fix">;

function judgeCheck(check: Check, id: string, subject: Subject): Judgement {
  const last = newestFor(check, subject.evidence);
  const isManual = check.kind === "manual";
  const fix = isManual
    ? `a person looks, on a terminal: \`plan-init verify ${id}\``
    : `run it: \`plan-init verify ${id}\``;
  const unknown = (what: string): Judgement => ({ verdict: "unknown", what, fix });
  const subjectWords = literal(check.text);
  if (last === undefined)
    return unknown(isManual ? `nobody has looked: ${subjectWords}` : `there is no evidence of ${subjectWords}`);
  if (last.by === "hand") return unknown(`${subjectWords} was written down by hand, which is a claim, not evidence`);
  if (!last.passed) {
    const how = last.kind === "command" ? endWords(last) : `a person saw ${literal(last.seen)}`;
    const mend = `mend the code, then \`plan-init verify ${id}\``;
    return { verdict: "refuted", what: `${subjectWords} failed when it was last tried: ${how}`, fix: mend };
  }
  const doubt = doubtOf(last, check, subject);
  return doubt === undefined
    ? {
        verdict: "confirmed",
        what: `${subjectWords} passed${last.commit === null ? "" : ` at \`${last.commit.slice(0, 9)}\``}`,
      }
    : unknown(`${subjectWords} passed, but ${doubt}`);
}

/** Why evidence of a success shows nothing of these commits, as one clause. */
function doubtOf({ commit, dirty, expected }: OwnEvidence, check: Check, { git }: Subject): string | undefined {
  if (expected !== (check.expected ?? null)) return "something else was expected then";
  if (git.kind === "unavailable") return "git cannot tell at which commit";
  if (commit === null) return "not at a commit";
  if (dirty !== false) return `with uncommitted changes on top of \`${commit.slice(0, 9)}\``;
  const contains = git.containing.get(commit);
  if (contains === undefined) return `\`${commit.slice(0, 9)}\`, where it did, is not here`;
  return contains ? undefined : `at \`${commit.slice(0, 9)}\`, before the last of these commits`;
}
