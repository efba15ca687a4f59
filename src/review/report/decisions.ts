import type { ReviewEvent } from "../events.ts";
import { advance } from "../fold/fold.ts";
import { emptyLedger } from "../fold/ledger.ts";
import type { Session } from "../types.ts";
import type { Decision } from "./types.ts";

/** A session with what it forgets: every decision about a finding, not only the newest. */
export function foldWithDecisions(events: readonly ReviewEvent[]): {
  session: Session;
  decisions: Map<string, Decision[]>;
} {
  const ledger = emptyLedger();
  const { session } = ledger;
  const decisions = new Map<string, Decision[]>();
  for (const event of events) {
    const asked = event.type === "dispositions" ? event.dispositions.map(({ id }) => session.findings.get(id)) : [];
    const before = asked.map((finding) => finding?.decision);
    advance(ledger, event);
    for (const [at, finding] of asked.entries()) {
      if (finding?.decision === undefined || finding.decision === before[at]) continue;
      decisions.set(finding.id, [...(decisions.get(finding.id) ?? []), finding.decision]);
    }
  }
  return { session, decisions };
}
