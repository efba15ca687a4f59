import { literal } from "../../../../config/words.ts";
import type { Intent } from "../../../outline.ts";
import type { Item, Plan, Section, SectionName } from "../../../types.ts";
import { carries } from "../../carried.ts";
import { isListed } from "../../registers.ts";
import { sectionOf } from "../../sections.ts";
import type { Complaint, Rule } from "../../types.ts";

export const intentChanged: Rule = {
  id: "intent/changed",
  severity: "error",
  summary: "goals, non-goals, constraints or statements of success criteria that differ from the run's frozen intent",
  why: "A plan that moves its own goal posts always succeeds. The intent freezes with the first record; the commands that check it may be mended.",
  good: "- Q3: Should G2 leave service accounts out? — next action: the owner of billing decides before M4",
  bad: "- G2: Most accounts are limited (it was: every account is limited)",
  check: ({ plan, facts: { frozen, wanted = [] } }) =>
    frozen === undefined ? [] : families.flatMap((family) => compare(family, plan, frozen, wanted)),
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

function compare(
  { key, section: name, noun }: Family,
  plan: Plan,
  frozen: Intent,
  wanted: readonly string[],
): Complaint[] {
  const section = sectionOf(plan, name);
  // An absent section is a finding of its own, and bringing it back brings these back.
  if (section === undefined) return [];
  const before = Object.entries(frozen[key]).map(([id, statement]) => ({ id, statement }));
  const items = plan[key].filter(isListed);
  const was = (item: Item) => before.find(({ id, statement }) => isSame(item, id, statement));
  const gone = before.filter(({ id, statement }) => !items.some((item) => isSame(item, id, statement)));
  return [
    ...items.flatMap((item) => {
      const earlier = was(item);
      const isKept = earlier !== undefined && essence(earlier.statement) === essence(item.statement);
      // What the work was filed for may come late.
      const isOwed = earlier === undefined && key === "criteria" && wanted.some((each) => carries(item, each));
      return isKept || isOwed ? [] : [differs(item, earlier?.statement, noun)];
    }),
    ...gone.map(({ id, statement }) => isGone(id, statement, section, noun)),
  ];
}

/** Whether an item is one of the frozen intent: by its id; by what it says where one of the two has none (`G#1`). */
const isSame = (item: Item, id: string, statement: string): boolean =>
  item.id === id || ((item.id === undefined || id.includes("#")) && essence(item.statement) === essence(statement));

const propose = "put the change as an open question for the person whose intent it is";

function differs({ id, line, column, text }: Item, before: string | undefined, noun: string): Complaint {
  const name = id ?? `this ${noun}`;
  const [what, fix] =
    before === undefined
      ? [`${name} is not in the run's frozen intent`, `take it out, and ${propose}`]
      : [
          `${name} differs from the run's frozen intent, which says ${literal(before)}`,
          `write it as it was, and ${propose}`,
        ];
  return { line, column, text: text || name, id, what, fix };
}

function isGone(id: string, statement: string, { line, column, title }: Section, noun: string): Complaint {
  const name = id.includes("#") ? `a ${noun}` : `the ${noun} ${id}`;
  const what = `${name} of the run's frozen intent is gone: ${literal(statement)}`;
  return { line, column, text: title || name, id, what, fix: `write it as it was, and ${propose}` };
}

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
