import type { CST } from "yaml";

/** Deeper than any config, and than any answers file that is meant to be one. */
const mostLevels = 20;

/**
 * Where YAML is nested too deeply to be composed, or `undefined`.
 *
 * Composing recurses. Near the end of the stack V8 may abort the whole process instead of throwing (while it compiles a
 * regular expression), so depth is found beforehand, level by level.
 *
 * @returns an offset in UTF-16 units
 */
export function tooDeepAt(tokens: readonly CST.Token[]): number | undefined {
  let level = tokens;
  for (let depth = 0; depth < mostLevels && level.length > 0; depth += 1) level = level.flatMap(children);
  return level[0]?.offset;
}

function children(token: CST.Token): CST.Token[] {
  if (token.type === "document") return token.value === undefined ? [] : [token.value];
  if (!("items" in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value]).filter((each) => each !== undefined && each !== null);
}
