import type { Outline } from "./outline.ts";

/** One difference of structure, in words that name it. */
export interface Change {
  /** The milestone or item that it is about; `undefined` for the scope. */
  id: string | undefined;
  kind: "added" | "removed" | "changed" | "order" | "scope";
  /** `M3 added`, `M2 validation changed`, `order: M4 before M3`, `scope: in: the importer added` */
  words: string;
}

/** What differs between two outlines, in the order of the plan; nothing when their fingerprints are equal. */
export function compareOutlines(before: Outline, after: Outline): Change[] {
  return [
    ...milestoneChanges(before, after),
    ...orderChanges(before, after),
    ...itemChanges(before.items, after.items),
    ...scopeChanges("in", before, after),
    ...scopeChanges("out", before, after),
  ];
}

type Shape = Outline["milestones"][number];

const parts = {
  validations: "validation",
  files: "files",
  dependsOn: "dependencies",
} as const satisfies Partial<Record<keyof Shape, string>>;

/** How a slot of the plan is called, where it is not called as in the outline. */
const slotWords: Record<string, string> = { dependsOn: "depends on" };

function milestoneChanges(before: Outline, after: Outline): Change[] {
  const [old, now] = [byId(before.milestones), byId(after.milestones)];
  const ids = [...new Set([...now.keys(), ...old.keys()])];
  return ids.flatMap((id): Change[] => {
    const [was, is] = [old.get(id) ?? [], now.get(id) ?? []];
    if (was.length !== is.length || was.length === 0) return countChanges(id, was.length, is.length);
    return is.flatMap((shape, nth) => shapeChanges(id, was[nth] ?? shape, shape));
  });
}

/** An id that stands twice has several shapes; the lint says so, and here nothing is lost. */
function byId(milestones: readonly Shape[]): Map<string, Shape[]> {
  const found = new Map<string, Shape[]>();
  for (const milestone of milestones) found.set(milestone.id, [...(found.get(milestone.id) ?? []), milestone]);
  return found;
}

function countChanges(id: string, was: number, is: number): Change[] {
  if (was === is) return [];
  const kind = is > was ? "added" : "removed";
  return [{ id, kind, words: was > 0 && is > 0 ? `${id} ${kind} once more` : `${id} ${kind}` }];
}

function shapeChanges(id: string, was: Shape, is: Shape): Change[] {
  const changed = Object.entries(parts).flatMap(([part, words]): Change[] => {
    const key = part as keyof typeof parts;
    return same(was[key], is[key]) ? [] : [{ id, kind: "changed", words: `${id} ${words} changed` }];
  });
  return [...changed, ...slotChanges(id, was.slots, is.slots)];
}

function slotChanges(id: string, was: readonly string[], is: readonly string[]): Change[] {
  const words = (name: string, what: string) => `${id} ${slotWords[name] ?? name} ${what}`;
  return [
    ...is
      .filter((name) => !was.includes(name))
      .map((name) => ({ id, kind: "changed", words: words(name, "filled") }) as const),
    ...was
      .filter((name) => !is.includes(name))
      .map((name) => ({ id, kind: "changed", words: words(name, "emptied") }) as const),
  ];
}

/** Milestones that both have, where they stand in another order: each that now comes before one it followed. */
function orderChanges(before: Outline, after: Outline): Change[] {
  const place = new Map(occurrences(before).map(({ key }, at) => [key, at]));
  const now = occurrences(after).filter(({ key }) => place.has(key));
  return now.flatMap(({ id, key }, at): Change[] => {
    const next = now[at + 1];
    if (next === undefined || (place.get(key) ?? 0) < (place.get(next.key) ?? 0)) return [];
    return [{ id, kind: "order", words: `order: ${id} before ${next.id}` }];
  });
}

/** Milestones in their order, told apart where an id stands twice. */
function occurrences({ milestones }: Outline): { id: string; key: string }[] {
  const seen = new Map<string, number>();
  return milestones.map(({ id }) => {
    const nth = seen.get(id) ?? 0;
    seen.set(id, nth + 1);
    return { id, key: `${id} ${nth}` };
  });
}

function itemChanges(before: Outline["items"], after: Outline["items"]): Change[] {
  const ids = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return ids.flatMap((id): Change[] => {
    const [was, is] = [own(before, id), own(after, id)];
    if (was === undefined) return [{ id, kind: "added", words: `${id} added` }];
    if (is === undefined) return [{ id, kind: "removed", words: `${id} removed` }];
    return slotChanges(id, was, is);
  });
}

const own = (items: Outline["items"], id: string): string[] | undefined =>
  Object.hasOwn(items, id) ? items[id] : undefined;

function scopeChanges(side: "in" | "out", before: Outline, after: Outline): Change[] {
  const [was, is] = [before.scope[side], after.scope[side]];
  const change = (text: string, what: string): Change => ({
    id: undefined,
    kind: "scope",
    words: `scope: ${side}: ${text} ${what}`,
  });
  const found = [
    ...is.filter((text) => !was.includes(text)).map((text) => change(text, "added")),
    ...was.filter((text) => !is.includes(text)).map((text) => change(text, "removed")),
  ];
  return found.length === 0 && !same(was, is) ? [change("how often an item stands there", "changed")] : found;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each, at) => each === b[at]);
