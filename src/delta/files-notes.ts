import { literal } from "../config/words.ts";
import { covers } from "../plan/covers.ts";
import type { Subject } from "./types.ts";

const mostNamed = 5;

/** How the files that the commits touch differ from the milestone's `Files`: a difference is no error, and worth knowing. */
export function filesNotes({ git, milestone }: Subject): string[] {
  if (git.kind === "unavailable" || milestone === undefined) return [];
  const facts = [...git.commits.values()].flatMap((fact) => (fact.kind === "commit" ? [fact] : []));
  if (facts.length === 0) return [];
  // What the loop itself writes belongs to no milestone.
  const paths = facts.flatMap((fact) => fact.paths).filter((path) => !path.startsWith("planning/"));
  const touched = new Set(paths);
  const beyond = [...touched].filter((path) => !milestone.files.some((file) => covers(file, new Set([path]))));
  const untouched = milestone.files.filter((file) => !covers(file, touched));
  return [
    ...(beyond.length === 0 ? [] : [`the commits touch more than the \`Files\` of ${milestone.id}: ${named(beyond)}`]),
    ...(untouched.length === 0 ? [] : [`the commits leave \`Files\` of ${milestone.id} alone: ${named(untouched)}`]),
  ];
}

function named(paths: readonly string[]): string {
  const more = paths.length - mostNamed;
  return `${paths.slice(0, mostNamed).map(literal).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
