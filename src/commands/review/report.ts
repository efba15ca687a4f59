import { visible } from "../../config/words.ts";
import type { CriticInput } from "../../review/critic-input.ts";
import { fingerprintOf } from "../../review/identity.ts";
import { workOf } from "../../review/open.ts";
import { dueOf } from "../../review/phases.ts";
import { type ReviewStanding, standingOf } from "../../review/standing.ts";
import type { Finding, Session } from "../../review/types.ts";
import type { AnyDocument } from "../../ui/documents/index.ts";
import { fold } from "../../ui/fold.ts";
import type { Output } from "../../ui/output.ts";
import { inRun, type Outcome } from "./step.ts";

/** What a step says, as lines: where the review stands, what there is to do it with, and what comes next. */
export function reviewLines(outcome: Outcome, output: Output): string[] {
  const { session, critic, written, notes } = outcome;
  const { paint, width } = output;
  const standing = standingOf(session);
  const last = session.rounds.at(-1);
  const due = dueOf(session).flatMap((id) => session.findings.get(id) ?? []);
  const filtered = (last?.filtered ?? []).flatMap((id) => session.findings.get(id) ?? []);
  return [
    toneOf(standing, output)(visible(standing.line, longest)),
    ...(critic === undefined ? [] : criticLines(critic, outcome, output)),
    ...(session.phase === "PLANNING"
      ? [
          ...findingLines("Waiting for a disposition", due, width),
          ...findingLines("To be worked in", due.length > 0 ? [] : workOf(session), width),
          ...findingLines("Filtered: decided before, and no new evidence", filtered, width),
        ]
      : []),
    ...block([
      ...notes.flatMap((note) => fold(visible(`note: ${note}`, longest), width)).map((line) => paint.yellow(line)),
      ...written.map((file) => `Written: ${visible(file, longest)}`),
    ]),
    ...block(nextSteps(outcome, standing).flatMap((step) => fold(step, width - 4).map(bullet))),
  ];
}

const longest = 2000;

const bullet = (line: string, at: number): string => `  ${at === 0 ? "-" : " "} ${line}`;

const block = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", ...lines]);

/** Colour of the first line. */
export const toneOf = ({ kind }: ReviewStanding, { paint }: Output) =>
  ({ OPEN: paint.cyan, GO: paint.green, "NO-GO": paint.yellow, PAUSED: paint.red })[kind];

function findingLines(title: string, findings: readonly Finding[], width: number): string[] {
  if (findings.length === 0) return [];
  return ["", `${title}:`, ...findings.flatMap((finding) => findingText(finding, width))];
}

function findingText(
  { id, severity, section, problem, evidence, resolution, decision }: Finding,
  width: number,
): string[] {
  const details = [
    ...(evidence === "" ? [] : [`evidence: ${evidence}`]),
    ...(resolution === "" ? [] : [`resolution: ${resolution}`]),
    ...(decision === undefined ? [] : [`planner: ${decision.disposition}, ${decision.reason}`]),
  ];
  const indented = (text: string, indent: number) =>
    fold(visible(text, longest), width - indent).map((line) => `${" ".repeat(indent)}${line}`);
  return [...indented(`${id} ${severity}, ${section}: ${problem}`, 2), ...details.flatMap((each) => indented(each, 6))];
}

