import { at } from "../tree/graph/adjacency.ts";
import type { Judged } from "../tree/select.ts";

/** A try to do something: a run of execution mode that carries ids. */
export interface Attempt {
  run: string;
  /** Of prerequisites, as they were written. */
  ids: readonly string[];
  /** Reports that it is BLOCKED: their files. */
  blocked: readonly string[];
  /** Whether its planning ended with ESCALATE, and no person has settled it since. */
  escalated: boolean;
}

/** A label that was put on or taken off something of a forge. */
export interface LabelEvent {
  id: string;
  label: string;
  /** ISO 8601. */
  at: string;
  added: boolean;
}

/** What signals are computed from. */
export interface StuckFacts {
  /** Oldest first. */
  attempts: readonly Attempt[];
  labels: readonly LabelEvent[];
  /** The tree as the last run left it. */
  before: Judged | undefined;
}

/** `UNBLOCKED` is good news; the others say that something is stuck. */
export type SignalKind = "BOUNCED" | "ESCALATED" | "LABEL_CHURN" | "UNBLOCKED";

/** Something that happened to a prerequisite, as often as `count` says. */
export interface Signal {
  id: string;
  kind: SignalKind;
  count: number;
  /** Files or runs that show it. */
  evidence: string[];
}

/** Work that came back so often is not tried again; a label that went back and forth so often tells of a quarrel. */
const enough = { BOUNCED: 2, LABEL_CHURN: 3 };

const keyOf = (id: string): string => id.toLowerCase();

/** The signals of everything open in the tree, in its order. */
export function signalsOf(judged: Judged, { attempts, labels, before }: StuckFacts): Signal[] {
  const tries = byId(attempts.flatMap((attempt) => attempt.ids.map((id) => [id, attempt] as const)));
  const events = byId(labels.map((event) => [event.id, event] as const));
  const free = new Set(before === undefined ? [] : unblocked(before, judged));
  const seen = new Set<string>();
  return judged.graph.nodes.flatMap(({ id, kind }, node) => {
    if (id === undefined || kind === "objective" || kind === "unknown" || at(judged.resolved, node) === 1) return [];
    const key = keyOf(id);
    if (seen.size === seen.add(key).size) return [];
    const own = [...new Set(tries.get(key))];
    return [
      ...signalsOfTries(id, own),
      ...churned(id, events.get(key) ?? []),
      ...(free.has(key) ? [{ id, kind: "UNBLOCKED" as const, count: 1, evidence: [] }] : []),
    ];
  });
}

/** What the tries at one thing come to, oldest first. */
export const signalsOfTries = (id: string, attempts: readonly Attempt[]): Signal[] => [
  ...bounced(id, attempts),
  ...escalated(id, attempts),
];

function byId<Thing>(pairs: readonly (readonly [string, Thing])[]): Map<string, Thing[]> {
  const found = new Map<string, Thing[]>();
  for (const [id, thing] of pairs) {
    const known = found.get(keyOf(id));
    if (known === undefined) found.set(keyOf(id), [thing]);
    else known.push(thing);
  }
  return found;
}

function bounced(id: string, attempts: readonly Attempt[]): Signal[] {
  const evidence = attempts.flatMap(({ blocked }) => blocked);
  return evidence.length === 0 ? [] : [{ id, kind: "BOUNCED", count: evidence.length, evidence }];
}

/** An escalation that a later try followed is overcome. */
function escalated(id: string, attempts: readonly Attempt[]): Signal[] {
  const last = attempts.at(-1);
  return last?.escalated === true ? [{ id, kind: "ESCALATED", count: 1, evidence: [last.run] }] : [];
}

/** How often one label changed from on to off or back, whichever did most. */
function churned(id: string, events: readonly LabelEvent[]): Signal[] {
  const flips = new Map<string, { added: boolean; count: number }>();
  for (const { label, added } of [...events].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const known = flips.get(label);
    if (known === undefined) flips.set(label, { added, count: 0 });
    else if (known.added !== added) flips.set(label, { added, count: known.count + 1 });
  }
  const [most] = [...flips].sort(([, a], [, b]) => b.count - a.count);
  if (most === undefined || most[1].count === 0) return [];
  return [{ id, kind: "LABEL_CHURN", count: most[1].count, evidence: [most[0]] }];
}

/** Ids that waited for something then, and wait for nothing now. */
function unblocked(before: Judged, now: Judged): string[] {
  const waits = (judged: Judged, node: number): boolean => {
    const { offsets, nodes } = judged.graph.before;
    return [...nodes.slice(at(offsets, node), at(offsets, node + 1))].some((each) => at(judged.resolved, each) === 0);
  };
  return [...now.graph.byId].flatMap(([key, node]) => {
    const then = before.graph.byId.get(key);
    return then !== undefined && waits(before, then) && !waits(now, node) ? key : [];
  });
}

/** Whether a signal makes something stuck. */
export function isStuckBy({ kind, count }: Signal): boolean {
  if (kind === "UNBLOCKED") return false;
  return kind === "ESCALATED" || count >= enough[kind];
}

/** Signals as a mark has them: `BOUNCED 2x, ESCALATED`; empty where nothing is stuck. */
export const markOf = (signals: readonly Signal[]): string =>
  signals
    .filter(isStuckBy)
    .map(({ kind, count }) => (kind === "ESCALATED" ? kind : `${kind} ${count}x`))
    .join(", ");
