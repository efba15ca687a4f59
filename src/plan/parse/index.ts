import type { Milestone, Plan, Section, SectionName, Span } from "../types.ts";
import { type Entry, entriesOf, type IsLabel, madeUp } from "./entries.ts";
import { itemOf, itemSlot, type ReadItem } from "./items.ts";
import { baselineLabels, labelReader, metaLabels, scopeLabels } from "./labels.ts";
import { type Document, readMarkdown } from "./markdown.ts";
import { milestoneHead, milestoneOf, milestoneSlot, milestonesIn } from "./milestones.ts";
import { everywhere } from "./prose.ts";
import { plain, sectionNamed } from "./sections.ts";
import { flatten, readSlots, splitLabel } from "./slots.ts";
import { columnAt, readable, spanOf, type Token, tokensOf } from "./tokens.ts";
import type { Block, Heading } from "./tree.ts";
import { validationsOf } from "./validations.ts";

const metaSlot = labelReader(metaLabels);
const baselineSlot = labelReader(baselineLabels);
const scopeSlot = labelReader(scopeLabels);

/**
 * Reads a canonical plan: ordinary markdown, lenient in form (labels in bold, nested lists, tables, other words for the same
 * heading), exact in places. What it cannot make out is absent from the result; it never throws, whatever the text.
 *
 * @param text the file, in any line endings, with or without BOM
 */
export function parsePlan(text: string): Plan {
  const document = readMarkdown(text);
  const plan: Plan = { ...emptyPlan(), lineCount: countLines(document), ...everywhere(document.blocks) };
  for (const part of partsOf(document)) readPart(plan, part);
  return { ...plan, milestones: withoutOverview(plan) };
}

/** A table or list that only names the milestones whose headings follow is no second set of them. */
function withoutOverview({ milestones, sections }: Plan): Milestone[] {
  const headings = new Set(sections.map(({ line }) => line));
  const described = new Set(milestones.filter(({ line }) => headings.has(line)).map(({ id }) => id));
  return milestones.filter(
    ({ id, line, change, files, validation, rollback }) =>
      headings.has(line) ||
      !described.has(id) ||
      [change, files, validation, rollback].some((slot) => slot !== undefined),
  );
}

function emptyPlan(): Omit<Plan, "lineCount" | "codeBlocks" | "prose" | "html"> {
  return {
    heading: undefined,
    sections: [],
    meta: {},
    baseline: {},
    scope: { in: [], out: [] },
    goals: [],
    nonGoals: [],
    constraints: [],
    criteria: [],
    assumptions: [],
    milestones: [],
    risks: [],
    questions: [],
    strategy: [],
    changelog: [],
  };
}

/** Lines as an editor counts them: what stands behind the last line end is one only when there is something. */
const countLines = ({ lines }: Document): number => (lines.at(-1) === "" ? lines.length - 1 : lines.length);

/** A heading with the blocks up to the next one. */
interface Part {
  heading: { depth: number; tokens: Token[]; title: string; line: number; column: number } | undefined;
  /** The canonical section that it opens or stands in. */
  section: SectionName | undefined;
  /** Depth of the heading that opened that section. */
  depth: number;
  blocks: Block[];
  /** Sub-headings of a milestone are labels; these are its parts. */
  below: Part[];
}

/** Cuts the document at its headings, and hangs what stands below a milestone under it. */
function partsOf(document: Document): Part[] {
  const parts: Part[] = [];
  let current: Part = { heading: undefined, section: undefined, depth: 0, blocks: [], below: [] };
  parts.push(current);
  let milestone: Part | undefined;
  for (const block of document.blocks) {
    if (block.type !== "heading") {
      current.blocks.push(block);
      continue;
    }
    const heading = headingOf(block);
    if (milestone?.heading !== undefined && isBelow(heading, milestone.heading)) {
      current = { heading, section: "milestones", depth: milestone.depth, blocks: [], below: [] };
      milestone.below.push(current);
      continue;
    }
    const isMilestone = heading.depth > 1 && milestoneHead(heading.tokens) !== undefined;
    const named = isMilestone ? undefined : sectionNamed(heading.title);
    const within = current.section !== undefined && heading.depth > current.depth;
    const section: SectionName | undefined = isMilestone ? "milestones" : within ? (named ?? current.section) : named;
    const opens = !within || (named !== undefined && named !== current.section);
    const depth = isMilestone && !within ? heading.depth - 1 : opens ? heading.depth : current.depth;
    current = { heading, section, depth, blocks: [], below: [] };
    parts.push(current);
    milestone = section === "milestones" && heading.depth > depth ? current : undefined;
  }
  return parts;
}

