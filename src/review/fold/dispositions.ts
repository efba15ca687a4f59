import type { EventOf } from "../events.ts";
import { isWeighty, settle } from "../open.ts";
import { cite, type Ledger } from "./ledger.ts";

/** The planner's answer: what waits for a disposition gets it; whatever else it names is passed over. */
export function foldDispositions(ledger: Ledger, { dispositions }: EventOf<"dispositions">): void {
  const { findings, rounds } = ledger.session;
  const round = rounds.at(-1);
  if (round === undefined) return;
  for (const { id, disposition, reason } of dispositions) {
    const finding = findings.get(id);
    if (finding?.state !== "open") continue;
    finding.decision = { disposition, reason, round: round.n };
    const isBlocker = finding.source === "critic" && finding.severity === "blocker";
    settle(ledger.session, finding, states[disposition], isBlocker && disposition !== "ACCEPT");
    cite(ledger, id, reason);
    if (disposition === "ACCEPT" && isWeighty(finding)) round.accepted.push(id);
  }
}

const states = { ACCEPT: "accepted", DEFER: "deferred", REJECT: "rejected" } as const;
