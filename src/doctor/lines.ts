import { fold } from "../ui/fold.ts";
import type { Output } from "../ui/output.ts";
import type { Finding } from "./types.ts";

const indent = " ".repeat("warning  ".length);
const label = "fix: ";

/** A finding in words, folded to the width: what was found and where, and below it what mends it. */
export function findingLines(finding: Finding, { paint, width }: Pick<Output, "paint" | "width">): string[] {
  const { severity, what, fix } = finding;
  const tone = { error: paint.red, warning: paint.yellow, info: paint.dim }[severity];
  const [head = "", ...more] = fold(`${placeOf(finding)}${what}`, width - indent.length);
  const mends = fix === undefined ? [] : fold(fix, width - indent.length - label.length);
  return [
    `${tone(severity.padEnd(indent.length - 2))}  ${head}`,
    ...more.map((line) => indent + line),
    ...mends.map((line, index) => indent + (index === 0 ? label : " ".repeat(label.length)) + line),
  ];
}

/** Where it was found, unless the words say so themselves. */
function placeOf({ path, line, what }: Finding): string {
  if (path === undefined || says(what, path)) return "";
  return line === undefined ? `${path}: ` : `${path}:${line}: `;
}

function says(words: string, path: string): boolean {
  const at = words.indexOf(path);
  return at >= 0 && !/^[\w/-]|^\.\w/.test(words.slice(at + path.length));
}