/** Whether a heading belongs to a milestone; another one's does not, however deep it stands. */
function isBelow(heading: NonNullable<Part["heading"]>, milestone: NonNullable<Part["heading"]>): boolean {
  const id = milestoneHead(heading.tokens)?.id;
  return heading.depth > milestone.depth && (id === undefined || id === milestoneHead(milestone.tokens)?.id);
}

function headingOf({ depth, children, line, column }: Heading) {
  const tokens = tokensOf(children);
  return { depth, tokens, title: readable(tokens), line, column };
}

function readPart(plan: Plan, part: Part): void {
  const { heading, section } = part;
  if (heading !== undefined) noteHeading(plan, part);
  for (const each of part.below) if (each.heading !== undefined) plan.sections.push(sectionOf(each.heading, undefined));
  if (section === undefined) return;
  const entries = entriesOf(part.blocks, labelsOf[section] ?? (() => false));
  readers[section](plan, underId(part, entries), part);
}

/** `### R1: it may be slow` with its slots below is an item like any other. */
function underId({ heading, section, depth }: Part, entries: Entry[]): Entry[] {
  const isItem = heading !== undefined && heading.depth > depth && section !== "milestones";
  if (!isItem || !/^(?:N?G|SC?|[CARQ])[- ]?\d{1,4}(?![\p{L}\p{N}])/u.test(heading.title)) return entries;
  const { line, column, tokens } = heading;
  return [{ line, column, tokens, children: entries.filter(({ form }) => form !== "code"), code: [], form: "item" }];
}

function noteHeading(plan: Plan, { heading, section, depth }: Part): void {
  if (heading === undefined) return;
  const isTitle = heading.depth === 1 && plan.heading === undefined;
  if (isTitle) {
    const title = heading.title.replace(/^canonical plan\s*(?:[:：–—-]\s*|$)/iu, "");
    plan.heading = { ...spanOf(heading.tokens, heading), line: heading.line, column: heading.column, title };
  }
  plan.sections.push(sectionOf(heading, heading.depth === depth ? section : undefined));
}

const sectionOf = (
  { title, depth, line, column }: NonNullable<Part["heading"]>,
  name: SectionName | undefined,
): Section => ({
  name,
  title,
  depth,
  line,
  column,
});

const isItemLabel: IsLabel = (label) => itemSlot(label) !== undefined;

const labelsOf: Partial<Record<SectionName, IsLabel>> = {
  meta: (label) => metaSlot(label) !== undefined,
  baseline: (label) => baselineSlot(label) !== undefined,
  scope: (label) => scopeSlot(label) !== undefined,
  milestones: (label) => milestoneSlot(label) !== undefined,
  criteria: isItemLabel,
  assumptions: isItemLabel,
  risks: isItemLabel,
  questions: isItemLabel,
};

type Reader = (plan: Plan, entries: Entry[], part: Part) => void;

