import { literal } from "../../config/words.ts";
import { leavesRepository } from "../../pack/paths.ts";
import { slugOf } from "../../runs/names.ts";
import { type DocumentFinding, leaks, unread, wrong } from "../documents/finding.ts";
import { keyLine, textOf } from "../documents/front.ts";
import { type MarkdownDocument, readDocument } from "../documents/markdown.ts";
import { itemsOf, judgeSections, type Required, skeleton } from "../documents/sections.ts";
import { notASlug, wordsOf } from "../documents/slug.ts";

/** The sections of a piece of work. */
const sections: readonly Required[] = [
  { name: "Problem", hint: "what is wrong or missing, and how that shows" },
  { name: "Proposed solution", hint: "what is to be done, in a few sentences" },
  { name: "Affected files", hint: "the files, a path each", start: "- " },
  { name: "Acceptance criteria", hint: "what is true when it is done, a checkbox each", start: "- [ ] " },
  { name: "Dependencies", hint: "what has to be there first, by id; or `none`", start: "none" },
];

/** What a draft of a piece of work is written from. */
export const workSkeleton = (): string => skeleton("What is to be done, in one line", sections);

/** A piece of work that somebody wants to file. */
export interface Draft {
  document: MarkdownDocument;
  title: string;
  slug: string;
  findings: DocumentFinding[];
}

/**
 * Reads and judges a draft.
 *
 * @param id of the constraint that it is filed at
 */
export function readDraftWork(text: string, id: string): Draft {
  const document = readDocument(text);
  const title = document.title || textOf(document.front.title);
  const given = textOf(document.front.slug);
  const slug = given || slugOf(title);
  const findings = [
    ...unread(document.problems),
    ...(wordsOf(title).length > 0 ? [] : [wrong("title", 1, "it has no title", "begin with `# <what is to be done>`")]),
    ...judgeSlug(slug, title, keyLine(text, "slug")),
    ...judgeId(textOf(document.front.id), id, keyLine(text, "id")),
    ...judgeSections(document, sections),
    ...judgeFiles(document),
    ...judgeCriteria(document),
    ...leaks(text),
  ];
  return { document, title, slug, findings };
}

function judgeSlug(slug: string, title: string, line: number): DocumentFinding[] {
  if (slug === "" && title === "") return [];
  const why = slug === "" ? "the title has no letter a-z and no digit to name a file by" : notASlug(slug);
  return why === undefined
    ? []
    : [wrong("slug", line, `${literal(slug)}: ${why}`, "add `slug: <a-few-words>` to its front matter")];
}

function judgeId(given: string, id: string, line: number): DocumentFinding[] {
  if (given === "" || given.toLowerCase() === id.toLowerCase()) return [];
  return [
    wrong(
      "id",
      line,
      `it is about ${literal(given)}, and is to be filed at ${literal(id)}`,
      "leave `id` out, or file it there",
    ),
  ];
}

function judgeFiles(document: MarkdownDocument): DocumentFinding[] {
  const items = itemsOf(document, "Affected files").map(({ text, line }) => ({ line, path: pathIn(text) }));
  const outside = items.flatMap(({ path, line }) => {
    const why = path === undefined ? undefined : leavesRepository(path.replace(/\/$/, ""));
    return why === undefined
      ? []
      : [wrong("files", line, `${literal(path ?? "")}: ${why}`, "write paths relative to the repository")];
  });
  if (items.some(({ path }) => path !== undefined)) return outside;
  const fix = "list the files, a path each: `- src/upload.ts`";
  return wordless(document, "Affected files") ? [] : [wrong("files", 1, "no affected file is listed", fix)];
}

/** Whether the section has been complained of already. */
const wordless = (document: MarkdownDocument, name: string): boolean =>
  judgeSections(document, [{ name, hint: "" }]).length > 0;

/** The path of an item: what stands in backticks, else its first word if that looks like one. */
function pathIn(item: string): string | undefined {
  const code = /^\**`([^`\s]+)`/.exec(item)?.[1];
  const word = code ?? item.split(/[\s,;:]/)[0] ?? "";
  return code !== undefined || /[./]/.test(word.replace(/\.$/, "")) || /^[A-Z]\w*file$/.test(word) ? word : undefined;
}

function judgeCriteria(document: MarkdownDocument): DocumentFinding[] {
  const boxes = itemsOf(document, "Acceptance criteria").flatMap(({ text, line }) => {
    const [, mark, words = ""] = /^\[([ xX])\](.*)$/.exec(text) ?? [];
    return mark === undefined ? [] : [{ mark, words, line }];
  });
  const ticked = boxes.filter(({ mark }) => mark !== " ");
  const isOpen = boxes.some(({ mark, words }) => mark === " " && wordsOf(words).length > 0);
  const fix = "add one: `- [ ] <what is true when it is done>`";
  return [
    ...ticked.map(({ line }) =>
      wrong("criteria", line, "a criterion is ticked before the work has begun", "write `- [ ]`"),
    ),
    ...(isOpen || wordless(document, "Acceptance criteria")
      ? []
      : [wrong("criteria", 1, "there is no open criterion", fix)]),
  ];
}
