import { visible } from "../../config/words.ts";
import { type DocumentFinding, wrong } from "../documents/finding.ts";
import { textOf } from "../documents/front.ts";
import { readDocument, writeDocument } from "../documents/markdown.ts";
import type { Shelved } from "../documents/shelf.ts";
import { slugKey, titleKey } from "../documents/slug.ts";
import type { Filed } from "../run/record.ts";
import type { Tree } from "../tree/types.ts";
import { idOf, isSameId } from "./gate.ts";

/** A piece of filed work: a file of the backlog. What could not be read of it is empty. */
export interface Work extends Shelved {
  id: string;
  title: string;
  status: string;
  run: string;
  capability: string;
}

export function readWork(shelved: Shelved): Work {
  const { front, title } = readDocument(shelved.text ?? "");
  const value = (key: string): string => textOf(front[key]);
  // YAML takes `#12` for a comment and `@docs` for an error, so that people write `12` and `docs`.
  const id = value("id") === "" ? "" : idOf(value("id"));
  const names = { id, status: value("status"), run: value("run"), capability: value("capability") };
  return { ...shelved, ...names, title: title || value("title") };
}

/** Whether somebody has said that nothing is left to do in it. */
export const isClosed = ({ status }: Work): boolean =>
  /^(?:done|closed|dropped|rejected|merged|resolved|wontfix)$/i.test(status);

/** What is to be filed. */
export interface Wanted {
  id: string | undefined;
  slug: string;
  title: string;
  capability?: string;
}

/** Work that is about the same already: by id, by the name of its file, by title in the backlog and in the tree. */
export function findDoubles(wanted: Wanted, backlog: readonly Work[], tree: Tree | undefined): DocumentFinding[] {
  const { id, slug, title, capability = "" } = wanted;
  const at = ({ path }: Work): string => `\`${visible(path, 200)}\``;
  const sameId = backlog.find(
    (work) => id !== undefined && isSameId(work.id, id) && work.capability === capability && !isClosed(work),
  );
  const sameSlug = backlog.find((work) => slugKey(work.slug) === slugKey(slug));
  const sameTitle = backlog.find((work) => titleKey(title) !== "" && titleKey(work.title) === titleKey(title));
  const others = [sameId, sameSlug, sameTitle].map((work, index, all) =>
    all.indexOf(work) === index ? work : undefined,
  );
  return [
    ...(others[0]
      ? [wrong("same-id", 1, `work at ${id} is filed: ${at(others[0])}`, "work on that, or set its `status` to `done`")]
      : []),
    ...(others[1]
      ? [wrong("same-slug", 1, `${at(others[1])} has that name`, "add another `slug:` to the draft's front matter")]
      : []),
    ...(others[2]
      ? [
          wrong(
            "same-title",
            1,
            `${at(others[2])} has the same title`,
            "work on that, or say in the title what differs",
          ),
        ]
      : []),
    ...inTree(wanted, tree),
  ];
}

function inTree({ id, title }: Wanted, tree: Tree | undefined): DocumentFinding[] {
  const key = titleKey(title);
  const lines = [
    ...(tree?.items ?? []),
    ...(tree?.objectives ?? []).map(({ title: text, ...rest }) => ({ ...rest, text })),
  ];
  const isOther = ({ ids }: { ids: { text: string }[] }) =>
    id === undefined || !ids.some(({ text }) => isSameId(text, id));
  const other = key === "" ? undefined : lines.find((line) => titleKey(line.text) === key && isOther(line));
  if (other === undefined) return [];
  const name = other.ids[0]?.text ?? `line ${other.line}`;
  return [
    wrong(
      "in-tree",
      1,
      `the tree has that title at ${visible(name, 80)}`,
      "file it there, or say in the title what differs",
    ),
  ];
}

/** What a run filed and did not get to record. */
export const unrecordedWork = (backlog: readonly Work[], run: string, filed: readonly Filed[]): Filed[] =>
  backlog
    .filter((work) => work.run === run && !filed.some(({ kind, slug }) => kind === "work" && slug === work.slug))
    .map(({ id, slug }) => ({ id: id || null, kind: "work", slug }));

/**
 * A backlog file with its priority as it is now; its status, and every other byte, stay.
 *
 * @param constraints ids, best first
 * @returns `undefined` where nothing is to be changed
 * @throws Failure `front-matter` where it cannot be edited
 */
export function withPriority({ id, text, path }: Work, constraints: readonly string[]): string | undefined {
  if (text === undefined || id === "") return undefined;
  const written = writeDocument(text, { front: { priority: priorityOf(id, constraints) } }, path);
  return written === text ? undefined : written;
}

/** The rank among the constraints, from 1; `none` for what is no constraint. */
export function priorityOf(id: string, constraints: readonly string[]): number | "none" {
  const rank = constraints.findIndex((each) => isSameId(each, id));
  return rank < 0 ? "none" : rank + 1;
}