/** Everything a critic in a session of its own needs to know beside the plan. */
function criticLines(critic: CriticInput, { run }: Outcome, { width }: Output): string[] {
  const statements = Object.values(critic.intent).flatMap((byId) => Object.entries(byId));
  const { delta } = critic;
  const said = (text: string) => fold(visible(text, longest), width - 2).map((line) => `  ${line}`);
  return [
    "",
    `Plan: ${inRun(run, critic.plan)}`,
    ...titled(
      `Intent, ${run.intent === null ? "not frozen: nothing is on record" : "frozen"}`,
      statements.flatMap(([id, statement]) => said(`${id}: ${statement}`)),
    ),
    ...titled("Read too", critic.context.flatMap(said)),
    ...titled("Notes", critic.notes.flatMap(said)),
    ...titled(
      "Notes of people in the plan",
      critic.human.flatMap(({ line, text }) => said(`line ${line}: ${text}`)),
    ),
    ...titled(
      "Findings so far",
      (delta?.findings ?? []).flatMap((each) =>
        said(
          `${each.id} ${each.severity}, ${each.section}: ${each.problem} (${each.state}${each.reason === undefined ? "" : `: ${each.reason}`})`,
        ),
      ),
    ),
    ...titled("To keep", (delta?.keep ?? []).flatMap(said)),
    ...titled(
      "Changed since the last round",
      (delta?.diff.split("\n") ?? []).filter((line) => line !== "").map((line) => `  ${visible(line, longest)}`),
    ),
  ];
}

const titled = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", `${title}:`, ...lines];

/** What comes next, commands in backticks. */
function nextSteps({ session, next }: Outcome, { kind, reason }: ReviewStanding): string[] {
  if (session.ended !== undefined) return [...next, ...afterTheEnd(kind)];
  if (reason !== undefined) return ["write down how it ended: `plan-init review close`"];
  if (session.phase === "REVIEW") {
    return [
      "in a new session, judge it as `planning/REVIEW_RUNNER.md` says: `plan-init prompt review`",
      "then record the answer: `plan-init review findings answer.json`",
    ];
  }
  if (dueOf(session).length > 0) {
    return ["answer every finding, ACCEPT, DEFER or REJECT with a reason: `plan-init review dispositions answer.json`"];
  }
  return ["work in what was accepted, nothing else, in the plan", "then have it looked at: `plan-init review open`"];
}

function afterTheEnd(kind: ReviewStanding["kind"]): string[] {
  if (kind === "GO") return ["build it, in a new session: `plan-init prompt dev`"];
  return [
    "a person decides: more rounds, `plan-init review open --rounds 2`",
    'or plan it anew: `plan-init start --reason "why"`',
  ];
}

/** What `review --json` prints. */
export function reviewDocument(outcome: Outcome, root: string, step: string) {
  const { session, run, critic, written, notes } = outcome;
  const standing = standingOf(session);
  return {
    schema: "plan-init/review/1" as const,
    result: standing.kind,
    root,
    run: run.id,
    step: step as "open",
    line: standing.line,
    reason: standing.reason ?? null,
    phase: session.phase,
    round: session.rounds.length,
    max: session.cap,
    ended: session.ended !== undefined,
    due: dueOf(session),
    work: workOf(session).map(({ id }) => id),
    rounds: session.rounds.map(({ n, file, said, verdict, counts, fresh, returned, filtered, accepted }) => ({
      n,
      file: inRun(run, file),
      said,
      verdict,
      ...counts,
      fresh: fresh.length,
      returned: returned.length,
      filtered: filtered.length,
      accepted: accepted.length,
    })),
    findings: [...session.findings.values()].map((finding) => findingDocument(finding)),
    questions: session.questions.map(({ answer, ...question }) => ({ ...question, answer: answer ?? null })),
    spent: session.spent,
    verdict: null,
    critic:
      critic === undefined ? null : { ...critic, plan: inRun(run, critic.plan), delta: deltaDocument(critic, session) },
    written,
    notes,
    next: nextSteps(outcome, standing),
  } satisfies AnyDocument;
}

const findingDocument = ({ decision, isContested, line, ...finding }: Finding) => ({
  ...finding,
  fingerprint: fingerprintOf(finding),
  line: line ?? null,
  contested: isContested,
  disposition: decision?.disposition ?? null,
  reason: decision?.reason ?? null,
});

function deltaDocument({ delta }: CriticInput, { findings }: Session) {
  if (delta === undefined) return null;
  return {
    ...delta,
    findings: delta.findings
      .filter(({ id }) => findings.has(id))
      .map((each) => ({ ...each, reason: each.reason ?? null })),
  };
}
