import type { SectionName } from "../types.ts";

/** The canonical headings with what else people call them, in the order they are expected. */
export const sections: Record<SectionName, { heading: string; synonyms: readonly string[] }> = {
  meta: {
    heading: "Plan ID / Timestamp",
    synonyms: [
      "Plan ID",
      "Plan ID and timestamp",
      "Metadata",
      "Meta",
      "Plan",
      "Plan info",
      "Plan information",
      "Header",
      "ID / Timestamp",
    ],
  },
  baseline: {
    heading: "Repo baseline",
    synonyms: ["Baseline", "Repository baseline", "Git baseline", "Repo state", "Repository state"],
  },
  scope: {
    heading: "Scope boundaries",
    synonyms: [
      "Scope",
      "Scope boundary",
      "Boundaries",
      "In scope",
      "Out of scope",
      "In scope / Out of scope",
      "Scope and boundaries",
    ],
  },
  goals: {
    heading: "Goals / Non-goals",
    synonyms: [
      "Goals",
      "Goal",
      "Non-goals",
      "Nongoals",
      "Goals and non-goals",
      "Goals & non-goals",
      "What we're NOT doing",
    ],
  },
  constraints: {
    heading: "Constraints / invariants",
    synonyms: [
      "Constraints",
      "Invariants",
      "Constraints and invariants",
      "Constraints & invariants",
      "Global constraints",
    ],
  },
  criteria: {
    heading: "Success criteria",
    synonyms: [
      "Success criterion",
      "Acceptance criteria",
      "Definition of done",
      "Done when",
      "Acceptance",
      "Success metrics",
    ],
  },
  assumptions: { heading: "Assumptions", synonyms: ["Assumption", "Assumptions made", "Key assumptions"] },
  milestones: {
    heading: "Milestones",
    synonyms: [
      "Milestone",
      "Steps",
      "Phases",
      "Implementation plan",
      "Implementation steps",
      "Tasks",
      "Work breakdown",
      "Plan of work",
      "Execution plan",
    ],
  },
  risks: {
    heading: "Risks + mitigations",
    synonyms: [
      "Risks",
      "Risk",
      "Risks and mitigations",
      "Risks & mitigations",
      "Risks / mitigations",
      "Risk register",
      "Risks and mitigation",
      "Risk mitigation",
    ],
  },
  questions: {
    heading: "Open questions",
    synonyms: ["Questions", "Open question", "Unresolved questions", "Unknowns", "Open issues"],
  },
  strategy: {
    heading: "PR / commit strategy",
    synonyms: [
      "PR strategy",
      "Commit strategy",
      "PR and commit strategy",
      "Pull request strategy",
      "Branch strategy",
      "Branch and commit strategy",
      "Commits",
      "Delivery",
    ],
  },
  changelog: {
    heading: "Changelog since previous iteration",
    synonyms: [
      "Changelog",
      "Change log",
      "Changes since previous iteration",
      "Changes since last iteration",
      "Revision history",
      "History",
    ],
  },
};

/** A heading or label without numbering, punctuation, emoji and case. */
export function plain(text: string): string {
  const folded = text.normalize("NFKC").toLowerCase().replace(/[’']/g, "");
  // Scripts other than Latin take a pattern that is slow to compile; most plans have no such labels.
  const isPlain = /^[ -~–—→]*$/.test(folded);
  return folded
    .replace(isPlain ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^(?:(?:section|part|step)\s+)?\d+(?:\s+\d+)*\s+(?=[^\d\s])/, "");
}

const names = new Map(
  Object.entries(sections).flatMap(([name, { heading, synonyms }]) =>
    [heading, ...synonyms].map((each) => [plain(each), name as SectionName] as const),
  ),
);

/** Which canonical section a heading opens; what stands in brackets behind it does not count. */
export function sectionNamed(title: string): SectionName | undefined {
  return names.get(plain(title)) ?? names.get(plain(title.replace(/\s*[([（].*$/su, "").replace(/[:：]\s*$/u, "")));
}
