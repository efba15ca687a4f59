import { literal } from "../../../config/words.ts";
import { nearest } from "../../../ui/nearest.ts";
import type { Id, Span, Tree } from "../types.ts";
import type { TreeComplaint, TreeRule } from "./types.ts";

export const duplicateObjective: TreeRule = {
  id: "duplicate-objective",
  severity: "error",
  summary: "an objective that is there twice, by its id or, without one, by its title",
  why: "Two headings with one id are read as one objective; two with one title count twice in every score.",
  good: "## Objective: Documentation site (@docs)",
  bad: "## Objective: Docs, continued (@docs) (a second time)",
  check({ judged: { graph } }) {
    const first = new Map<string, number>();
    return graph.tree.objectives.flatMap(({ ids, title, line, column }) => {
      const [id] = ids.length === 1 ? ids : [];
      const key = id?.key ?? `title ${title.toLowerCase()}`;
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, line);
        return [];
      }
      const what = `${id === undefined ? literal(title) : id.text} is an objective on line ${earlier} already`;
      const fix = "put the items of both under one heading, or give this one an id and a title of its own";
      return [{ line, column, id: id?.text, text: title, what, fix }];
    });
  },
};

export const multiId: TreeRule = {
  id: "multi-id",
  severity: "error",
  summary: "a line or a heading with more than one id",
  why: "One box cannot say which of them is done. An item stands for all of its ids until then; a heading with several has none.",
  good: "- [ ] Install lock (#634)",
  bad: "- [ ] Bootstrap hardening (#634), su-exec (#635)",
  check({ judged: { graph } }) {
    const { objectives, items } = graph.tree;
    return [
      ...objectives.flatMap(({ ids }) => several(ids, "keep the objective's own id; the others belong to items")),
      ...items.flatMap(({ ids }) => several(ids, "write a line for each id")),
    ];
  },
};

function several(ids: readonly Id[], fix: string): TreeComplaint[] {
  const second = ids[1];
  if (second === undefined) return [];
  const what = `it has ${ids.length} ids: ${few(ids)}`;
  return [{ line: second.line, column: second.column, id: ids[0]?.text, text: second.text, what, fix }];
}

const few = (ids: readonly Id[]): string =>
  `${ids
    .slice(0, 5)
    .map(({ text }) => text)
    .join(", ")}${ids.length > 5 ? " and more" : ""}`;

export const unknownId: TreeRule = {
  id: "unknown-id",
  severity: "warning",
  summary: "a dependency on an id that nothing in the tree has; it counts as unresolved",
  why: "What depends on it can never begin. It is mistyped, or what it names is missing from the tree.",
  good: "- [ ] Worktree trust registered (#514) — depends on @shell-safety",
  bad: "- [ ] Worktree trust registered (#514) — depends on @shell-savety",
  check({ judged: { graph } }) {
    const { nodes, byId, tree } = graph;
    const isUnknown = ({ key }: Id): boolean => nodes[byId.get(key) ?? -1]?.kind === "unknown";
    const hasUnknown = nodes.some(({ kind }) => kind === "unknown");
    const depending = hasUnknown ? [...tree.items, ...tree.objectives] : [];
    const named = depending.flatMap(({ dependsOn }) => dependsOn.filter(isUnknown));
    const strange = tree.objectives.flatMap((objective) => objective.strange);
    if (named.length + strange.length === 0) return [];
    const known = nodes.flatMap(({ id, kind }) => (id === undefined || kind === "unknown" ? [] : id));
    return [
      ...named.map((id, nth) => unknown(id, nth < mostGuessed && known.length < mostCandidates ? known : [])),
      ...strange.map((span) => noId(span, known)),
    ];
  },
};

// Guessing compares with every id there is.
const mostGuessed = 50;
const mostCandidates = 2000;

function unknown({ text, line, column }: Id, known: readonly string[]): TreeComplaint {
  const near = nearest(text, known);
  const fix = near === undefined ? "add it to the tree, or take the dependency out" : `did you mean ${near}?`;
  return {
    line,
    column,
    id: text,
    text,
    what: `nothing in the tree has the id ${text}, so it counts as unresolved`,
    fix,
  };
}

function noId({ text, line, column }: Span, known: readonly string[]): TreeComplaint {
  const slug = known.find((id) => id.toLowerCase() === `@${text.toLowerCase()}`);
  const what = `${literal(text)} is no id, so nothing waits for it`;
  return { line, column, id: undefined, text, what, fix: slug ? `write ${slug}` : "write `#123` or `@slug`" };
}

export const noIdButReferenced: TreeRule = {
  id: "no-id-but-referenced",
  severity: "warning",
  summary: "a line without an id that is the same as another line or objective",
  why: "Without an id it is local to its line: ticking one leaves the other open, and both are filed.",
  good: "- [ ] Supervisor stable (@supervisor)",
  bad: "- [ ] Supervisor stable (while another objective lists the same words)",
  check: ({ judged: { graph } }) => alike(graph.tree),
};

function alike({ items, objectives }: Tree): TreeComplaint[] {
  const nameless = items.filter(({ ids }) => ids.length === 0);
  // By words, the first lines that have them; of words alone that a line without an id has.
  const places = new Map<string, number[]>(nameless.map(({ text }) => [wordsOf(text), []]));
  if (places.size === 0) return [];
  for (const { title, line } of objectives) places.get(wordsOf(title))?.push(line);
  for (const { text, line } of items) places.get(wordsOf(text))?.push(line);
  return nameless.flatMap(({ text, line, column }) => {
    const [first, second] = places.get(wordsOf(text)) ?? [];
    const other = first === line ? second : first;
    if (other === undefined || wordsOf(text) === "") return [];
    const what = `${literal(text)} has no id, and line ${other} says the same`;
    return [{ line, column, id: undefined, text, what, fix: "give both one id, `(@slug)`, if they are the same" }];
  });
}

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
