import type { Milestone, Place, Span, Validation } from "../plan/types.ts";

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
 * What each check of a slot says that its command prints, in their order: `prints 2`, or `prints` with code behind it. Anything else that
 * one says of the output (`prints 12 lines`, `prints no error`) is for people; `undefined` then.
 */
export function printsIn({ checks, codes }: Pick<NonNullable<Milestone["validation"]>, "checks" | "codes">) {
  const behind = codesBehind(checks, codes);
  return checks.map((check, at): Printed | undefined => {
    const next = checks[at + 1];
    // Commands in a row share an outcome; what is printed is said of the last.
    if (check.expected === undefined || (next?.line === check.line && next.expected === check.expected))
      return undefined;
    const found = clause.exec(check.expected);
    if (found === null) return undefined;
    return literalIn(squeeze(check.expected.slice(found.index + found[0].length)), behind.get(check) ?? []);
  });
}

/** The code that stands behind the beginning of each check and before the next one's, its own command left out. */
function codesBehind(checks: readonly Validation[], codes: readonly Span[]): Map<Validation, string[]> {
  const inOrder = [...codes].sort(byPlace);
  let at = 0;
  const sorted = [...checks].sort(byPlace);
  return new Map(
    sorted.map((check, nth) => {
      const next = sorted[nth + 1];
      const own: string[] = [];
      for (let code = inOrder[at]; code !== undefined; code = inOrder[++at]) {
        if (next !== undefined && byPlace(code, next) >= 0) break;
        if (byPlace(code, check) > 0) own.push(squeeze(code.text));
      }
      return [check, own];
    }),
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

const byPlace = (a: Place, b: Place): number => a.line - b.line || a.column - b.column;
