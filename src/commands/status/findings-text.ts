import { visible } from "../../config/words.ts";
import type { Status } from "../../ui/documents/status.ts";
import { countWords } from "../../ui/findings.ts";
import { room, type Screen } from "./lines.ts";

type Findings = Status["findings"];

const mostRules = 5;
const mostIds = 6;

/** What is missing, a line a rule, errors first: what is wrong where it is found once, else how often and where. */
export function findingLines({ findings }: Pick<Status, "findings">, { paint, width }: Screen): string[] {
  if (findings.length === 0) return [];
  const rules = new Map<string, Findings>();
  for (const finding of findings) rules.set(finding.rule, [...(rules.get(finding.rule) ?? []), finding]);
  const groups = [...rules.values()].sort((a, b) => rank(a) - rank(b));
  const shown = groups.slice(0, mostRules).map((group) => {
    const severity = group[0]?.severity ?? "error";
    const tone = severity === "error" ? paint.red : paint.yellow;
    return `  ${tone(severity.padEnd(7))}  ${visible(ruleWords(group), room(width, 11))}`;
  });
  const left = groups.slice(mostRules).flat().length;
  return [
    `Findings: ${countWords(findings)}; \`plan-init check\` says what mends them`,
    ...shown,
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
}

const rank = (group: Findings): number => (group[0]?.severity === "error" ? 0 : 1);

function ruleWords([first, ...more]: Findings): string {
  if (first === undefined) return "";
  if (more.length === 0) return `${first.rule} line ${first.line}: ${first.what}`;
  const places = [...new Set([first, ...more].map(({ id, line }) => id ?? `line ${line}`))];
  const shown = places.length > mostIds ? [...places.slice(0, mostIds), "…"] : places;
  return `${first.rule}, ${more.length + 1} times: ${shown.join(", ")}`;
}
