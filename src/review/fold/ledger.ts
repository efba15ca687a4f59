import { type Identity, identify, overlap } from "../identity.ts";
import { citations, isNew } from "../new-evidence.ts";
import type { Finding, RawFinding, Session } from "../types.ts";

type Source = Finding["source"];

/** A session in the making, with what finds its findings fast. */
export interface Ledger {
  session: Session;
  /** Ids by what a finding is known by. */
  byWords: Record<Source, Map<string, string>>;
  /**
   * By id: everything that was said of a finding. What it cites is read only when somebody raises it again, which most never
   * are.
   */
  said: Map<string, string[]>;
}

/** A finding as it is told, with what it is known by. */
export interface Telling {
  raw: RawFinding;
  source: Source;
  identity: Identity;
}

export const tellingOf = (raw: RawFinding, source: Source): Telling => ({ raw, source, identity: identify(raw) });

export const emptyLedger = (): Ledger => ({
  session: {
    phase: "SETUP",
    opened: "",
    latest: "",
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
    unsettled: new Set(),
    refused: [],
    spent: { calls: 0, usd: nothing(), tokens: nothing(), ms: nothing() },
    waiting: undefined,
    failure: undefined,
    interruption: undefined,
    ended: undefined,
    waived: 0,
    ignored: 0,
  },
  byWords: { critic: new Map(), human: new Map() },
  said: new Map(),
});

const nothing = () => ({ known: 0, missing: 0 });

// Two problems in one section share some words by chance; across sections an id alone proves little.
const likeEnough = { sameSection: 0.2, elsewhere: 0.5 };

/**
 * The finding that is told again: the same problem in the same place, whatever its id; or the id we gave it, where place and
 * words bear that out. A fresh critic counts from F1 again, so an id alone proves nothing.
 */
export function matchOf({ session, byWords }: Ledger, { raw, source, identity }: Telling): Finding | undefined {
  const same = byWords[source].get(identity.exact) ?? byWords[source].get(identity.bag);
  if (same !== undefined) return session.findings.get(same);
  const named = session.findings.get(raw.id);
  // Two findings of one answer that share an id are two.
  if (named === undefined || named.source !== source || named.raised.at(-1) === session.rounds.length + 1)
    return undefined;
  const before = identify(named);
  const enough = before.section === identity.section ? likeEnough.sameSection : likeEnough.elsewhere;
  return overlap(before.words, identity.words) >= enough ? named : undefined;
}

/** Takes a finding in that was never raised before. */
export function addFinding(ledger: Ledger, telling: Telling, line?: number): Finding {
  const { raw, source } = telling;
  const id = freeId(ledger, raw.id, source);
  const finding: Finding = {
    id,
    source,
    severity: raw.severity,
    section: raw.section,
    evidence: raw.evidence,
    problem: raw.problem,
    resolution: raw.resolution,
    line,
    state: "open",
    decision: undefined,
    isContested: false,
    raised: [],
    returned: [],
    filtered: [],
  };
  ledger.session.findings.set(id, finding);
  ledger.session.unsettled.add(id);
  remember(ledger, finding, telling);
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

/** Whether a finding that is told again brings something that was not cited before. */
export const bringsNews = ({ said }: Ledger, { id }: Finding, { raw }: Telling): boolean =>
  isNew(citations(raw.evidence), citations((said.get(id) ?? []).join("\n")));

/** Lets a finding be found by these words too, and counts what they cite as known. */
export function remember(ledger: Ledger, { id, source }: Finding, { raw, identity }: Telling): void {
  ledger.byWords[source].set(identity.exact, id).set(identity.bag, id);
  for (const text of [raw.evidence, raw.problem, raw.resolution]) cite(ledger, id, text);
}

/** Counts what a text cites as known for a finding. */
export function cite({ said }: Ledger, id: string, text: string): void {
  const texts = said.get(id);
  if (texts === undefined) said.set(id, [text]);
  else if (!texts.includes(text)) texts.push(text);
}
