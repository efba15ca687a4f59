import type { Slot, Span } from "../types.ts";
import { type Entry, labelAt } from "./entries.ts";
import { codesOf, columnAt, cutAt, readable, spanOf, type Token } from "./tokens.ts";

/** A slot with the entry that it was read from. */
export interface Read {
  slot: Slot;
  /** The value's own tokens. */
  tokens: Token[];
  /** What is nested below it. */
  children: Entry[];
  /** Lines of fenced code below it. */
  code: Span[];
}

export interface Split {
  label: string;
  value: Token[];
  /** Where the label ends. */
  colon: Omit<Span, "text">;
}

/**
 * An entry's label and value, or `undefined` when it has no label.
 *
 * @param isLabel when given, a paragraph that is a label and nothing else needs no colon: `**In scope**` above a list
 */
export function splitLabel({ tokens, form }: Entry, isLabel?: (label: string) => boolean): Split | undefined {
  const found = labelAt(tokens);
  if (found === undefined) {
    const [first] = tokens;
    const label = readable(tokens);
    if (first === undefined || form !== "line" || isLabel?.(label) !== true) return undefined;
    return { label, value: [], colon: { line: first.line, column: first.column } };
  }
  const [before, value] = cutAt(tokens, found.end);
  const last = before.at(-1);
  const colon = { line: last?.line ?? 1, column: last === undefined ? 1 : columnAt(last, last.text.trimEnd().length) };
  return { label: found.label, value, colon };
}

/** A slot from its label, the tokens of its value and what is nested below. */
export function slotOf(
  label: string,
  value: Token[],
  { children, code }: Pick<Entry, "children" | "code">,
  at: Omit<Span, "text">,
): Read {
  const nested = children.flatMap(flatten);
  const items = [...nested.map(({ tokens, line, column }) => spanOf(tokens, { line, column })), ...code];
  const own = spanOf(value, at);
  const slot: Slot = {
    label,
    text: [own.text, ...items.map(({ text }) => text)].filter((text) => text !== "").join("\n"),
    line: own.line,
    column: own.column,
    codes: [...codesOf(value), ...nested.flatMap(({ tokens }) => codesOf(tokens))],
    items,
  };
  return { slot, tokens: value, children, code };
}

/** An entry and everything below it. */
export const flatten = (entry: Entry): Entry[] => [entry, ...entry.children.flatMap(flatten)];

/**
 * Slots by name. An entry without a known label goes on with the slot above it, as the list below `**Files:**` does; the first slot
 * of a name counts, but what a second one says is not lost: it is added.
 */
export function readSlots<Name extends string>(
  entries: readonly Entry[],
  nameOf: (label: string) => Name | undefined,
): { slots: Map<Name, Read>; others: Entry[] } {
  const grown: {
    name: Name;
    label: string;
    value: Token[];
    at: Omit<Span, "text">;
    children: Entry[];
    code: Span[];
  }[] = [];
  const others: Entry[] = [];
  for (const entry of entries) {
    const split = splitLabel(entry, (label) => nameOf(label) !== undefined);
    const name = split === undefined ? undefined : nameOf(split.label);
    const last = grown.at(-1);
    if (split !== undefined && name !== undefined) {
      const same = grown.find((each) => each.name === name);
      if (same === undefined)
        grown.push({
          name,
          label: split.label,
          value: split.value,
          at: split.colon,
          children: [...entry.children],
          code: [...entry.code],
        });
      else same.children.push({ ...entry, tokens: split.value });
    } else if (last !== undefined && (entry.form === "code" || goesOn(last, split?.label))) {
      if (entry.form === "code") last.code.push(...entry.code);
      else last.children.push(entry);
    } else others.push(entry);
  }
  const slots = new Map(
    grown.map(
      ({ name, label, value, at, children, code }) => [name, slotOf(label, value, { children, code }, at)] as const,
    ),
  );
  return { slots, others };
}

/** A slot whose line says nothing takes what follows; but not what is a slot of another name. */
const goesOn = (last: { value: Token[] }, label: string | undefined): boolean =>
  readable(last.value) === "" && (label === undefined || label.split(" ").length > 2);
