import type { RepoView } from "./facts.ts";

const mostDocuments = 8;
/** Of all documents together: some 16,000 tokens, which a planner can afford to read. */
const mostBytes = 64 * 1024;
/** Of one: a larger README must not leave no room for the rest. */
const mostBytesOfOne = mostBytes / 2;

const text = String.raw`\.(?:md|markdown|mdx|rst|adoc|asciidoc|org|txt)`;

/** A place for a document: which name, in which of the folders. */
interface Shelf {
  folders: readonly string[];
  name: RegExp;
  /** For numbered records: the last one, unless there is an index. */
  newest?: true;
}

const named = (...names: string[]) => new RegExp(`^(?:${names.join("|")})(?:${text})?$`, "i");

/** Where documents worth reading stand, most important first; each shelf gives one. */
const shelves: readonly Shelf[] = [
  { folders: ["", "docs", ".github"], name: named("readme") },
  { folders: ["", ".claude"], name: /^CLAUDE\.md$/ },
  { folders: [""], name: /^AGENTS\.md$/ },
  { folders: ["", "docs", "doc"], name: named("architecture", "architecture[-_]overview") },
  { folders: ["docs/architecture", "doc/architecture"], name: named("readme", "index", "overview", "architecture") },
  { folders: ["", ".github", "docs"], name: named("contributing") },
  {
    folders: [
      "docs/adr",
      "docs/adrs",
      "doc/adr",
      "docs/decisions",
      "docs/architecture/decisions",
      "docs/architecture/adr",
      "adr",
    ],
    name: new RegExp(`^(?:readme|index|\\d[\\w.-]*)${text}$`, "i"),
    newest: true,
  },
  { folders: ["", "docs", "doc"], name: named("design", "overview", "design[-_]overview") },
  { folders: ["", "docs", "doc"], name: named("development", "hacking", "developing", "developers?") },
  { folders: ["docs", "doc"], name: named("readme", "index") },
];

/**
 * The documents that a planner should read first: at most 8 and 64 KiB together, most important first.
 * Empty files, files that are no text, larger ones than 32 KiB, and a second file of the same text are left out; so are
 * those that say nothing but our own block.
 */
export function contextDocuments(view: RepoView): string[] {
  const chosen: string[] = [];
  const texts = new Set<string>();
  let bytes = 0;
  for (const shelf of shelves) {
    const path = bestOn(view, shelf);
    const size = path === undefined ? 0 : (view.size(path) ?? 0);
    if (path === undefined || chosen.length === mostDocuments || bytes + size > mostBytes) continue;
    const content = ownWords(view.read(path) ?? "");
    if (content === "" || texts.has(content)) continue;
    texts.add(content);
    chosen.push(path);
    bytes += size;
  }
  return chosen;
}

const ourBlock = /^<!-- plan-init:begin -->\s*$[\s\S]*?^<!-- plan-init:end -->\s*$/m;

/** What a document says besides our block: nothing, where there is only the heading that came with the block. */
function ownWords(content: string): string {
  const rest = content.replace(ourBlock, "").trim();
  return rest !== content.trim() && /^(?:#.*)?$/.test(rest) ? "" : rest;
}

function bestOn(view: RepoView, { folders, name, newest }: Shelf): string | undefined {
  for (const folder of folders) {
    const names = view.list(folder).filter((candidate) => name.test(candidate));
    const path = (candidate: string) => (folder === "" ? candidate : `${folder}/${candidate}`);
    const readable = names.filter((candidate) => {
      const size = view.size(path(candidate)) ?? 0;
      return size > 0 && size <= mostBytesOfOne;
    });
    const best = newest
      ? (readable.find((one) => /^(readme|index)/i.test(one)) ?? readable.at(-1))
      : markdownFirst(readable);
    if (best !== undefined) return path(best);
  }
  return undefined;
}

function markdownFirst(names: string[]): string | undefined {
  return names.find((name) => /\.(md|markdown)$/i.test(name)) ?? names[0];
}
