import { implied } from "./ecosystems/offers.ts";
import type { Finding, Offer } from "./ecosystems/types.ts";
import type { CommandCandidate, CommandKind } from "./facts.ts";

/** What one ecosystem found in one folder. */
export interface Found {
  id: string;
  /** A runner of named tasks, see `Ecosystem`. */
  front: boolean;
  /** Empty for the root. */
  folder: string;
  finding: Finding;
}

/**
 * Which of several commands is proposed first. This is the one place that decides:
 *
 * 1. A target of a front (just, Task, Make) when several ecosystems share the root: nothing else covers them all.
 * 2. What an ecosystem's own manifest names: a script says what the project's people run.
 * 3. A front's target otherwise: named by people too, but one step away, and often a wrapper that wants a container.
 * 4. What a configured tool or the ecosystem itself is known to have, such as `cargo test`.
 * 5. Projects one folder down: one command for all of them, then each.
 *
 * Within a rank the order of the ecosystems stands, main one first. Doubles are dropped.
 */
export function ranked(found: readonly Found[], kind: CommandKind): CommandCandidate[] {
  const atRoot = found.filter(({ folder }) => folder === "");
  const mixed = atRoot.filter(({ front, finding }) => !front && !finding.toolingOnly).length > 1;
  const rank = (front: boolean, named: boolean) => (front ? (mixed ? 1 : 3) : named ? 2 : 4);
  const offers = atRoot
    .flatMap(({ front, finding }) => of(finding, kind).map((offer) => ({ offer, rank: rank(front, offer.named) })))
    .sort((a, b) => a.rank - b.rank)
    .map(({ offer }) => offer);
  const below = found.filter(({ folder }) => folder !== "");
  return unique([...offers, ...together(below, kind), ...below.flatMap(({ finding }) => of(finding, kind))]);
}

function of(finding: Finding, kind: CommandKind): Offer[] {
  return finding.offers[kind] ?? [];
}

/** Two or three projects that have such a command are checked by running it in each. */
function together(below: readonly Found[], kind: CommandKind): Offer[] {
  const best = new Map<string, Offer>();
  for (const { folder, finding } of below) {
    const [offer] = of(finding, kind);
    if (offer !== undefined && !best.has(folder)) best.set(folder, offer);
  }
  const offers = [...best.values()];
  if (offers.length < 2 || offers.length > 3) return [];
  return implied(offers.map(({ command }) => command).join(" && "), offers.map(({ source }) => source).join(", "));
}

function unique(offers: Offer[]): CommandCandidate[] {
  const first = offers.filter(({ command }, index) => offers.findIndex((other) => other.command === command) === index);
  return first.map(({ command, source }) => ({ command, source }));
}
