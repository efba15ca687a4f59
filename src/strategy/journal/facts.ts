import { markdownCode } from "../../pack/helpers.ts";
import { cut, prose } from "../../runs/prose.ts";
import type { StrategyRun } from "../run/record.ts";
import { steps } from "../run/record.ts";

/** A constraint with its rank's reason. */
export interface Constraint {
  name: string;
  text: string;
  score: number;
  reason: string;
}

/** More of a kind stand in the run's record. */
const most = 7;

/** What the program knows of a run, as lines of markdown: at most 25, so that a section has room for words. */
export function factLines(run: StrategyRun, constraints: readonly Constraint[], vault: readonly string[]): string[] {
  const { branch, commit } = run;
  const place = `${branch === null ? "detached HEAD" : markdownCode(branch)}${commit === null ? ", no commit" : ` at ${commit.slice(0, 7)}`}`;
  return [
    ...(run.goal === "" ? [] : [`- Goal: ${prose(run.goal, 300)}`]),
    `- Began on: ${place}`,
    `- Triaged: ${triagedWords(run)}`,
    `- Constraints: ${constraints.length === 0 ? "none" : ""}`.trimEnd(),
    ...listed(constraints.map(constraintLine)),
    `- Filed: ${joined(run.filed.map(filedWords))}`,
    `- Waiting in the vault: ${joined(vault.map((slug) => markdownCode(slug)))}`,
    `- Skipped or failed: ${joined(amissWords(run))}`,
  ];
}

const constraintLine = ({ name, text, score, reason }: Constraint): string =>
  `${markdownCode(cut(name, 60))} score ${score}: ${prose(text, 90)} (${prose(reason, 120)})`;

const listed = (rows: readonly string[]): string[] => [
  ...rows.slice(0, most).map((row, index) => `  ${index + 1}. ${row}`),
  ...(rows.length > most ? [`  ${most + 1}. and ${rows.length - most} more`] : []),
];

function joined(words: readonly string[]): string {
  if (words.length === 0) return "nothing";
  const more = words.length > most ? ` and ${words.length - most} more` : "";
  return words.slice(0, most).join(", ") + more;
}

function triagedWords({ triaged }: StrategyRun): string {
  if (triaged.length === 0) return "nothing";
  const told = triaged.map(({ slug, act, reason }) => {
    return `${markdownCode(cut(slug, 60))} ${act ? "acted on" : "dismissed"} (${prose(reason, 120)})`;
  });
  return joined(told);
}

const filedWords = ({ slug, kind, id }: StrategyRun["filed"][number]): string =>
  `${markdownCode(cut(slug, 60))} (${kind}${id === null ? "" : ` at ${markdownCode(cut(id, 60))}`})`;

function amissWords({ outcomes }: StrategyRun): string[] {
  return steps.flatMap((step) => {
    const outcome = outcomes[step];
    return outcome === undefined || outcome.result === "done"
      ? []
      : [`${step} ${outcome.result} (${prose(outcome.words, 120)})`];
  });
}
