import type { Item, ItemSlot, Slot } from "../types.ts";
import { type Entry, labelAt } from "./entries.ts";
import { itemLabels, labelReader } from "./labels.ts";
import { flatten, slotOf, splitLabel } from "./slots.ts";
import { codesOf, cutAt, readable, slice, spanOf, type Token, wordsOnly } from "./tokens.ts";

export const itemSlot = labelReader(itemLabels);

/** An item with the tokens of its check, which hold its validations. */
export interface ReadItem {
  item: Item;
  check: { tokens: Token[]; children: Entry[] } | undefined;
}

const idAtStart = /^\s*(?:\[[ xX]\]\s*)?[[(]?(NG|SC|[A-Z])[- ]?(\d{1,4})[\])]?\s*(?:[:：.)\]]|[–—-](?=\s)|\s|$)\s*/iu;

/**
 * An item of a register: `- R1: it may be slow — mitigation: a cache — next action: measure in M2`.
 *
 * @param letters which ids may stand in this section, e.g. `["G", "NG"]`
 */
export function itemOf(entry: Entry, letters: readonly string[]): ReadItem {
  const found = idAtStart.exec(wordsOnly(entry.tokens));
  const letter = found?.[1]?.toUpperCase() ?? "";
  const known = found !== null && letters.includes(letter);
  const body = known ? cutAt(entry.tokens, found[0].length)[1] : entry.tokens;
  const parts = partsOf(body);
  const below = entry.children.flatMap((child) => {
    const split = splitLabel(child);
    const name = split && itemSlot(split.label);
    return split === undefined || name === undefined ? [] : [{ name, ...split, child }];
  });
  const slots: Partial<Record<ItemSlot, Slot>> = {};
  let check: ReadItem["check"];
  for (const { name, label, tokens } of parts.slots) {
    slots[name] ??= slotOf(label, tokens, { children: [], code: [] }, { line: entry.line, column: entry.column }).slot;
    if (name === "check") check ??= { tokens, children: [] };
  }
  for (const { name, label, value, colon, child } of below) {
    const { statement, slots: more } = partsOf(value);
    slots[name] ??= slotOf(label, statement, child, colon).slot;
    if (name === "check") check ??= { tokens: statement, children: child.children };
    for (const part of more) {
      slots[part.name] ??= slotOf(part.label, part.tokens, { children: [], code: [] }, colon).slot;
      if (part.name === "check") check ??= { tokens: part.tokens, children: [] };
    }
  }
  const rest = entry.children.filter((child) => !below.some((each) => each.child === child)).flatMap(flatten);
  const words = [readable(parts.statement), ...rest.map(({ tokens }) => readable(tokens))];
  const whole = spanOf(body, entry);
  const item: Item = {
    id: known ? `${letter}${Number(found[2])}` : undefined,
    text: [whole.text, ...entry.children.flatMap(flatten).map(({ tokens }) => readable(tokens))].join(" ").trim(),
    line: entry.line,
    column: entry.column,
    statement: words.filter((text) => text !== "").join(" "),
    codes: [entry, ...entry.children.flatMap(flatten)].flatMap(({ tokens }) => codesOf(tokens)),
    slots,
  };
  return { item, check };
}

interface Part {
  name: ItemSlot;
  label: string;
  tokens: Token[];
}

// A dash, a bullet or a bracket before `label:`; or a sentence's end.
const opening = /(?<=^|\s)(?:[–—·•|]|--?|→)\s+|[;；(（,，]\s*|[.。]\s+/gu;

/** The statement of an item and the slots behind it on the same line. */
function partsOf(tokens: readonly Token[]): { statement: Token[]; slots: Part[] } {
  const words = wordsOnly(tokens);
  const starts: { at: number; from: number; name: ItemSlot; label: string }[] = [];
  for (const match of words.matchAll(opening)) {
    const from = match.index + match[0].length;
    const found = labelAt(cutAt(tokens, from)[1]);
    const name = found && itemSlot(found.label);
    if (found !== undefined && name !== undefined && /^\p{L}/u.test(found.label))
      starts.push({ at: match.index, from: from + found.end, name, label: found.label });
  }
  const slots = starts.map(({ from, name, label }, nth): Part => {
    const end = starts[nth + 1]?.at ?? words.length;
    return { name, label, tokens: withoutBracket(slice(tokens, from, end)) };
  });
  return { statement: cutAt(tokens, starts[0]?.at ?? words.length)[0], slots };
}

/** `(check: …)` closes behind its value. */
function withoutBracket(tokens: Token[]): Token[] {
  const words = wordsOnly(tokens).trimEnd();
  const open = (words.match(/[(（]/g) ?? []).length;
  const closed = (words.match(/[)）]/g) ?? []).length;
  return closed > open && /[)）]$/.test(words) ? cutAt(tokens, words.length - 1)[0] : tokens;
}
