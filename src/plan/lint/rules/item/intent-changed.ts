import { literal } from "../../../../config/words.ts";
import type { Intent } from "../../../outline.ts";
import type { Item, Plan, Section, SectionName } from "../../../types.ts";
import { sectionOf } from "../../sections.ts";
import type { Complaint, Rule } from "../../types.ts";

export const intentChanged: Rule = {
  id: "intent/changed",
  severity: "error",
  summary: "goals, non-goals, constraints or statements of success criteria that differ from the run's frozen intent",
  why: "A plan that moves its own goal posts always succeeds. The intent freezes with the first record; the commands that check it may be mended.",
  good: "- Q3: Should G2 leave service accounts out? — next action: the owner of billing decides before M4",
  bad: "- G2: Most accounts are limited (it was: every account is limited)",
  check: ({ plan, facts: { frozen } }) =>
    frozen === undefined ? [] : families.flatMap((family) => compare(family, plan, frozen)),
};

interface Family {
  key: keyof Intent;
  section: SectionName;
  noun: string;
}

const families: readonly Family[] = [
  { key: "goals", section: "goals", noun: "goal" },
  { key: "nonGoals", section: "goals", noun: "non-goal" },
  { key: "constraints", section: "constraints", noun: "constraint" },
  { key: "criteria", section: "criteria", noun: "success criterion" },
];

function compare({ key, section: name, noun }: Family, plan: Plan, frozen: Intent): Complaint[] {
  const section = sectionOf(plan, name);
  // An absent section is a finding of its own, and bringing it back brings these back.
  if (section === undefined) return [];
  const now = new Map(plan[key].toReversed().flatMap((item) => (item.id === undefined ? [] : [[item.id, item]])));
  const gone = Object.entries(frozen[key]).filter(([id]) => !now.has(id));
  const differing = [...now].filter(([id, { statement }]) => essence(statement) !== essence(frozen[key][id] ?? ""));
  return [
    ...differing.map(([id, item]) => differs(id, item, frozen[key][id], noun)),
    ...gone.map(([id, statement]) => isGone(id, statement, section, noun)),
  ];
}

const propose = "put the change as an open question for the person whose intent it is";

function differs(id: string, item: Item, before: string | undefined, noun: string): Complaint {
  const { line, column, text } = item;
  return before === undefined
    ? {
        line,
        column,
        text: text || id,
        id,
        what: `${id} is a ${noun} that the run's frozen intent does not have`,
        fix: `take it out, and ${propose}`,
      }
    : {
        line,
        column,
        text: text || id,
        id,
        what: `${id} differs from the run's frozen intent, which says ${literal(before)}`,
        fix: `write it as it was, and ${propose}`,
      };
}

const isGone = (id: string, statement: string, { line, column, title }: Section, noun: string): Complaint => ({
  line,
  column,
  text: title,
  id,
  what: `the ${noun} ${id} of the run's frozen intent is gone: ${literal(statement)}`,
  fix: `write it as it was, and ${propose}`,
});

/** A statement without what formatting may change: markup, whitespace, kinds of quotation marks, a full stop. */
const essence = (statement: string): string =>
  statement
    .normalize("NFKC")
    .replace(/[*_`~\\]/g, "")
    .replace(/[‘’]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/\s+/g, " ")
    .replace(/[.;,]$/, "")
    .trim();
