import { type Edit, editsOf, type Line, toDocument, toText } from "./edits.ts";

/** A base text, an edit of it by a user and another by a new template. */
export interface SyntheticCase {
  user: string;
  base: string;
  incoming: string;
  /** `apart: …` names edits that do not touch each other's words; `clash: …` edits that contradict each other. */
  kind: string;
  /** What both edits together make of the base; absent for a clash, which no merge should decide alone. */
  expected?: string;
}

/**
 * Makes up edits of real markdown texts, the same ones for the same seed: per case one to three by the user and as
 * many by the template, most of them close together, because far edits merge with any tool.
 *
 * @param texts markdown with line feeds, each with at least one list or paragraph
 */
export function syntheticCases(texts: string[], seed: number, count: number): SyntheticCase[] {
  const random = randomFrom(seed);
  const documents = texts.map((text) => ({ lines: toDocument(text), edits: editsOf(toDocument(text)) }));
  const cases: SyntheticCase[] = [];
  while (cases.length < count) {
    const { lines, edits } = pick(documents, random);
    const made = random() < 0.2 ? clash(lines, edits, random) : apart(lines, edits, random);
    if (made !== undefined) cases.push(made);
  }
  return cases;
}

type Random = () => number;

function apart(lines: Line[], edits: Edit[], random: Random): SyntheticCase | undefined {
  const first = pickKind(edits, random);
  const mine: Edit[] = [first];
  const theirs: Edit[] = [];
  const wanted = 2 + Math.floor(random() * 4);
  for (let tries = 0; tries < 40 && mine.length + theirs.length < wanted; tries++) {
    const next = pickKind(random() < 0.8 ? near(edits, first) : edits, random);
    const sideHasRoom = mine.length <= theirs.length ? mine : theirs;
    const isMove = next.moves && [...mine, ...theirs].some((edit) => edit.moves);
    if (!isMove && [...mine, ...theirs].every((edit) => !touch(edit, next))) sideHasRoom.push(next);
  }
  const second = theirs[0];
  if (second === undefined) return undefined;
  const user = applyAll(lines, mine, "user");
  const kind = `apart: ${first.name} × ${second.name}`;
  return {
    ...written(lines, user, applyAll(lines, theirs, "template")),
    kind,
    expected: toText(applyAll(user, theirs, "template")),
  };
}

/** Both change the same words, each in their own way. */
function clash(lines: Line[], edits: Edit[], random: Random): SyntheticCase {
  const rewrites = edits.filter((edit) => edit.rewrites);
  const first = pickKind(rewrites, random);
  const second = pick(
    rewrites.filter((edit) => touch(edit, first)),
    random,
  );
  const kind = `clash: ${first.name} × ${second.name}`;
  return { ...written(lines, applyAll(lines, [first], "user"), applyAll(lines, [second], "template")), kind };
}

function written(base: Line[], user: Line[], incoming: Line[]): { user: string; base: string; incoming: string } {
  return { user: toText(user), base: toText(base), incoming: toText(incoming) };
}

function applyAll(lines: Line[], edits: Edit[], by: string): Line[] {
  return edits.reduce((now, edit) => edit.apply(now, by), lines);
}

function touch(a: Edit, b: Edit): boolean {
  return a.places.some((place) => b.places.includes(place));
}

function near(edits: Edit[], to: Edit): Edit[] {
  return edits.filter((edit) => Math.abs(edit.at - to.at) <= 4);
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

/** Kinds of edits are equally likely, although a text has far more words than sections. */
function pickKind(edits: Edit[], random: Random): Edit {
  const name = pick([...new Set(edits.map((edit) => edit.name))], random);
  return pick(
    edits.filter((edit) => edit.name === name),
    random,
  );
}

/** Mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
