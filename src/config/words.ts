// Would act on a terminal, or could pass for something else: controls, line separators, invisible and bidi marks, tags.
const unsightly = /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Text on one line that is safe to print: control and invisible characters escaped, cut to `max` characters. */
export function visible(text: string, max = 60): string {
  const cut = text.length > max ? `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
  return cut.replace(unsightly, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return named[character] ?? (hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`);
  });
}

/** A literal of the user's, in backticks. */
export const literal = (text: string): string => `\`${visible(text)}\``;

/** `a`, `b` or `c`. */
export function oneOf(literals: readonly string[]): string {
  const quoted = literals.map(literal);
  const last = quoted.at(-1) ?? "";
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(", ")} or ${last}`;
}

/** A key as a person would point at it: `commands.test`, `context[2]`. */
export function keyName(path: readonly PropertyKey[]): string {
  const parts = path.map((part, at) =>
    typeof part === "number" ? `[${part}]` : `${at > 0 ? "." : ""}${String(part)}`,
  );
  return visible(parts.join(""));
}
