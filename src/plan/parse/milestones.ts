import { type Milestone, type MilestoneStatus, milestoneStatuses, type Place, type Slot, type Span } from "../types.ts";
import type { Entry } from "./entries.ts";
import { pathsOf } from "./files.ts";
import { labelReader, milestoneLabels } from "./labels.ts";
import { flatten, type Read, readSlots } from "./slots.ts";
import { columnAt, cutAt, readable, type Token, wordsOnly } from "./tokens.ts";
import { validationsOf } from "./validations.ts";

export const milestoneSlot = labelReader(milestoneLabels);

const idAtStart =
  /^\s*(?:\[[ xX]\]\s*)?[[(]?(?:milestone\s*(?:m[- ]?)?|m[- ]?)#?(\d{1,4})\b[\])]?\s*(?:[:：.)\]]|[–—-](?=\s|$)|$|\s)\s*/iu;

/** What a heading or item says that begins a milestone: `M1: title`, `Milestone 1 — title`. */
export function milestoneHead(tokens: readonly Token[]): { id: string; title: string } | undefined {
  const found = idAtStart.exec(wordsOnly(tokens));
  if (found === null) return undefined;
  return { id: `M${Number(found[1])}`, title: readable(cutAt(tokens, found[0].length)[1]) };
}

/** A milestone from its heading and what stands below it. */
export function milestoneOf(
  head: { id: string | undefined; title: string } & Place,
  entries: readonly Entry[],
): Milestone {
  const { slots } = readSlots(entries, milestoneSlot);
  const read = (name: Parameters<typeof slots.get>[0]): Read | undefined => slots.get(name);
  const status = read("status")?.slot;
  const files = read("files");
  const validation = read("validation");
  const dependsOn = read("dependsOn");
  return {
    line: head.line,
    column: head.column,
    id: head.id,
    title: head.title,
    status: status && { ...status, value: statusOf(status) },
    change: read("change")?.slot,
    files: files && { ...files.slot, paths: pathsOf(files) },
    interfaces: read("interfaces")?.slot,
    validation: validation && { ...validation.slot, checks: validationsOf(validation) },
    rollback: read("rollback")?.slot,
    dependsOn: dependsOn && { ...dependsOn.slot, ids: idsIn(dependsOn) },
  };
}

function statusOf({ text }: Slot): MilestoneStatus | undefined {
  const word = /^[^\p{L}]*(\p{L}+)/u.exec(text)?.[1]?.toLowerCase();
  return milestoneStatuses.find((status) => status === word);
}

/** The milestones that a slot names, on its own line and below. */
const idsIn = ({ tokens, children }: Read): Span[] =>
  [tokens, ...children.flatMap(flatten).map((entry) => entry.tokens)].flat().flatMap((token) =>
    [...token.text.matchAll(/\b(?:milestone\s*|m[- ]?)(\d{1,4})\b/giu)].map((match) => ({
      text: `M${Number(match[1])}`,
      line: token.line,
      column: columnAt(token, match.index),
    })),
  );

/** Milestones written as items of a list or rows of a table: `- M1: title` with its slots below. */
export function milestonesIn(entries: readonly Entry[]): { milestones: Milestone[]; others: Entry[] } {
  const milestones: Milestone[] = [];
  const others: Entry[] = [];
  let open: { head: Parameters<typeof milestoneOf>[0]; entries: Entry[] } | undefined;
  const close = () => {
    if (open !== undefined) milestones.push(milestoneOf(open.head, open.entries));
    open = undefined;
  };
  for (const entry of entries) {
    const head = entry.form === "code" ? undefined : milestoneHead(entry.tokens);
    if (head !== undefined) {
      close();
      open = { head: { ...head, line: entry.line, column: entry.column }, entries: [...entry.children] };
    } else if (open !== undefined) open.entries.push(entry);
    else others.push(entry);
  }
  close();
  return { milestones, others };
}
