import type { Span, Validation } from "../types.ts";
import type { Entry } from "./entries.ts";
import { cutAt, readable, slice, spanOf, type Token, wordsOnly } from "./tokens.ts";

/** What a slot for checks holds: its own line, nested items, lines of fenced code. */
export interface CheckSource {
  tokens: Token[];
  children: readonly Entry[];
  code: readonly Span[];
}

/** The checks of a `Validation` slot, in order. */
export function validationsOf({ tokens, children, code }: CheckSource): Validation[] {
  const checks: Validation[] = [...checksIn(tokens), ...fenced(code)];
  for (const child of children) {
    const outcome = outcomeLine(child.tokens);
    if (outcome === undefined) checks.push(...validationsOf(child));
    else {
      for (const check of checks) if (check.kind !== "prose") check.expected ??= outcome;
      checks.push(...child.children.flatMap((each) => validationsOf(each)));
    }
  }
  return checks;
}

const anyArrow = /→|⇒|➜|➔|⟶|->|=>/u;
/** One between a check and its outcome: that in `x→y`, without a blank on either side, is part of a word. */
const arrow = (() => {
  const letter = String.raw`[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{N}_]`;
  return new RegExp(`(?<!${letter})(?:${anyArrow.source})|(?:${anyArrow.source})(?!${letter})`, "u");
})();

/** `Expected: …` or `→ …` on a line of its own says what the commands above come to. */
function outcomeLine(tokens: readonly Token[]): string | undefined {
  const words = wordsOnly(tokens);
  const found =
    /^\s*(?:(?:expected|expect|outcome|expected outcome|expected output|result)\s*[:：]|→|⇒|->|=>)\s*/iu.exec(words);
  return found === null ? undefined : said(cutAt(tokens, found[0].length)[1]);
}

/** Commands of a fence, one a line; a comment behind one says what it comes to. */
function fenced(code: readonly Span[]): Validation[] {
  return code.flatMap((line): Validation[] => {
    const text = line.text.trim().replace(/^[$>]\s+/, "");
    if (text === "" || text.startsWith("#")) return [];
    const found = /^(.*?)\s+#\s*(?:→|⇒|->|=>|expect(?:ed|s)?:?)\s*(.+)$/u.exec(text);
    const [command, expected] = found === null ? [text, undefined] : [found[1] ?? text, found[2]];
    return [
      { text, line: line.line, column: line.column + line.text.search(/\S/), kind: "command", command, expected },
    ];
  });
}

interface Cut {
  tokens: Token[];
  manual: boolean;
}

const manualStart = /(?:^|[;；,，.。]\s*|\bor\s+|\band\s+)\s*(?:or\s+|and\s+)?(?:manual(?:ly)?|by hand)\s*[:：]\s*/giu;

/** The checks of one line. */
function checksIn(tokens: readonly Token[]): Validation[] {
  const words = wordsOnly(tokens);
  if (words.trim() === "") return [];
  const starts = [...words.matchAll(manualStart)];
  const cuts: Cut[] = [
    { tokens: cutAt(tokens, starts[0]?.index ?? words.length)[0], manual: false },
    ...starts.map((match, nth) => ({
      tokens: slice(tokens, match.index + match[0].length, starts[nth + 1]?.index ?? words.length),
      manual: true,
    })),
  ];
  return cuts.flatMap(({ tokens: part, manual }) =>
    readable(part) === "" ? [] : manual ? manualChecks(part) : commandsIn(part),
  );
}

/** `open the page → it loads; \`npm test\` → exit 0`: a command with an outcome of its own ends what was to be done by hand. */
function manualChecks(tokens: Token[]): Validation[] {
  const ends = tokens.findIndex(({ kind }, at) => {
    const before = wordsOnly(tokens.slice(0, at));
    return kind === "code" && arrow.test(before) && nextCheck.test(before) && hasOutcome(tokens.slice(at + 1));
  });
  const manual = byHand(ends < 0 ? tokens : tokens.slice(0, ends), "manual");
  return ends < 0 ? [manual] : [manual, ...commandsIn(tokens.slice(ends))];
}

