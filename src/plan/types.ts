/** A place in a plan's text: both numbers begin at 1, columns count UTF-16 units as editors do. */
export interface Place {
  line: number;
  column: number;
}

/**
 * A piece of the text with where it begins. `text` is what a reader sees: no markup, soft breaks as spaces, trimmed; HTML
 * tags stay as written, for `<path>` is a slot that nobody filled.
 */
export interface Span extends Place {
  text: string;
}

/** What fills a slot: `- Label: value`, including nested items, which follow as lines. */
export interface Slot extends Span {
  /** The label as it was written, without its colon or markup. */
  label: string;
  /** Code spans in the value, in order; `text` is what stands between the backticks. */
  codes: Span[];
  /** Values of nested list items, in order; empty for a slot of one line. */
  items: Span[];
}

/** A heading and what stands under it. `name` is set when it is one of the canonical sections (or a synonym). */
export interface Section extends Place {
  name: SectionName | undefined;
  title: string;
  depth: number;
}

/** The canonical sections, by stable name; their headings and synonyms stand in `sections.ts`. */
export type SectionName =
  | "meta"
  | "baseline"
  | "scope"
  | "goals"
  | "constraints"
  | "criteria"
  | "assumptions"
  | "milestones"
  | "risks"
  | "questions"
  | "strategy"
  | "changelog";

/** An item of a list with an id, such as `- G1: …`. Items without an id have `id` undefined. */
export interface Item extends Span {
  /** Upper-cased: `G1`, `NG2`, `C1`, `S1`, `A1`, `R1`, `Q1`. */
  id: string | undefined;
  /** What the item says, up to its first slot (` — check:` and the like). */
  statement: string;
  codes: Span[];
  /** The slots that follow in the same item, by canonical name: `check`, `wrong if`, `mitigation`, `next action`. */
  slots: Partial<Record<ItemSlot, Slot>>;
}

export type ItemSlot = "check" | "wrong if" | "mitigation" | "next action";

/** One way of checking: an exact command with its expected outcome, or manual steps with what is to be seen. */
export interface Validation extends Span {
  kind: "command" | "manual" | "prose";
  /** The command exactly as between the backticks; only for `command`. */
  command: string | undefined;
  /** What stands after the arrow; `undefined` when there is none. */
  expected: string | undefined;
}

/** A path that a milestone touches. */
export interface PlanPath extends Span {
  /** Relative to the repository, `/` between, no leading `./`; may be a glob or end in `/`. */
  path: string;
  /** Marked as to be created: `(new)` and the like. */
  isNew: boolean;
}

export const milestoneStatuses = ["todo", "doing", "done", "blocked", "dropped"] as const;
export type MilestoneStatus = (typeof milestoneStatuses)[number];

export interface Milestone extends Place {
  /** Upper-cased: `M1`. `undefined` for a heading without one. */
  id: string | undefined;
  title: string;
  status: (Slot & { value: MilestoneStatus | undefined }) | undefined;
  change: Slot | undefined;
  files: (Slot & { paths: PlanPath[] }) | undefined;
  interfaces: Slot | undefined;
  validation: (Slot & { checks: Validation[] }) | undefined;
  rollback: Slot | undefined;
  dependsOn: (Slot & { ids: Span[] }) | undefined;
}

/**
 * One line of a text node as it stands in the source, so that a match within it has an exact column. Text in several
 * places at once counts as the outermost of `quote`, `heading`, `cell`, `link`; `text` is everything else.
 */
export interface Prose extends Span {
  within: "quote" | "heading" | "cell" | "link" | "text";
  /** Where each character stands, when that is not one behind the other: escapes are longer than what they stand for. */
  columns?: number[];
}

/** A fenced or indented block of code. */
export interface CodeBlock extends Place {
  language: string;
  /** Lines between the fences. */
  lines: number;
}

/** The canonical plan as data. Whatever could not be read as one of these is simply absent: parsing never fails. */
export interface Plan {
  /** Lines of the text, as an editor counts them. */
  lineCount: number;
  /** The first heading of depth 1; `title` is what follows `Canonical plan:`. */
  heading: (Span & { title: string }) | undefined;
  sections: Section[];
  meta: Partial<Record<"plan id" | "timestamp" | "mode" | "status" | "iteration", Slot>>;
  baseline: Partial<Record<"branch" | "commit" | "working tree" | "upstream", Slot>>;
  scope: { in: Span[]; out: Span[] };
  goals: Item[];
  nonGoals: Item[];
  constraints: Item[];
  criteria: (Item & { checks: Validation[] })[];
  assumptions: Item[];
  milestones: Milestone[];
  risks: Item[];
  questions: Item[];
  strategy: Span[];
  /** `ids`: the ids that the line mentions. */
  changelog: (Span & { ids: string[] })[];
  codeBlocks: CodeBlock[];
  /** Text of the whole document outside code, HTML and comments, in order: where placeholders are looked for. */
  prose: Prose[];
  /** HTML other than comments as it stands in the source: inline tags one by one, blocks whole. `<path>` is one to markdown. */
  html: Prose[];
}
