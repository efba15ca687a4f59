import { contentWords, overlap, plainly, sectionKey } from "./identity.ts";
import { isWeighty } from "./open.ts";
import type { Draft, Finding, Round, Session } from "./types.ts";

/**
 * How a round orders the reverse of an earlier one, in words; `undefined` when it does not. Three things are evidence of it,
 * and none needs a judgement:
 *
 * - it wants trimmed what an earlier round wanted kept, or kept what an earlier one wanted trimmed, in the same words;
 * - one of its blockers or majors orders the opposite (`add` and `remove`, `split` and `merge`) of what an accepted finding on
 *   the same section ordered, about the same thing;
 * - a milestone, item or section is back at what it was before an accepted finding changed it, and is raised again.
 */
export function reversalIn(session: Session, round: Round): string | undefined {
  const earlier = session.rounds.slice(session.waived, round.n - 1);
  return listReversal(round, earlier) ?? orderReversal(session, round) ?? unitReversal(session, round);
}

function listReversal(round: Round, earlier: readonly Round[]): string | undefined {
  const [keep, trim] = [new Set(round.keep.map(plainly)), new Set(round.trim.map(plainly))];
  for (const { n, ...before } of earlier) {
    const trimmed = before.keep.find((each) => trim.has(plainly(each)));
    if (trimmed !== undefined) return `round ${round.n} trims what round ${n} kept: ${trimmed}`;
    const kept = before.trim.find((each) => keep.has(plainly(each)));
    if (kept !== undefined) return `round ${round.n} keeps what round ${n} trimmed: ${kept}`;
  }
  return undefined;
}

/** Orders and their opposites. */
const opposites = [
  ["add include introduce restore keep require enable", "remove drop delete exclude omit trim cut disable strip"],
  ["merge combine join fold inline unite", "split separate divide extract"],
  ["increase raise expand lengthen widen loosen extend", "decrease lower reduce shorten narrow tighten"],
].map((sides) => sides.map((side) => side.split(" ")));

interface Order {
  /** Which pair of opposites, and which side of it. */
  pair: number;
  side: number;
  /** What it is about. */
  thing: Set<string>;
}

/** An order begins with its verb; what stands further on only tells how. */
const firstWords = 6;

/** The order that a resolution gives: the first verb that has an opposite, turned round by a `not` before it. */
function orderOf(resolution: string): Order | undefined {
  const words = plainly(resolution).split(" ");
  for (const [at, word] of words.slice(0, firstWords).entries()) {
    for (const [pair, sides] of opposites.entries()) {
      const side = sides.findIndex((verbs) => verbs.includes(word));
      if (side < 0) continue;
      const isNegated = /^(?:not|never|t|without)$/.test(words[at - 1] ?? "");
      return { pair, side: isNegated ? 1 - side : side, thing: contentWords(words.slice(at + 1).join(" ")) };
    }
  }
  return undefined;
}

const sameThing = 0.5;

function orderReversal({ findings, waived }: Session, round: Round): string | undefined {
  const now = raisedIn(findings, round).flatMap(({ id, section, resolution }) => {
    const order = orderOf(resolution);
    return order === undefined ? [] : [{ id, key: sectionKey(section), resolution, order }];
  });
  const before = new Map(now.map(({ key }) => [key, [] as { id: string; order: Order }[]]));
  for (const { id, raised, decision, resolution, section } of before.size === 0 ? [] : findings.values()) {
    const first = raised[0] ?? 0;
    if (decision?.disposition !== "ACCEPT" || first >= round.n || first <= waived) continue;
    // Reading an order takes its time, and few findings are about what this round is about.
    const there = before.get(sectionKey(section));
    const order = there === undefined ? undefined : orderOf(resolution);
    if (order !== undefined) there?.push({ id, order });
  }
  for (const { id, key, resolution, order } of now) {
    const reversed = before.get(key)?.find((each) => isReverse(order, each.order));
    if (reversed !== undefined && reversed.id !== id)
      return `${id} orders the reverse of ${reversed.id}, which was accepted: ${resolution}`;
  }
  return undefined;
}

const raisedIn = (findings: Session["findings"], { raised }: Round): Finding[] =>
  raised.flatMap((id) => findings.get(id) ?? []).filter(isWeighty);

const isReverse = (now: Order, then: Order): boolean =>
  now.pair === then.pair && now.side !== then.side && overlap(now.thing, then.thing) >= sameThing;

/** A unit that was A when some round saw it, then B, and is A again, and that this round raises once more. */
function unitReversal({ drafts, rounds, findings, waived }: Session, round: Round): string | undefined {
  const seen = rounds.slice(waived, round.n).flatMap(({ draft }) => drafts[draft] ?? []);
  for (const { id, section } of raisedIn(findings, round)) {
    const unit = sectionKey(section);
    const back = returnOf(seen, unit);
    if (back !== undefined)
      return `${unit} is back at what it was in round ${back + 1 + waived}, and ${id} is about it`;
  }
  return undefined;
}

/** The place of an earlier draft whose unit this is again, after it had been another one. */
function returnOf(seen: readonly Draft[], unit: string): number | undefined {
  const hashes = seen.map(({ units }) => (Object.hasOwn(units, unit) ? units[unit] : undefined));
  const now = hashes.at(-1);
  const changedAt = hashes.findLastIndex((hash) => hash !== now);
  const back = now === undefined ? -1 : hashes.slice(0, Math.max(0, changedAt)).lastIndexOf(now);
  return back < 0 ? undefined : back;
}
