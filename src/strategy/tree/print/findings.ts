import { textLines } from "../../../ui/findings.ts";
import type { Output } from "../../../ui/output.ts";
import type { TreeFinding } from "../lint/types.ts";

/** More of one kind are the same mistake. */
const mostOfARule = 20;

/** Findings for a person; of each rule the first ones, and how many there are besides. */
export function findingLines(
  findings: readonly TreeFinding[],
  file: string,
  look: Pick<Output, "paint" | "width">,
): string[] {
  const seen = new Map<string, number>();
  const shown = findings.filter(({ rule }) => {
    const count = (seen.get(rule) ?? 0) + 1;
    seen.set(rule, count);
    return count <= mostOfARule;
  });
  const hidden = [...seen].filter(([, count]) => count > mostOfARule);
  const more = hidden.map(([rule, count]) => `${count - mostOfARule} more of ${rule}; all of them: \`--json\``);
  return [...textLines(shown, file, look), ...(more.length > 0 ? ["", ...more] : [])];
}
