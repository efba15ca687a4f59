import { visible } from "../../../config/words.ts";
import { isClosed, type Work } from "../../../strategy/filing/backlog.ts";
import type { Forge, Intake } from "../../../strategy/forge/types.ts";
import { issueOf, issuesOf, numberOf } from "../../../strategy/forge/work.ts";

/** More issues are not asked after one by one. */
const mostAsked = 40;

/**
 * What a forge says at the beginning of a run, a line each: what of the repository it knows to be over, then what is open there.
 *
 * @param constraints ids, best first
 * @returns `undefined` where there are files alone
 */
export async function issuesText(
  forge: Forge,
  constraints: readonly string[],
  backlog: readonly Work[],
): Promise<string | undefined> {
  if (forge.place === undefined) return undefined;
  const inTree = constraints.flatMap((id) => numberOf(id) ?? []);
  const filed = backlog.filter((work) => !isClosed(work)).flatMap((work) => pair(issueOf(work), work.slug));
  const numbers = [...new Set([...inTree, ...filed.map(([number]) => number)])].slice(0, mostAsked);
  const heard = [...issuesOf(constraints, backlog).values()];
  return intakeLines(await forge.intake(numbers, heard), inTree, filed).join("\n");
}

const pair = (number: number | undefined, slug: string): [number, string][] =>
  number === undefined ? [] : [[number, slug]];

/** Text of strangers, made safe for a line each. */
function intakeLines(
  { issues, isCut, gone, said }: Intake,
  inTree: readonly number[],
  filed: readonly [number, string][],
): string[] {
  const over = new Set(gone);
  return [
    ...inTree
      .filter((number) => over.has(number))
      .map((number) => `#${number} is a constraint of the tree, and closed or not there: tick it?`),
    ...filed
      .filter(([number]) => over.has(number))
      .map(([number, slug]) => `#${number}, of the backlog's \`${slug}\`, is closed or not there: set its \`status\`?`),
    ...[...said].map(
      ([number, words]) => `#${number}, last comment: ${visible(words.replace(/\s+/g, " ").trim(), 200)}`,
    ),
    ...issues.map(({ number, title, labels }) => {
      const marks =
        labels.length === 0
          ? ""
          : ` [${labels
              .slice(0, 6)
              .map((label) => visible(label, 30))
              .join(", ")}]`;
      return `#${number}${marks} ${visible(title, 120)}`;
    }),
    ...(isCut ? ["and more"] : []),
  ];
}
