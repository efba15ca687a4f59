import type { EventOf } from "../events.ts";
import { settle, unsettledOf } from "../open.ts";
import type { HumanNote, RawFinding } from "../types.ts";
import { addFinding, type Ledger, matchOf, tellingOf } from "./ledger.ts";

/** A draft of the plan: the critic's turn, and the humans' notes that stand in it. */
export function foldDraft(ledger: Ledger, event: EventOf<"draft">): void {
  const { session } = ledger;
  const { v: _v, at: _at, type: _type, ...draft } = event;
  session.drafts.push(draft);
  session.refused = [];
  session.beneath = "REVIEW";
  const standing = new Set(draft.notes.map((note) => noteId(ledger, note)));
  for (const finding of unsettledOf(session)) {
    // Taking a note out of the plan is how it is withdrawn, or worked in.
    if (finding.source === "human" && !standing.has(finding.id)) settle(session, finding, "addressed");
  }
}

/** The finding that a note is, opened where it has to be answered. */
function noteId(ledger: Ledger, note: HumanNote): string {
  const telling = tellingOf(asFinding(note), "human");
  const known = matchOf(ledger, telling);
  if (known === undefined) return addFinding(ledger, telling, note.line).id;
  known.line = note.line;
  const next = ledger.session.rounds.length + 1;
  if (known.state === "accepted" || known.state === "addressed") {
    settle(ledger.session, known, "open");
    if (known.returned.at(-1) !== next) known.returned.push(next);
  }
  return known.id;
}

/** A human needs no evidence. */
const asFinding = ({ text, section, line }: HumanNote): RawFinding => ({
  id: "",
  severity: "major",
  section,
  evidence: `line ${line}`,
  problem: text,
  resolution: "",
});
