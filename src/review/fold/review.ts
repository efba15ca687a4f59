import type { EventOf } from "../events.ts";
import { unitsOf } from "../identity.ts";
import { isWeighty, settle, unsettledOf } from "../open.ts";
import type { Draft, Finding, RawFinding, Round, Session } from "../types.ts";
import { addFinding, bringsNews, type Ledger, matchOf, remember, type Telling, tellingOf } from "./ledger.ts";

/** What a round makes of the findings it is given. */
type Sorted = Record<"raised" | "fresh" | "returned" | "filtered", Set<string>>;

/** A critic's answer: matches its findings with those before, filters what was decided, and opens the rest. */
export function foldReview(ledger: Ledger, event: EventOf<"review">): void {
  const { session } = ledger;
  const n = session.rounds.length + 1;
  const sorted: Sorted = { raised: new Set(), fresh: new Set(), returned: new Set(), filtered: new Set() };
  for (const raw of event.findings) takeIn(ledger, raw, n, sorted);
  for (const finding of unsettledOf(session)) settleUnraised(session, finding, n, sorted);
  const raised = [...sorted.raised].map((id) => session.findings.get(id)).filter((each) => each !== undefined);
  session.rounds.push({
    n,
    at: event.at,
    file: event.file,
    draft: session.drafts.length - 1,
    said: event.verdict,
    verdict: event.verdict === "GO" && !event.stale && !raised.some(isWeighty) ? "GO" : "NO-GO",
    isStale: event.stale,
    raised: [...sorted.raised],
    fresh: [...sorted.fresh],
    returned: [...sorted.returned],
    filtered: [...sorted.filtered],
    counts: countBySeverity(raised),
    accepted: [],
    keep: event.keep,
    trim: event.trim,
    isFuelled: isFuelled(session, raised, sorted),
  });
}

function takeIn(ledger: Ledger, raw: RawFinding, n: number, sorted: Sorted): void {
  const telling = tellingOf(raw, "critic");
  const known = matchOf(ledger, telling);
  if (known === undefined) count(raiseNew(ledger, telling, sorted), n, sorted);
  else if (sorted.raised.has(known.id)) remember(ledger, known, telling);
  else if (isFiltered(ledger, known, telling)) filter(ledger, known, telling, n, sorted);
  else count(raiseAgain(ledger, known, telling, n, sorted), n, sorted);
}

function count(finding: Finding, n: number, { raised }: Sorted): void {
  finding.raised.push(n);
  raised.add(finding.id);
}

function raiseNew(ledger: Ledger, telling: Telling, { fresh }: Sorted): Finding {
  const finding = addFinding(ledger, telling);
  fresh.add(finding.id);
  return finding;
}

const isFiltered = (ledger: Ledger, finding: Finding, telling: Telling): boolean =>
  (finding.state === "deferred" || finding.state === "rejected") && !bringsNews(ledger, finding, telling);

function filter(ledger: Ledger, finding: Finding, telling: Telling, n: number, { filtered }: Sorted): void {
  // The critic has had its say about the planner's reason.
  settle(ledger.session, finding, finding.state);
  if (!filtered.has(finding.id)) finding.filtered.push(n);
  filtered.add(finding.id);
  remember(ledger, finding, telling);
}

function raiseAgain(ledger: Ledger, finding: Finding, telling: Telling, n: number, sorted: Sorted): Finding {
  const wasAccepted = finding.state === "accepted" || finding.state === "addressed";
  if (wasAccepted && !bringsNews(ledger, finding, telling)) {
    finding.returned.push(n);
    sorted.returned.add(finding.id);
  }
  // Told twice in one answer, and only the second time with evidence: it counts.
  if (sorted.filtered.delete(finding.id)) finding.filtered.pop();
  settle(ledger.session, finding, "open");
  const { severity, section, evidence, problem, resolution } = telling.raw;
  Object.assign(finding, { severity, section, evidence, problem, resolution });
  remember(ledger, finding, telling);
  return finding;
}

/** What a critic who has seen the draft does not raise is done; a human's open note is raised by standing there. */
function settleUnraised(session: Session, finding: Finding, n: number, sorted: Sorted): void {
  if (sorted.raised.has(finding.id) || sorted.filtered.has(finding.id)) return;
  settle(session, finding, finding.state === "accepted" ? "addressed" : finding.state);
  if (finding.state !== "open") return;
  count(finding, n, sorted);
  if (finding.returned.at(-1) === n) sorted.returned.add(finding.id);
}

const countBySeverity = (findings: readonly Finding[]): Round["counts"] => ({
  blocker: findings.filter(({ severity }) => severity === "blocker").length,
  major: findings.filter(({ severity }) => severity === "major").length,
  minor: findings.filter(({ severity }) => severity === "minor").length,
});

function isFuelled({ drafts, rounds }: Session, raised: readonly Finding[], { fresh }: Sorted): boolean {
  const now = drafts.at(-1);
  const before = drafts[rounds.at(-1)?.draft ?? -1];
  const weighty = raised.filter(isWeighty);
  if (now === undefined || before === undefined || weighty.length === 0) return false;
  return weighty.every((finding) => fresh.has(finding.id) && isAboutChange(finding, before, now));
}

/**
 * Whether a finding is about what the last revision changed: by the lines it names, or else by the ids and sections. A place
 * that nobody can find in the plan is no proof.
 */
function isAboutChange({ section }: Finding, before: Draft, now: Draft): boolean {
  const [, from, to] = /\blines?\s+(\d+)(?:\s*[-–]\s*(\d+))?/i.exec(section) ?? [];
  if (from !== undefined) {
    const [first, last] = [Number(from), Number(to ?? from)];
    return now.changed.some(([begin, end]) => begin <= last && first <= end);
  }
  const units = unitsOf(section);
  return units.length > 0 && units.every((unit) => hashIn(now, unit) !== hashIn(before, unit));
}

const hashIn = ({ units }: Draft, unit: string): string | undefined =>
  Object.hasOwn(units, unit) ? units[unit] : undefined;
