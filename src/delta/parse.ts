import { entriesOf } from "../plan/parse/entries.ts";
import { labelReader } from "../plan/parse/labels.ts";
import { readMarkdown } from "../plan/parse/markdown.ts";
import { type Read, readSlots } from "../plan/parse/slots.ts";
import { validationsOf } from "../plan/parse/validations.ts";
import type { Slot, Span, Validation } from "../plan/types.ts";

export const deltaStatuses = ["DONE", "DONE_WITH_CONCERNS", "BLOCKED"] as const;
export type DeltaStatus = (typeof deltaStatuses)[number];

/** What a developer reports of a milestone. What could not be read is absent: reading never fails. */
export interface Delta {
  /** Lines that are not blank. */
  lines: number;
  milestone: Slot | undefined;
  status: (Slot & { value: DeltaStatus | undefined }) | undefined;
  branch: (Slot & { name: string | undefined }) | undefined;
  /** Hashes, lower-case, perhaps abbreviated. */
  commits: (Slot & { hashes: Span[] }) | undefined;
  interfaces: Slot | undefined;
  schema: Slot | undefined;
  failing: (Slot & { isNone: boolean }) | undefined;
  validation: (Slot & { checks: Validation[] }) | undefined;
  expected: Slot | undefined;
  found: Slot | undefined;
  why: Slot | undefined;
  /** The three of them on one line. */
  account: Slot | undefined;
}

type Label = Exclude<keyof Delta, "lines">;

const labels: Record<Label, readonly string[]> = {
  milestone: ["Milestone"],
  status: ["Status", "State", "Result"],
  branch: ["Branch"],
  commits: ["Commits", "Commit"],
  interfaces: ["Interface/API changes", "Interface changes", "API changes", "Interfaces", "Interface"],
  schema: ["Schema/config changes", "Schema changes", "Config changes", "Schema", "Config"],
  failing: ["Failing tests", "Failing", "Failed tests", "Failures"],
  validation: ["Validation", "Validations", "Verification", "Checks"],
  expected: ["Expected"],
  found: ["Found", "Actual", "Observed"],
  why: ["Why", "Reason", "Cause"],
  account: ["Expected / Found / Why", "Expected/Found/Why", "Expected, found, why"],
};

const nameOf = labelReader(labels);

/** Reads a delta: labels in any case, bold or not, in a list or on lines of their own. */
export function parseDelta(text: string): Delta {
  const document = readMarkdown(text);
  const entries = entriesOf(document.blocks, (label) => nameOf(label) !== undefined);
  const { slots } = readSlots(entries, nameOf);
  const slot = (name: Label): Slot | undefined => slots.get(name)?.slot;
  return {
    lines: document.lines.filter((line) => line.trim() !== "").length,
    milestone: slot("milestone"),
    status: withValue(slot("status"), (status) => ({ value: statusIn(status.text) })),
    branch: withValue(slot("branch"), (branch) => ({ name: branchIn(branch) })),
    commits: withValue(slot("commits"), (commits) => ({ hashes: hashesIn(commits) })),
    interfaces: slot("interfaces"),
    schema: slot("schema"),
    failing: withValue(slot("failing"), ({ text: said }) => ({ isNone: saysNone(said) })),
    validation: withValue(slot("validation"), () => ({ checks: checksIn(slots.get("validation")) })),
    expected: slot("expected"),
    found: slot("found"),
    why: slot("why"),
    account: slot("account"),
  };
}

const withValue = <Value>(slot: Slot | undefined, value: (slot: Slot) => Value): (Slot & Value) | undefined =>
  slot && { ...slot, ...value(slot) };

/** The one status that is said; a line with several of them is the template's. */
function statusIn(text: string): DeltaStatus | undefined {
  const words = text.toUpperCase().match(/[A-Z]+(?:[_ ]WITH[_ ]CONCERNS)?/g) ?? [];
  const said = words.map((word) => word.replaceAll(" ", "_"));
  const known = deltaStatuses.filter((status) => said.includes(status));
  return known.length === 1 ? known[0] : undefined;
}

function branchIn({ codes, text }: Slot): string | undefined {
  const name = codes[0]?.text ?? text.split(/[\s,;]/)[0];
  return name === undefined || name === "" || saysNone(name) ? undefined : name;
}

/** Whether a value says that there is nothing. */
export const saysNone = (text: string): boolean => /^\W*(?:none|nothing|no|n\/a|-|–|—)?\W*(?:\(.*\)\W*)?$/is.test(text);

/** Words of 7 to 64 hex digits, one of them a digit: `defaced` is a word. */
function hashesIn({ text, line, column }: Slot): Span[] {
  return [...text.matchAll(/(?<![\w/-])[0-9a-f]{7,64}(?![\w/-])/gi)]
    .map(([hash]) => ({ text: hash.toLowerCase(), line, column }))
    .filter((hash, at, all) => all.findIndex((each) => each.text === hash.text) === at);
}

const checksIn = (read: Read | undefined): Validation[] => (read === undefined ? [] : validationsOf(read));
