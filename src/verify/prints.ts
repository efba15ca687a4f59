import type { Milestone, Validation } from "../plan/types.ts";

/** What a plan says, to the letter, that a command prints. */
export interface Printed {
  kind: "number" | "text";
  text: string;
}

// A clause of its own: in "never prints `x`" and "if it prints `x`" it is not.
const clause = /(?:^|[,;.:(—–，；。：（]|\b(?:and|then|also))\s*prints\s+/iu;
const number = /^-?\d+(?:\.\d+)?$/;
const bareNumber = /^(-?\d+(?:\.\d+)?)(?=$|\s+and\b|[,;:.)](?:$|\s+(?!\d)))/i;
const behindCode = /^(?=$|[\s,;:.)，；。：）])/;
/** One of several will do, or it depends. */
const isLoose = /^[^;.]*\b(?:or|unless|if)\b/i;
/** Holds the place of what differs: `<n> passed`, `v1.…`. */
const isPattern = /<[^<>]+>|…|\.{3}/;

/**
 * What a check of a milestone says that its command prints: `prints 2`, or `prints` with code behind it. Anything else that it says of
 * the output (`prints 12 lines`, `prints no error`) is for people; `undefined` then.
 */
export function printsOf({ validation }: Pick<Milestone, "validation">, check: Validation): Printed | undefined {
  const { checks = [], codes = [] } = validation ?? {};
  const next = checks[checks.indexOf(check) + 1];
  // Commands in a row share an outcome; what is printed is said of the last.
  if (check.expected === undefined || (next?.line === check.line && next.expected === check.expected)) return undefined;
  const found = clause.exec(check.expected);
  if (found === null) return undefined;
  const rest = squeeze(check.expected.slice(found.index + found[0].length));
  const own = codes.filter((code) => isBefore(check, code) && (next === undefined || isBefore(code, next)));
  return literalIn(
    rest,
    own.map(({ text }) => squeeze(text)),
  );
}

function literalIn(rest: string, codes: readonly string[]): Printed | undefined {
  if (isLoose.test(rest)) return undefined;
  const bare = bareNumber.exec(rest)?.[1];
  if (bare !== undefined) return { kind: "number", text: bare };
  const code = codes.find((each) => each !== "" && rest.startsWith(each) && behindCode.test(rest.slice(each.length)));
  if (code === undefined || isPattern.test(code)) return undefined;
  return { kind: number.test(code) ? "number" : "text", text: code };
}

/** A number in the last line of an output that is not empty, as a word of its own; a text in any of the lines, whatever the spaces. */
export function hasPrinted(lines: string, { kind, text }: Printed): boolean {
  if (kind === "text") return squeeze(lines).includes(text);
  const last = lines.split("\n").findLast((line) => line.trim() !== "") ?? "";
  return new RegExp(`(?<![\\w.-]|\\d,)${text.replace(".", "\\.")}(?!\\w|[.,]\\d)`).test(last);
}

const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();

const isBefore = (a: { line: number; column: number }, b: { line: number; column: number }): boolean =>
  a.line < b.line || (a.line === b.line && a.column < b.column);
