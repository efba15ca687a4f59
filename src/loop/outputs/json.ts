/** An object that came out of JSON. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The object below a key, empty where there is none. */
export function below(fields: Fields, key: string): Fields {
  const value = fields[key];
  return isFields(value) ? value : {};
}

/** The text below a key, empty where there is none. */
export function textAt(fields: Fields, key: string): string {
  const value = fields[key];
  return typeof value === "string" ? value : "";
}

/** The finite number, zero or more, below a key. */
export function numberAt(fields: Fields, key: string): number | null {
  const value = fields[key];
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}

/** The sum of what is a number; `null` where nothing is. */
export function sum(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((each) => each !== null);
  return known.length === 0 ? null : known.reduce((total, each) => total + each, 0);
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of lines that begin like a document, so many are tried. */
const mostStarts = 10;

/** The document that a text is or ends with, else the last that is a line of it: words of other programs may stand around it. */
export function documentIn(text: string): unknown {
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  const starts: number[] = [];
  for (let end = text.length; end >= 0 && starts.length < mostStarts; ) {
    const before = end === 0 ? -1 : text.lastIndexOf("\n", end - 1);
    if (text[before + 1] === "{" || text[before + 1] === "[") starts.unshift(before + 1);
    end = before;
  }
  const lineAt = (start: number): string => text.slice(start).split("\n", 1)[0] ?? "";
  // The first that reads to the end: what stands below it is a part of it.
  return (
    firstOf(starts, (start) => parsed(text.slice(start))) ??
    firstOf(starts.toReversed(), (start) => parsed(lineAt(start)))
  );
}

function firstOf(starts: readonly number[], read: (start: number) => unknown): unknown {
  for (const start of starts) {
    const found = read(start);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** So many lines may look like an event and be none; a text that has more of them was written to keep us busy. */
const mostBroken = 1000;

/** The objects with a `type` in a text that has one a line; other lines are passed over. */
export function eventsIn(text: string): Fields[] {
  const events: Fields[] = [];
  for (let start = 0, broken = 0; start < text.length && broken < mostBroken; ) {
    const next = text.indexOf("\n", start);
    const end = next < 0 ? text.length : next;
    if (text[start] === "{") {
      const event = parsed(text.slice(start, end));
      if (event === undefined) broken += 1;
      else if (isFields(event) && typeof event.type === "string") events.push(event);
    }
    start = end + 1;
  }
  return events;
}
