import type { Change } from "./diff.ts";

/** The lines (or words) of the three texts that a merge is about. */
export interface Triple {
  user: readonly string[];
  base: readonly string[];
  incoming: readonly string[];
}

/** A half-open range of lines (or words), counted from 0. */
export interface Span {
  start: number;
  end: number;
}

/** A stretch of the base that at least one side changed, and where it lies on each side. */
export interface Region {
  base: Span;
  user: Span;
  incoming: Span;
  userChanges: Change[];
  incomingChanges: Change[];
  /** A change of one side starts or ends exactly where a change of the other does, in the region beside this one. */
  adjacent: boolean;
}

/** What the three texts have in a region. */
export function cut({ user, base, incoming }: Triple, region: Region): Triple {
  return {
    user: user.slice(region.user.start, region.user.end),
    base: base.slice(region.base.start, region.base.end),
    incoming: incoming.slice(region.incoming.start, region.incoming.end),
  };
}

interface Sided {
  change: Change;
  side: "user" | "incoming";
}

/**
 * Groups the changes of both sides into regions that can be decided one by one.
 *
 * Changes that overlap share a region. Changes that only touch share one too when `touching` is `"join"` (git's rule) or
 * when one of them is a pure insertion: which of the two texts comes first is then anybody's guess.
 */
export function regions(user: Change[], incoming: Change[], touching: "join" | "split"): Region[] {
  const sided: Sided[] = [
    ...user.map((change): Sided => ({ change, side: "user" })),
    ...incoming.map((change): Sided => ({ change, side: "incoming" })),
  ].sort((a, b) => a.change.start - b.change.start || a.change.end - b.change.end);

  const groups: Sided[][] = [];
  let end = -1;
  for (const each of sided) {
    const group = groups.at(-1);
    if (group !== undefined && joins(each.change, group, end, touching)) group.push(each);
    else groups.push([each]);
    end = Math.max(end, each.change.end);
  }
  return locate(groups);
}

function joins(change: Change, group: Sided[], end: number, touching: "join" | "split"): boolean {
  if (change.start !== end) return change.start < end;
  const insertsThere = (other: Change): boolean => other.start === end && other.end === end;
  return touching === "join" || insertsThere(change) || group.some((each) => insertsThere(each.change));
}

/** Adds to each group where it lies on either side: a running count of how far the side has shifted against the base. */
function locate(groups: Sided[][]): Region[] {
  const found: Region[] = [];
  const shift = { user: 0, incoming: 0 };
  for (const group of groups) {
    const changesOf = (side: Sided["side"]) => group.filter((each) => each.side === side).map(({ change }) => change);
    const [userChanges, incomingChanges] = [changesOf("user"), changesOf("incoming")];
    const base = {
      start: group[0]?.change.start ?? 0,
      end: Math.max(userChanges.at(-1)?.end ?? 0, incomingChanges.at(-1)?.end ?? 0),
    };
    const spanOf = (side: Sided["side"], own: Change[]): Span => {
      const start = base.start + shift[side];
      const last = own.at(-1);
      if (last !== undefined) shift[side] = last.sideEnd - last.end;
      return { start, end: base.end + shift[side] };
    };
    const before = found.at(-1);
    const adjacent = before?.base.end === base.start;
    if (before !== undefined && adjacent) before.adjacent = true;
    const [user, incoming] = [spanOf("user", userChanges), spanOf("incoming", incomingChanges)];
    found.push({ base, user, incoming, userChanges, incomingChanges, adjacent });
  }
  return found;
}
