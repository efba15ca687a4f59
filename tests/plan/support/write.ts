import type { CheckDraft, Draft, ItemDraft, MilestoneDraft } from "./draft.ts";
import { headingOf, itemLabel, milestoneLabel, plainStyle, type Style, scopeLabel } from "./style.ts";

/** Writes a plan down in a style. */
export function written(draft: Draft, style: Style = plainStyle): string {
  const items = (drafts: readonly ItemDraft[]) => drafts.map((each) => itemLines(each, style));
  const plainly = (texts: readonly string[]) => texts.map((text) => [bullet(style, text)]);
  const labelled = (slots: Record<string, string>) =>
    Object.entries(slots).map(([name, text]) => [bullet(style, `${label(name, style)} ${text}`)]);
  const blocks: string[][] = [
    [`# Canonical plan: ${draft.title}`],
    [headingOf("meta", style)],
    ...labelled(draft.meta),
    [headingOf("baseline", style)],
    ...labelled(draft.baseline),
    [headingOf("scope", style)],
    ...(["in", "out"] as const).map((side) =>
      listLines(scopeLabel(side, style), draft.scope[side], { ...style, lists: "nested" }),
    ),
    [headingOf("goals", style)],
    ...items([...draft.goals, ...draft.nonGoals]),
    [headingOf("constraints", style)],
    ...items(draft.constraints),
    [headingOf("criteria", style)],
    ...items(draft.criteria),
    [headingOf("assumptions", style)],
    ...items(draft.assumptions),
    [headingOf("milestones", style)],
    ...draft.milestones.flatMap((each) => milestoneBlocks(each, style)),
    [headingOf("risks", style)],
    ...items(draft.risks),
    [headingOf("questions", style)],
    ...items(draft.questions),
    [headingOf("strategy", style)],
    ...plainly(draft.strategy),
    [headingOf("changelog", style)],
    ...plainly(draft.changelog),
  ];
  const text = blocks.map((lines, at) => `${isApart(blocks, at, style) ? "\n" : ""}${lines.join("\n")}`).join("\n");
  return `${style.bom ? "\uFEFF" : ""}${`${text}\n`.replaceAll("\n", style.end)}`;
}

const isHeading = (lines: readonly string[] | undefined): boolean => lines?.[0]?.startsWith("#") === true;

/** Headings always stand between blank lines, items only in a loose style. */
const isApart = (blocks: readonly string[][], at: number, { loose }: Style): boolean =>
  at > 0 && (loose || isHeading(blocks[at]) || isHeading(blocks[at - 1]));

const bullet = ({ bullet, gap }: Style, text: string): string => `${bullet}${gap}${text}`;
/** Indented as far as the text of the item above begins. */
function nested(style: Style, text: string): string {
  const wide = style.gap === "\t" ? 4 : style.bullet.length + style.gap.length;
  return `${" ".repeat(wide)}${bullet(style, text)}`;
}
const label = (name: string, { label, colon }: Style): string => label(`${name}${colon}`);

/** `Label: a, b`, or the label with a list below it. */
function listLines(name: string, texts: readonly string[], style: Style, between = ", "): string[] {
  if (style.lists === "inline") return [bullet(style, `${label(name, style)} ${texts.join(between)}`)];
  return [bullet(style, label(name, style)), ...texts.map((text) => nested(style, text))];
}

function itemLines({ id, statement, slots }: ItemDraft, style: Style): string[] {
  const head = `${style.id(id)}${style.colon} ${statement}`;
  const parts = Object.entries(slots).map(
    ([name, text]) => `${label(itemLabel(name as "check", style), style)} ${text}`,
  );
  if (style.dash === "nested") return [bullet(style, head), ...parts.map((part) => nested(style, part))];
  return [bullet(style, [head, ...parts].join(style.dash))];
}

const checkText = ({ kind, does, expected }: CheckDraft): string =>
  kind === "command" ? `\`${does}\` → ${expected}` : `manual: ${does} → ${expected}`;

function milestoneBlocks(milestone: MilestoneDraft, style: Style): string[][] {
  const { id, title, status, change, files, interfaces, validation, rollback, dependsOn } = milestone;
  const slot = (name: Parameters<typeof milestoneLabel>[0], text: string): string[][] =>
    text === "" ? [] : [[bullet(style, `${label(milestoneLabel(name, style), style)} ${text}`)]];
  const list = (name: Parameters<typeof milestoneLabel>[0], texts: readonly string[], between?: string): string[][] =>
    texts.length === 0 ? [] : [listLines(milestoneLabel(name, style), texts, style, between)];
  return [
    [`### ${style.id(id)}${style.colon} ${title}`],
    ...slot("status", status),
    ...slot("change", change),
    ...list(
      "files",
      files.map((path) => `\`${path}\``),
    ),
    ...slot("interfaces", interfaces),
    ...list("validation", validation.map(checkText), "; "),
    ...slot("rollback", rollback),
    ...list("dependsOn", dependsOn),
  ];
}
