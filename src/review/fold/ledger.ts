import { bagKey, contentWords, fingerprintOf, overlap, sectionKey, textKey } from "../identity.ts";
import { citations, isNewEvidence } from "../new-evidence.ts";
import type { Finding, RawFinding, Session } from "../types.ts";

type Source = Finding["source"];

/** A session in the making, with what finds its findings fast. */
export interface Ledger {
  session: Session;
  byText: Map<string, string>;
  byBag: Map<string, string>;
  /** By id: everything that was cited for a finding. */
  cited: Map<string, Set<string>>;
}

export const emptyLedger = (): Ledger => ({
  session: {
    phase: "SETUP",
    beneath: "SETUP",
    cap: 0,
    limits: {},
    context: [],
    notes: [],
    questions: [],
    blockers: [],
    drafts: [],
    rounds: [],
    findings: new Map(),
    refused: [],
    spent: { calls: 0, usd: nothing(), tokens: nothing(), ms: nothing() },
    failure: undefined,
    interruption: undefined,
    ended: undefined,
    waived: 0,
    ignored: 0,
  },
  byText: new Map(),
  byBag: new Map(),
  cited: new Map(),
});

const nothing = () => ({ known: 0, missing: 0 });

// Two problems in one section share some words by chance; across sections an id alone proves little.
const likeEnough = { sameSection: 0.2, elsewhere: 0.5 };

/**
 * The finding that a critic raises again: the same problem in the same place, whatever its id; or the id we gave it, where place and
 * words bear that out. A fresh critic counts from F1 again, so an id alone proves nothing.
 */
export function matchOf({ session, byText, byBag }: Ledger, raw: RawFinding, source: Source): Finding | undefined {
  const same = byText.get(`${source} ${textKey(raw)}`) ?? byBag.get(`${source} ${bagKey(raw)}`);
  if (same !== undefined) return session.findings.get(same);
  const named = session.findings.get(raw.id);
  if (named === undefined || named.source !== source) return undefined;
  const enough = sectionKey(named.section) === sectionKey(raw.section) ? likeEnough.sameSection : likeEnough.elsewhere;
  return overlap(contentWords(named.problem), contentWords(raw.problem)) >= enough ? named : undefined;
}

/** Takes a finding in that was never raised before. */
export function addFinding(ledger: Ledger, raw: RawFinding, source: Source, line?: number): Finding {
  const id = freeId(ledger, raw.id, source);
  const finding: Finding = {
    ...raw,
    id,
    source,
    fingerprint: fingerprintOf(raw),
    line,
    state: "open",
    decision: undefined,
    isContested: false,
    raised: [],
    returned: [],
    filtered: [],
  };
  ledger.session.findings.set(id, finding);
  ledger.cited.set(id, new Set());
  remember(ledger, finding, raw);
  return finding;
}

/** The critic's own number while it is free, so that what it wrote and what we show agree. */
function freeId({ session: { findings } }: Ledger, said: string, source: Source): string {
  const letter = source === "human" ? "H" : "F";
  if (source === "critic" && /^F[1-9]\d{0,4}$/.test(said) && !findings.has(said)) return said;
  // Usually free at once; numbers that a critic jumped ahead to are passed over.
  let number = findings.size + 1;
  while (findings.has(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}

/** Whether a finding that is raised again brings something that was not cited before. */
export const bringsNews = ({ cited }: Ledger, { id }: Finding, { evidence }: RawFinding): boolean =>
  isNewEvidence(evidence, cited.get(id) ?? new Set());

/** Lets a finding be found by these words too, and counts what they cite as known. */
export function remember(ledger: Ledger, { id, source }: Finding, raw: RawFinding): void {
  ledger.byText.set(`${source} ${textKey(raw)}`, id);
  ledger.byBag.set(`${source} ${bagKey(raw)}`, id);
  cite(ledger, id, `${raw.evidence}\n${raw.problem}\n${raw.resolution}`);
}

/** Counts what a text cites as known for a finding. */
export function cite({ cited }: Ledger, id: string, text: string): void {
  const known = cited.get(id);
  if (known !== undefined) for (const each of citations(text)) known.add(each);
}
