import { type Delta, parseDelta } from "../../delta/parse.ts";
import { markdownCode } from "../../pack/helpers.ts";
import { prose } from "../../runs/prose.ts";
import { shortHash } from "./evidence.ts";

/** A developer's report, read. */
export interface Told {
  /** Of its file, as the README names it. */
  name: string;
  delta: Delta;
  /** Id of the milestone that it is about. */
  milestone: string | undefined;
}

/** Reads a developer's report. */
export function readReport(name: string, text: string): Told {
  const delta = parseDelta(text);
  const said = (delta.milestone?.text ?? "").replace(/^[`*_\s]+/, "");
  return { name, delta, milestone: /^[A-Za-z]+-?\d+/.exec(said)?.[0].toUpperCase() };
}

/** What a report says of its milestone, in a line. */
export function reportLine({ name, delta }: Told): string {
  const commits = (delta.commits?.hashes ?? []).map(({ text }) => shortHash(text));
  const listed = commits.length === 0 ? "no commits" : `commits ${commits.slice(0, 20).join(", ")}`;
  return `${markdownCode(name)}: ${delta.status?.value ?? "no status"}, ${listed}`;
}

/** Whether a report says that something is not as the plan has it. */
export const contradicts = ({ delta }: Told): boolean =>
  delta.status?.value === "BLOCKED" || delta.status?.value === "DONE_WITH_CONCERNS";

/** What was expected, what was found and why, as far as a report says it; a line each. */
export function accountOf({ expected, found, why, account }: Delta): string[] {
  const slots = { Expected: expected, Found: found, Why: why, "Expected, found, why": account };
  return Object.entries(slots).flatMap(([label, slot]) => (slot?.text ? [`${label}: ${prose(slot.text, 400)}`] : []));
}
