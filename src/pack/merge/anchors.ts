/** A line of one file and the equal line of the other, by number. */
export type Pair = readonly [number, number];

/**
 * Pairs up two sequences cheaply: the longest run of pairs in order among the lines that stand exactly once in each
 * (Bram Cohen's patience diff), and the equal lines right above and below those.
 */
export function anchors(a: readonly number[], b: readonly number[]): Pair[] {
  const inB = onlyOnce(b);
  const unique = [...onlyOnce(a)].flatMap(([id, at]): Pair[] => {
    const other = inB.get(id);
    return other === undefined ? [] : [[at, other]];
  });
  const pairs: Pair[] = [];
  for (const [atA, atB] of longestRising(unique)) {
    const [lastA, lastB] = pairs.at(-1) ?? [-1, -1];
    if (atA <= lastA) continue;
    let above = 0;
    while (atA - above - 1 > lastA && atB - above - 1 > lastB && a[atA - above - 1] === b[atB - above - 1]) above++;
    let below = 0;
    while (atA + below < a.length && a[atA + below] === b[atB + below]) below++;
    for (let n = -above; n < below; n++) pairs.push([atA + n, atB + n]);
  }
  return pairs;
}

/** The place of every id that occurs once, in order. */
function onlyOnce(ids: readonly number[]): Map<number, number> {
  const places = new Map<number, number>();
  const repeated = new Set<number>();
  for (const [at, id] of ids.entries()) {
    if (places.has(id)) repeated.add(id);
    places.set(id, at);
  }
  for (const id of repeated) places.delete(id);
  return places;
}

interface Pile {
  pair: Pair;
  before: Pile | undefined;
}

/** The longest subsequence whose second numbers rise; the first ones do already. */
export function longestRising(pairs: readonly Pair[]): Pair[] {
  const piles: Pile[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((piles[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    piles[low] = { pair, before: piles[low - 1] };
  }
  const found: Pair[] = [];
  for (let pile = piles.at(-1); pile !== undefined; pile = pile.before) found.push(pile.pair);
  return found.reverse();
}
