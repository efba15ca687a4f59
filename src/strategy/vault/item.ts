import { literal, visible } from "../../config/words.ts";
import { type DocumentFinding, leaks, unread, wrong } from "../documents/finding.ts";
import { textOf } from "../documents/front.ts";
import { idsIn } from "../documents/ids.ts";
import { type MarkdownDocument, readDocument, said, sectionOf } from "../documents/markdown.ts";
import { judgeSections, type Required, skeleton } from "../documents/sections.ts";
import type { Shelved } from "../documents/shelf.ts";
import { slugKey, titleKey, wordsOf } from "../documents/slug.ts";
import type { VaultState } from "../paths.ts";
import type { Filed } from "../run/record.ts";
import { at } from "../tree/graph/adjacency.ts";
import type { Judged } from "../tree/select.ts";
import { judgeAction } from "./action.ts";
import { type Resource, readResource } from "./resource.ts";

const sections: readonly Required[] = [
  { name: "What", hint: "what only a person can do or buy" },
  { name: "Why", hint: "why it is needed, and why nobody else can do it" },
  { name: "Unblocks", hint: "the ids in the tree that wait for it", start: "- " },
  { name: "Human action", hint: "numbered steps, each to be done and ticked off", start: "1. " },
  { name: "What happens then", hint: "what the program or the agent does once it is done" },
];

/** What a vault item is written from. */
export const vaultSkeleton = (): string =>
  `${skeleton("What is needed, in one line", sections)}
<!-- If there is something to work with then, say so below, with names of variables and never their values.

## Resource

- type: account
- capability: what can be done with it
- env: NAME_OF_TOKEN
-->
`;

/** Something that waits for a person, or did. */
export interface VaultItem extends Shelved {
  state: VaultState;
  document: MarkdownDocument;
  title: string;
  /** Ids that wait for it, as they were written. */
  unblocks: string[];
}

export function readVaultItem(shelved: Shelved, state: VaultState): VaultItem {
  const document = readDocument(shelved.text ?? "");
  return {
    ...shelved,
    state,
    document,
    title: document.title || textOf(document.front.title),
    unblocks: unblocksOf(document),
  };
}

/** The ids that stand in Unblocks. */
function unblocksOf(document: MarkdownDocument): string[] {
  const body = said(sectionOf(document, "Unblocks")?.body ?? "");
  return idsIn(body);
}

/** What is wrong with an item by itself, and the resource that it brings. */
export function judgeItem(item: VaultItem): { findings: DocumentFinding[]; resource?: Resource } {
  const { document, text, title, trouble, slug } = item;
  if (text === undefined)
    return {
      findings: [
        wrong("unreadable", 1, `it cannot be read: ${trouble}`, "put a text file in its place, or take it away"),
      ],
    };
  const { resource, findings } = readResource(document, slug);
  return {
    ...(resource && { resource }),
    findings: [
      ...(trouble === undefined ? [] : [wrong("name", 1, trouble, "rename it: `<slug>.md`")]),
      ...unread(document.problems),
      ...(wordsOf(title).length > 0 ? [] : [wrong("title", 1, "it has no title", "begin with `# <what is needed>`")]),
      ...judgeSections(document, sections),
      ...judgeAction(document),
      ...findings,
      ...leaks(text),
    ],
  };
}

/** Whether what it unblocks is in the tree and still open. */
export function judgeUnblocks({ document, unblocks }: VaultItem, judged: Judged): DocumentFinding[] {
  const section = sectionOf(document, "Unblocks");
  if (section === undefined || wordsOf(said(section.body)).length === 0) return [];
  const { line } = section;
  if (unblocks.length === 0)
    return [
      wrong(
        "unblocks",
        line,
        "`## Unblocks` names no id",
        "list the ids of the tree that wait for it: `- @docs-domain`",
      ),
    ];
  return unblocks.flatMap((id) => {
    const node = judged.graph.byId.get(id.toLowerCase());
    if (node === undefined || judged.graph.nodes[node]?.kind === "unknown") {
      return [wrong("unblocks", line, `the tree has no ${literal(id)}`, "name what is in the tree: `plan-init tree`")];
    }
    return at(judged.resolved, node) === 0 ? [] : [wrong("unblocks", line, `${literal(id)} is done`, "leave it out")];
  });
}

/** The same thing in any of the four folders: it is asked for once. */
export function findAsked({ slug, title }: VaultItem, vault: readonly VaultItem[]): DocumentFinding[] {
  const place = ({ path }: VaultItem): string => `\`${visible(path, 200)}\``;
  const named = vault.find((other) => slugKey(other.slug) === slugKey(slug));
  const titled = vault.find((other) => titleKey(title) !== "" && titleKey(other.title) === titleKey(title));
  const mend = ({ state }: VaultItem): string =>
    state === "rejected"
      ? "a person said no: find another way"
      : "leave it to that one; or, if it is another matter, give it another name and title";
  return [
    ...(named ? [wrong("same-slug", 1, `${place(named)} has that name`, mend(named))] : []),
    ...(titled && titled !== named ? [wrong("same-title", 1, `${place(titled)} asks for the same`, mend(titled))] : []),
  ];
}

/** What a run put into the vault and did not get to record. */
export const unrecordedItems = (vault: readonly VaultItem[], run: string, filed: readonly Filed[]): Filed[] =>
  vault
    .filter(
      ({ document, slug }) =>
        document.front.run === run && !filed.some((each) => each.kind === "vault" && each.slug === slug),
    )
    .map(({ slug, unblocks }) => ({ id: unblocks[0] ?? null, kind: "vault", slug }));

/** From where a person may move an item to a folder. */
export const comesFrom: Record<Exclude<VaultState, "pending">, readonly VaultState[]> = {
  approved: ["pending", "rejected"],
  fired: ["pending", "approved"],
  rejected: ["pending", "approved"],
};
