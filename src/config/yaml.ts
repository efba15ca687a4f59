import { Composer, type Document, isScalar, LineCounter, type Pair, Parser, visit, type YAMLMap } from "yaml";
import { Failure } from "../ui/failure.ts";
import { tooDeepAt } from "./depth.ts";
import { literal, visible } from "./words.ts";

/** Longest text that is read, in UTF-16 units: far more than any config needs, far less than hurts. */
export const maxLength = 256 * 1024;

/** A problem with its place in the text. */
export interface Located {
  offset: number;
  words: string;
}

/** YAML 1.2 core, whatever a directive in the text says: no `yes` for `true`, no dates, no merge keys, no binary. */
const dialect = {
  schema: "core",
  resolveKnownTags: false,
  merge: false,
  stringKeys: true,
  prettyErrors: false,
  keepSourceTokens: true,
  // The library compares each key with each other one; `forbidden` does it in one pass.
  uniqueKeys: false,
} as const;

export interface YamlText {
  document: Document.Parsed;
  data: unknown;
  /** Throws all the problems as one failure, in the order of the text. */
  fail(problems: readonly Located[]): never;
}

/**
 * Reads untrusted YAML (or JSON) of one document into plain data.
 *
 * @param text without a byte-order mark
 * @param file what errors call it
 * @param failure makes the failure out of the problems, each as `file:line:column …`
 * @throws Failure `config-invalid`, or what `failure` makes, for broken YAML, duplicate keys, aliases, custom tags, several
 *   documents, too much text
 */
export function readYaml(
  text: string,
  file: string,
  failure = (problems: readonly string[]): Failure => new Failure("config-invalid", { file, problems }),
): YamlText {
  if (text.length > maxLength) {
    throw failure([`${file}:1:1 the file is too large, expected at most ${maxLength / 1024} KiB`]);
  }
  const lines = new LineCounter();
  const fail = (problems: readonly Located[]): never => {
    throw failure(placed(problems, file, lines));
  };
  const document = compose(text, lines);
  if (Array.isArray(document)) return fail(document);
  return { document, data: document.toJS({ maxAliasCount: 0 }), fail };
}

/** The one document of a text, or what is wrong with it; of broken YAML the first thing only, the rest is guesswork. */
function compose(text: string, lines: LineCounter): Document.Parsed | Located[] {
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = tooDeepAt(tokens);
  if (deep !== undefined) return [{ offset: deep, words: "the values are nested too deeply" }];
  const [document, another] = [...new Composer(dialect).compose(tokens, true, text.length)];
  if (document === undefined) throw new TypeError("the YAML library gave no document");
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) return [syntaxProblem(problem)];
  if (another !== undefined)
    return [{ offset: another.range[0], words: "a second document starts here, expected one" }];
  const refused = forbidden(document, lines);
  return refused.length > 0 ? refused : document;
}

function placed(problems: readonly Located[], file: string, lines: LineCounter): string[] {
  return problems
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, words }) => {
      const { line, col } = lines.linePos(offset);
      return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)} ${words}`;
    });
}

/** Our words where the library's speak to programmers. */
const syntaxWords: Record<string, string> = {
  NON_STRING_KEY: "a key must be a word, found a list or a mapping",
  TAG_RESOLVE_FAILED: "tags such as `!name` are not supported",
  BLOCK_AS_IMPLICIT_KEY: "not valid YAML: a value with a colon and a space in it needs quotes",
};

function syntaxProblem({ code, message, pos }: { code: string; message: string; pos: [number, number] }): Located {
  const words = visible(message.replace(/closing ['"]quote/, "closing quote"), 200);
  return {
    offset: pos[0],
    words: syntaxWords[code] ?? `not valid YAML: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
  };
}

/** What YAML allows and a config has no use for. */
function forbidden(document: Document.Parsed, lines: LineCounter): Located[] {
  const found: Located[] = [];
  const words = "aliases such as `*name` are not supported, write the value out";
  visit(document, {
    Alias: (_, { range }) => void found.push({ offset: range?.[0] ?? 0, words }),
    Map: (_, map) => void found.push(...wrongKeys(map, lines)),
  });
  return found;
}

/** Keys that are given twice, and the one that would reach into JavaScript's own objects. */
function wrongKeys({ items }: YAMLMap, lines: LineCounter): Located[] {
  const first = new Map<string, number>();
  return items.flatMap((pair) => {
    const { name, offset } = keyOf(pair);
    if (name === "__proto__") return [{ offset, words: "`__proto__` is not a key" }];
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, offset);
      return [];
    }
    return [{ offset, words: `${literal(name)} is given twice, first in line ${lines.linePos(earlier).line}` }];
  });
}

/** A pair's key and where it starts. */
export function keyOf(pair: Pair): { name: string; offset: number } {
  if (!isScalar(pair.key)) return { name: "", offset: 0 };
  return { name: String(pair.key.value), offset: pair.key.range?.[0] ?? 0 };
}
