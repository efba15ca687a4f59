/** A word or phrase in running text that holds the place of something, with its offset. */
export interface Marker {
  text: string;
  offset: number;
}

/** What somebody is told to do after TODO; a noun after it makes it the name of a thing (a TODO list). */
const orders =
  "add|adjust|ask|change|check|choose|clarify|clean|complete|confirm|create|decide|define|describe|determine|document|estimate|expand|explain|figure|fill|find|finish|fix|implement|insert|investigate|measure|mention|move|pick|refine|remove|replace|revisit|say|see|specify|think|update|verify|write";

/** Where something new begins: the text itself, a bracket, a sentence, an arrow, a dash. */
const start = String.raw`(?<=^\s*|[([{:;.,!?→—–]\s*|[-=]>?\s+)`;
const end = String.raw`(?=\s*(?:$|[:.!?)\]}(—–]|-\s|\s(?:${orders})\b))`;

/** A pattern, and what a line must have for it to match; most lines have none, and the patterns are slow to compile. */
interface Sign {
  needs: RegExp;
  pattern: RegExp;
}

const signs: readonly Sign[] = [
  { needs: /TODO/, pattern: new RegExp(`${start}TODO${end}`, "gu") },
  {
    needs: /FIXME|XXX/,
    pattern: new RegExp(
      `${start}(?:FIXME|XXX)(?![\\p{L}\\p{N}_/-]|s\\b|,? (?:and|or|comments?|markers?|notes?|tags?)\\b)`,
      "gu",
    ),
  },
  { needs: /T\.?B\.?[DA]/, pattern: /(?<![\p{L}\p{N}_/.-])T\.?B\.?[DA]\.?(?![\p{L}\p{N}_/-])/gu },
  { needs: /tb[da]/, pattern: /(?<![\p{L}\p{N}_/.-])tb[da](?![\p{L}\p{N}_/-])/gu },
  { needs: /\?\?\?|？？/, pattern: /(?<![^\s([{:;→—–-])(?:\?{3,}|？{2,})(?![^\s)\]}.,;:—–-])/gu },
  { needs: /NEEDS/, pattern: /NEEDS CLARIFICATION/gu },
  // A slot begins with a letter and touches no word, as type parameters do.
  { needs: /<[^<>]+>/, pattern: /(?<![\p{L}\p{N}_)\]\\])<\p{L}(?:[^<>\n]{0,198}[^<>\s=-])?>/gu },
];

const looseSigns: readonly Sign[] = [
  { needs: /etc/i, pattern: /(?<![\p{L}\p{N}_/.])etc\b\.?(?![\p{L}\p{N}_/])/giu },
  { needs: /and so/i, pattern: /\band so (?:on|forth)\b/giu },
  { needs: /u\. ?s|usw/i, pattern: /(?<![\p{L}\p{N}])(?:usw|u\. ?s\. ?w)\./giu },
  { needs: /等|إ|и т/i, pattern: /等等|等々|إلخ|и т\. ?д\./giu },
  { needs: /as [na]/i, pattern: /\bas (?:needed|necessary|appropriate)\b/giu },
];

/** What a program does by itself, or has done to things; at the beginning of a sentence it would be an order. */
const behaviour = new RegExp(
  "\\p{L}\\s+(?:allocates|adds|buffers|closes|creates|evicts|expands|fetches|grows|loads|locks|opens|refills|refreshes|" +
    "reloads|resizes|retries|rotates|scales|shrinks|spawns|spills|splits|starts|stops|wakes|yields|(?:is|are|be|being|gets?) " +
    "(?:allocated|cached|closed|computed|evicted|expanded|fetched|loaded|opened|refreshed|rendered|resized|retried|reused|" +
    "rotated|scaled|spawned|started|stopped))\\b",
  "iu",
);

const quotations =
  /"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|»[^«\n]*«|「[^」\n]*」|『[^』\n]*』|(?<![\p{L}\p{N}])'[^'\n]*'(?![\p{L}\p{N}])|‘[^’\n]*’/gu;

/** The words of a board; beside them TODO is one of them. */
const statuses = /\b(?:DOING|DONE|IN[ _-]PROGRESS|BLOCKED)\b/;

/** TODO, TBD, ??? and `<…>` where they stand for what is still to be written; not where they are talked about. */
export const markersIn = (text: string): Marker[] =>
  matches(text, signs).filter(
    (marker) => !isTalkedAbout(text, marker.offset) && !(marker.text === "TODO" && statuses.test(text)),
  );

/** "etc.", "as needed" and the like: where what is to be done is left open; not where a behaviour is described. */
export const looseEndsIn = (text: string): Marker[] =>
  matches(text, looseSigns).filter(({ text: match }) => !(/^as /i.test(match) && behaviour.test(text)));

function matches(text: string, each: readonly Sign[]): Marker[] {
  const likely = each.filter(({ needs }) => needs.test(text));
  if (likely.length === 0) return [];
  const unquoted = text.replace(quotations, (quotation) => "\u0001".repeat(quotation.length));
  return likely
    .flatMap(({ pattern }) => [...unquoted.matchAll(pattern)].map((match) => ({ text: match[0], offset: match.index })))
    .sort((a, b) => a.offset - b.offset);
}

const mention =
  /\b(?:no|any|every|each|zero|remaining|leftover|without|contains?|containing|called|marked|word|says|reads|shows|prints)\s+(?:\p{L}+[,/ ]\s*)?$/iu;

const isTalkedAbout = (text: string, offset: number): boolean =>
  mention.test(text.slice(Math.max(0, offset - 40), offset));
