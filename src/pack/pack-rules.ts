import type { PackQuestion } from "../interview/types.ts";
import { nearest } from "../ui/nearest.ts";
import { hintOf } from "./hint.ts";
import { type PackFile, type PackFileEntry, refusedDestination } from "./packfile.ts";
import type { PackProblem } from "./packfile-words.ts";
import type { PackVersion } from "./types.ts";
import { whenProblems } from "./when.ts";

/** What a pack is laid over; empty for one that stands alone. */
export interface Below {
  questions: readonly PackQuestion[];
  templates: readonly { id: string; to: string }[];
}

/** What is wrong with a `pack.yml` that has the right form: what it says of itself and of what it is laid over. */
export function packProblems(file: PackFile, below: Below): PackProblem[] {
  const questions = [...below.questions, ...file.questions];
  return [
    ...doubles(
      [...below.questions.map(({ key }) => key)],
      file.questions.map(({ key }) => key),
      "questions",
      "key",
    ),
    ...doubles(
      [],
      file.files.map(({ id }) => id),
      "files",
      "id",
    ),
    ...file.files.flatMap((entry, at) => entryProblems(entry, at, below, questions)),
  ];
}

/** What is wrong with a pack that has the name of the built-in one: neither a manifest nor a person could tell them apart. */
export function namesake({ name }: PackFile, builtin: readonly PackVersion[]): PackProblem[] {
  const words = `\`${name}\` is the name of the built-in pack, choose another`;
  return builtin.some((pack) => pack.name === name) ? [{ path: ["name"], side: "value", words }] : [];
}

function doubles(before: readonly string[], names: readonly string[], list: string, key: string): PackProblem[] {
  return names.flatMap((name, at): PackProblem[] => {
    const taken = before.includes(name) || names.indexOf(name) < at;
    return taken ? [{ path: [list, at, key], side: "value", words: `the ${key} is taken already` }] : [];
  });
}

function entryProblems(
  entry: PackFileEntry,
  at: number,
  below: Below,
  questions: readonly PackQuestion[],
): PackProblem[] {
  const path = ["files", at];
  const replaced = below.templates.find(({ id }) => id === entry.id);
  if (entry.drop) return dropProblems(entry, path, replaced !== undefined, below);
  return [
    ...sourceProblems(entry, path, replaced, below),
    ...whenProblems(entry.when ?? {}, questions).map((each) => ({ ...each, path: [...path, "when", ...each.path] })),
  ];
}

function dropProblems(entry: PackFileEntry, path: PropertyKey[], known: boolean, { templates }: Below): PackProblem[] {
  if (!known) {
    const hint = hintOf(
      entry.id,
      templates.map(({ id }) => id),
    );
    return [{ path: [...path, "drop"], side: "key", words: `there is no such file to \`drop\`; ${hint}` }];
  }
  const beside = Object.keys(entry).filter((key) => key !== "id" && key !== "drop");
  return beside.map((key) => ({
    path: [...path, key],
    side: "key",
    words: `\`${key}\` means nothing beside \`drop\``,
  }));
}

function sourceProblems(
  { id, template, to }: PackFileEntry,
  path: PropertyKey[],
  replaced: Below["templates"][number] | undefined,
  { templates }: Below,
): PackProblem[] {
  if (template === undefined && replaced === undefined) {
    const near = nearest(
      id,
      templates.map((each) => each.id),
    );
    const hint = near === undefined ? "" : `; did you mean \`${near}\``;
    return [
      {
        path: [...path, "id"],
        side: "value",
        words: `\`template\` is missing, and there is no such file to change${hint}`,
      },
    ];
  }
  const implied =
    to === undefined && replaced === undefined && template !== undefined ? destinationOf(template) : undefined;
  const why = implied === undefined ? undefined : refusedDestination(implied);
  return why === undefined ? [] : [{ path: [...path, "template"], side: "value", words: `${why}; say \`to\`` }];
}

/** Where a template goes when nothing is said. */
export const destinationOf = (template: string): string => template.replace(/\.hbs$/, "");
