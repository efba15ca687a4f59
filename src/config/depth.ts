import { type CST, type LineCounter, Parser } from "yaml";

/** Deeper than any config, and than any answers file that is meant to be one. */
const mostLevels = 20;

/**
 * Where YAML is nested too deeply to be read, or `undefined`.
 *
 * Reading recurses. Near the end of the stack V8 may abort the whole process instead of throwing (while it compiles a
 * regular expression), so depth is found beforehand, level by level.
 *
 * @param lines learns where the lines of the text start
 * @returns an offset in UTF-16 units
 */
export function tooDeepAt(text: string, lines: LineCounter): number | undefined {
  let level: CST.Token[] = [...new Parser(lines.addNewLine).parse(text)];
  for (let depth = 0; depth < mostLevels && level.length > 0; depth += 1) level = level.flatMap(children);
  return level[0]?.offset;
}

function children(token: CST.Token): CST.Token[] {
  if (token.type === "document") return token.value === undefined ? [] : [token.value];
  if (!("items" in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value]).filter((each) => each !== undefined && each !== null);
}
