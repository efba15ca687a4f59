import fc from "fast-check";
import { itemLabels, milestoneLabels, scopeLabels } from "../../../src/plan/parse/labels.ts";
import { sections } from "../../../src/plan/parse/sections.ts";

/** How somebody writes: everything that says the same in other characters. */
export interface Style {
  bullet: "-" | "*" | "+" | "1.";
  /** Blanks behind a bullet. */
  gap: " " | "\t" | "   ";
  label: (text: string) => string;
  /** Between the statement of an item and its slots; `nested` puts each on a line of its own. */
  dash: " — " | " – " | " -- " | "; " | "nested";
  /** Whether lists of several things are nested below their label, or stand behind it. */
  lists: "nested" | "inline";
  /** Lines between blocks. */
  loose: boolean;
  id: (id: string) => string;
  colon: ":" | "：";
  /** Which synonym of a heading or label, as a share of all. */
  synonym: number;
  end: "\n" | "\r\n" | "\r";
  bom: boolean;
  numbered: boolean;
}

const labelForms: Style["label"][] = [
  (text) => text,
  (text) => `**${text}**`,
  (text) => `_${text}_`,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
];

const idForms: Style["id"][] = [
  (id) => id,
  (id) => id.toLowerCase(),
  (id) => `**${id}**`,
  (id) => id.replace(/(?=\d)/, "-"),
];

/** The plainest style, as the documentation has it. */
export const plainStyle: Style = {
  bullet: "-",
  gap: " ",
  label: (text) => text,
  dash: " — ",
  lists: "inline",
  loose: false,
  id: (id) => id,
  colon: ":",
  synonym: 0,
  end: "\n",
  bom: false,
  numbered: false,
};

export const style: fc.Arbitrary<Style> = fc.record({
  bullet: fc.constantFrom("-", "*", "+", "1."),
  gap: fc.constantFrom(" ", "\t", "   "),
  label: fc.constantFrom(...labelForms),
  dash: fc.constantFrom(" — ", " – ", " -- ", "; ", "nested"),
  lists: fc.constantFrom("nested", "inline"),
  loose: fc.boolean(),
  id: fc.constantFrom(...idForms),
  colon: fc.constantFrom(":", "："),
  synonym: fc.double({ min: 0, max: 0.999, noNaN: true }),
  end: fc.constantFrom("\n", "\r\n", "\r"),
  bom: fc.boolean(),
  numbered: fc.boolean(),
});

const pick = (words: readonly string[], share: number): string =>
  words[Math.floor(share * words.length)] ?? words[0] ?? "";

/** The heading of a section in a style. */
export function headingOf(name: keyof typeof sections, { synonym, numbered }: Style): string {
  const { heading, synonyms } = sections[name];
  const all = [heading, ...synonyms].filter(
    (each) => !/^(?:non-?goals|out of scope|what we're not doing)$/i.test(each),
  );
  const at = Object.keys(sections).indexOf(name) + 1;
  return `## ${numbered ? `${at}. ` : ""}${pick(all, synonym)}`;
}

export const milestoneLabel = (name: keyof typeof milestoneLabels, { synonym }: Style): string =>
  pick(milestoneLabels[name], synonym);
export const itemLabel = (name: keyof typeof itemLabels, { synonym }: Style): string => pick(itemLabels[name], synonym);
export const scopeLabel = (name: keyof typeof scopeLabels, { synonym }: Style): string =>
  pick(scopeLabels[name], synonym);
