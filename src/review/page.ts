import { prose } from "../runs/prose.ts";
import { dueOf } from "./phases.ts";
import { standingOf } from "./standing.ts";
import { decideStop } from "./stop/index.ts";
import type { Finding, Round, Session } from "./types.ts";

/**
 * A round as a readable file. Its last line is the verdict, which is GO also where the review came to a good end without the
 * critic's word.
 *
 * @param run the run's id
 */
export function reviewPage(session: Session, round: Round, run: string): string {
  const { findings, drafts, cap } = session;
  const named = (ids: readonly string[]) => ids.flatMap((id) => findings.get(id) ?? []);
  const isLast = round === session.rounds.at(-1);
  const verdict = isLast && standingOf(session).kind === "GO" ? "GO" : round.verdict;
  return `${[
    "<!-- markdownlint-disable MD013 -->",
    "",
    `# Review ${round.n} of ${prose(run, 100)}`,
    "",
    `Read: \`${drafts[round.draft]?.snapshot ?? "?"}\`, round ${round.n} of ${cap}; the critic said ${round.said}`,
    ...list("Findings", named(round.raised).map(findingLine)),
    ...howToAnswer(session, isLast),
    ...list("Raised again against a decision, without new evidence", named(round.filtered).map(findingLine)),
    ...list("Keep", round.keep.map(short)),
    ...list("Trim", round.trim.map(short)),
    "",
    ...(isLast ? [prose(standingOf(session).line, 600), ""] : []),
    `VERDICT: ${verdict}`,
  ].join("\n")}\n`;
}

/** Who reads the page is often the one who has to answer, in a session that knows nothing else. */
function howToAnswer(session: Session, isLast: boolean): string[] {
  if (!isLast || dueOf(session).length === 0 || decideStop(session) !== undefined) return [];
  const form = `{"dispositions": [{"id": "${dueOf(session)[0]}", "disposition": "ACCEPT, DEFER or REJECT", "reason": "why"}]}`;
  return ["", "Answer every finding in a file:", `\`${form}\`,`, "then `plan-init review dispositions <file>`."];
}

const short = (text: string): string => prose(text, 600);

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ["", `## ${title}`, "", ...items.map((item) => `- ${item}`)];
}

function findingLine({ id, source, severity, section, problem, evidence, resolution, decision }: Finding): string {
  return [
    `${id} ${severity.toUpperCase()}${source === "human" ? " (a person's)" : ""} — ${short(section)}: ${short(problem)}`,
    `evidence: ${short(evidence)}`,
    ...(resolution === "" ? [] : [`resolution: ${short(resolution)}`]),
    ...(decision === undefined
      ? []
      : [`planner: ${decision.disposition} in round ${decision.round}, ${short(decision.reason)}`]),
  ].join(" — ");
}