function byHand(tokens: readonly Token[], kind: "manual" | "prose"): Validation {
  const words = wordsOnly(tokens);
  const at = arrow.exec(words) ?? anyArrow.exec(words);
  const expected = at === null ? undefined : said(cutAt(tokens, at.index + at[0].length)[1]);
  return { ...spanOf(tokens, tokens[0] ?? nowhere), kind, command: undefined, expected };
}

const nowhere = { line: 1, column: 1 };

/** Between two commands of one line: `a`, `b` and `c` → exit 0; or the end of one outcome: `a` → exit 0; `b` → exit 0. */
const joint = /^\s*(?:[,，、;；+&]|&&|and|then|und|et|y)?(?:\s*(?:and|then|also))?\s*$/iu;
const nextCheck =
  /(?:[;；。]|(?<!\b(?:e\.g|i\.e|cf|vs|approx|z\.\s?B|d\.\s?h|bzw))\.)\s*(?:(?:and|then|also|or|plus)\s+(?:then\s+)?(?:run\s+)?|run\s+)?$/iu;

/**
 * Whether a code span behind an outcome is a command. It must begin something, and say so by an outcome of its own, or in words. In
 * "`npm test` → exit 0; `api.d.ts` names the new type" the second is a file, and must not be run.
 */
function opensAnother(between: string, { breaks }: Token, after: readonly Token[]): boolean {
  const begins = breaks || nextCheck.test(between);
  return begins && (hasOutcome(after) || /\b(?:run|then)\s+$/iu.test(between));
}

/** Whether an arrow follows, before anything that is no other command of the same row. */
function hasOutcome(after: readonly Token[]): boolean {
  const next = after.findIndex(({ kind }) => kind === "code");
  const words = wordsOnly(next < 0 ? after : after.slice(0, next));
  return arrow.test(words) || (next >= 0 && joint.test(words) && hasOutcome(after.slice(next + 1)));
}

/** Commands are the code spans that stand before an arrow; what stands behind one is its outcome. */
function commandsIn(tokens: readonly Token[]): Validation[] {
  const checks: { code: Token; outcome: Token[]; joined: boolean }[] = [];
  let last: { code: Token; outcome: Token[]; joined: boolean } | undefined;
  for (const [at, token] of tokens.entries()) {
    const between = last === undefined ? "" : wordsOnly(last.outcome);
    const hasArrow = arrow.test(between);
    const opens =
      last === undefined ||
      (hasArrow ? opensAnother(between, token, tokens.slice(at + 1)) : joint.test(between) || nextCheck.test(between));
    if (token.kind === "code" && opens) {
      if (last !== undefined) last.joined = !hasArrow;
      last = { code: token, outcome: [], joined: false };
      checks.push(last);
    } else last?.outcome.push(token);
  }
  if (checks.length === 0) return [byHand(tokens, "prose")];
  const found = checks.map(({ code, outcome }): Validation => {
    const at = arrow.exec(wordsOnly(outcome));
    const expected = said(at === null ? outcome : cutAt(outcome, at.index + at[0].length)[1]);
    const text = readable([code, ...outcome]).replace(/[\s;；,，.。]*(?:\band\b|\bthen\b)?[\s;；,，.。]*$/u, "");
    return { text, line: code.line, column: code.column, kind: "command", command: code.text, expected };
  });
  // Commands in a row share the outcome behind the last.
  for (let nth = found.length - 2; nth >= 0; nth--) {
    const [here, after] = [found[nth], found[nth + 1]];
    if (here !== undefined && checks[nth]?.joined) here.expected ??= after?.expected;
  }
  return found;
}

/** What an outcome says, without the marks around it; `undefined` when it says nothing. */
function said(tokens: readonly Token[]): string | undefined {
  const text = readable(tokens)
    .replace(/^[\s:：—–\-(（,，;；.。=]+(?=\S)/u, "")
    .replace(/[\s;；,，.。]*(?:\b(?:and|then|also)\b)?[\s;；,，.。]*$/u, "")
    .trim();
  return /[\p{L}\p{N}]/u.test(text) || /[<>≤≥=✓✅]/u.test(text) ? text.replace(/^([^(（]*)[)）]$/u, "$1") : undefined;
}
