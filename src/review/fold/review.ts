import type { EventOf } from "../events.ts";
import { fingerprintOf, unitsOf } from "../identity.ts";
import { isWeighty } from "../open.ts";
import type { Draft, Finding, RawFinding, Round, Session } from "../types.ts";
import { addFinding, bringsNews, type Ledger, matchOf, remember } from "./ledger.ts";

/** What a round makes of the findings it is given. */
type Sorted = Record<"raised" | "fresh" | "returned" | "filtered", Set<string>>;

/** A critic's answer: matches its findings with those before, filters what was decided, and opens the rest. */
export function foldReview(ledger: Ledger, event: EventOf<"review">): void {
  const { session } = ledger;
  const n = session.rounds.length + 1;
  const sorted: Sorted = { raised: new Set(), fresh: new Set(), returned: new Set(), filtered: new Set() };
  for (const raw of event.findings) takeIn(ledger, raw, n, sorted);
  for (const finding of session.findings.values()) settleUnraised(finding, n, sorted);
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
  const known = matchOf(ledger, raw, "critic");
  if (known !== undefined && sorted.raised.has(known.id)) remember(ledger, known, raw);
  else if (known !== undefined && isFiltered(ledger, known, raw)) filter(ledger, known, raw, n, sorted);
  else
    count(known === undefined ? raiseNew(ledger, raw, sorted) : raiseAgain(ledger, known, raw, n, sorted), n, sorted);
}

function count(finding: Finding, n: number, { raised }: Sorted): void {
  finding.raised.push(n);
  raised.add(finding.id);
}

function raiseNew(ledger: Ledger, raw: RawFinding, { fresh }: Sorted): Finding {
  const finding = addFinding(ledger, raw, "critic");
  fresh.add(finding.id);
  return finding;
}

const isFiltered = (ledger: Ledger, finding: Finding, raw: RawFinding): boolean =>
  (finding.state === "deferred" || finding.state === "rejected") && !bringsNews(ledger, finding, raw);

function filter(ledger: Ledger, finding: Finding, raw: RawFinding, n: number, { filtered }: Sorted): void {
  // The critic has had its say about the planner's reason.
  finding.isContested = false;
  if (!filtered.has(finding.id)) finding.filtered.push(n);
  filtered.add(finding.id);
  remember(ledger, finding, raw);
}

function raiseAgain(ledger: Ledger, finding: Finding, raw: RawFinding, n: number, sorted: Sorted): Finding {
  const wasAccepted = finding.state === "accepted" || finding.state === "addressed";
  if (wasAccepted && !bringsNews(ledger, finding, raw)) {
    finding.returned.push(n);
    sorted.returned.add(finding.id);
  }
  // Told twice in one answer, and only the second time with evidence: it counts.
  if (sorted.filtered.delete(finding.id)) finding.filtered.pop();
  reopen(finding);
  const { severity, section, evidence, problem, resolution } = raw;
  Object.assign(finding, { severity, section, evidence, problem, resolution, fingerprint: fingerprintOf(raw) });
  remember(ledger, finding, raw);
  return finding;
}

/** Makes a finding wait for a disposition again. */
export function reopen(finding: Finding): void {
  finding.state = "open";
  finding.isContested = false;
}

/** What a critic who has seen the draft does not raise is done; a human's open note is raised by standing there. */
function settleUnraised(finding: Finding, n: number, sorted: Sorted): void {
  if (sorted.raised.has(finding.id) || sorted.filtered.has(finding.id)) return;
  if (finding.state === "accepted") finding.state = "addressed";
  finding.isContested = false;
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
 * Whether a finding is about what the last revision changed: by the lines it names, or else by the ids and sections. A place that nobody can find in
 * the plan is no proof.
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
