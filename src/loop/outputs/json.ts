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

/** The one document of a text that may have words of other programs before it, from the start of a line on. */
export function documentIn(text: string): unknown {
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  // Few lines begin with a bracket, and only one of them begins the document: the last that has nothing behind it.
  const starts = [...text.matchAll(/^[[{]/gm)].slice(-mostStarts).map(({ index }) => index);
  for (const start of starts) {
    const found = parsed(text.slice(start));
    if (found !== undefined) return found;
  }
  return undefined;
}

const mostStarts = 50;

/** The objects of a text that has one a line; other lines are passed over. */
export function eventsIn(text: string): Fields[] {
  return text.split("\n").flatMap((line) => {
    const event = line.startsWith("{") ? parsed(line) : undefined;
    return isFields(event) ? [event] : [];
  });
}