const readers: Record<SectionName, Reader> = {
  meta: (plan, entries) => {
    for (const [name, { slot }] of readSlots(entries, metaSlot).slots) plan.meta[name] ??= slot;
  },
  baseline: (plan, entries) => {
    for (const [name, { slot }] of readSlots(entries, baselineSlot).slots) plan.baseline[name] ??= slot;
  },
  scope: readScope,
  goals: (plan, entries, { heading }) => {
    const isNon = /^(?:non ?goals?|what were not doing)$/.test(plain(heading?.title ?? ""));
    for (const { item } of itemsOf(entries, ["G", "NG"]))
      (isNon || item.id?.startsWith("NG") ? plan.nonGoals : plan.goals).push(item);
  },
  constraints: (plan, entries) => plan.constraints.push(...itemsOf(entries, ["C"]).map(({ item }) => item)),
  criteria: (plan, entries) => {
    const read = itemsOf(entries, ["S", "SC"]);
    plan.criteria.push(
      ...read.map(({ item, check }) => ({ ...item, checks: check ? validationsOf({ ...check, code: [] }) : [] })),
    );
  },
  assumptions: (plan, entries) => plan.assumptions.push(...itemsOf(entries, ["A"]).map(({ item }) => item)),
  milestones: readMilestones,
  risks: (plan, entries) => plan.risks.push(...itemsOf(entries, ["R"]).map(({ item }) => item)),
  questions: (plan, entries) => plan.questions.push(...itemsOf(entries, ["Q"]).map(({ item }) => item)),
  strategy: (plan, entries) => plan.strategy.push(...linesOf(entries)),
  changelog: (plan, entries) =>
    plan.changelog.push(...linesOf(entries).map((line) => ({ ...line, ids: idsIn(line.text) }))),
};

/** Items of a section: its list or table; where it has neither, its paragraphs. */
function itemsOf(entries: readonly Entry[], letters: readonly string[]): ReadItem[] {
  const written = entries.filter(({ form }) => form !== "code");
  const listed = written.filter(
    ({ form, tokens }) =>
      form !== "line" || letters.includes(/^\W*([A-Za-z]{1,2})\d/.exec(readable(tokens))?.[1]?.toUpperCase() ?? ""),
  );
  return (listed.length > 0 ? listed : written)
    .map((entry) => itemOf(entry, letters))
    .filter(({ item }) => item.text !== "" || item.id !== undefined);
}

function readScope(plan: Plan, entries: Entry[], { heading }: Part): void {
  const side = scopeSlot(heading?.title ?? "");
  let open = side;
  for (const entry of entries) {
    const split = splitLabel(entry, (label) => scopeSlot(label) !== undefined);
    const name = split && scopeSlot(split.label);
    if (split !== undefined && name !== undefined) {
      open = name;
      const own = spanOf(split.value, split.colon);
      plan.scope[name].push(...(own.text === "" ? [] : [own]), ...linesOf(entry.children));
    } else if (open !== undefined) plan.scope[open].push(...linesOf([entry]));
    else if (entry.form === "item" || entry.form === "row") plan.scope.in.push(...linesOf([entry]));
  }
}

function readMilestones(plan: Plan, entries: Entry[], { heading, depth, below }: Part): void {
  if (heading === undefined || heading.depth <= depth) {
    plan.milestones.push(...milestonesIn(entries).milestones);
    return;
  }
  const head = milestoneHead(heading.tokens) ?? { id: undefined, title: heading.title };
  const labelled = below.flatMap((part): Entry[] => {
    const inside = entriesOf(part.blocks, (label) => milestoneSlot(label) !== undefined);
    if (part.heading === undefined || milestoneSlot(part.heading.title) === undefined) return inside;
    const { line, column, tokens } = part.heading;
    const last = tokens.at(-1);
    const colon = madeUp(": ", last && { line: last.line, column: columnAt(last, last.text.length) });
    const code = inside.flatMap((each) => (each.form === "code" ? each.code : []));
    const children = inside.filter(({ form }) => form !== "code");
    return [{ line, column, tokens: [...tokens, colon], children, code, form: "item" }];
  });
  const place = { line: heading.line, column: heading.column };
  plan.milestones.push(milestoneOf({ ...head, ...place }, [...entries, ...labelled]));
}

/** What entries say, one span each, nested ones too. */
const linesOf = (entries: readonly Entry[]): Span[] =>
  entries.flatMap(flatten).flatMap(({ tokens, line, column }) => {
    const span = spanOf(tokens, { line, column });
    return span.text === "" ? [] : [span];
  });

const idsIn = (text: string): string[] =>
  [...text.matchAll(/\b(NG|[GCSARQM])-?(\d{1,4})\b/gi)].map(
    ([, letter = "", number]) => `${letter.toUpperCase()}${Number(number)}`,
  );
