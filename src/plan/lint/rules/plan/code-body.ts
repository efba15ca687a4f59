import { literal } from "../../../../config/words.ts";
import type { Rule } from "../../types.ts";

/** Longest block of code that can still be an interface. */
const most = 15;

/** Languages of diagrams, which are no code to be written. */
const diagrams = new Set(["mermaid", "dot", "graphviz", "plantuml", "puml", "d2"]);

export const codeBody: Rule = {
  id: "plan/code-body",
  severity: "warning",
  summary: `a block of code of more than ${most} lines`,
  why: "Code in a plan adds two fifths to its length and nothing measurable to the result. Decisions, signatures and validations are what the developer needs; diagrams are fine.",
  good: "- Interfaces: `limit(key: string, now: number): Decision`",
  bad: "(the whole function body, in a fence of 40 lines)",
  check: ({ plan }) =>
    plan.codeBlocks
      .filter(({ language, lines }) => lines > most && !diagrams.has(language.toLowerCase()))
      .map(({ line, column, language, lines }) => ({
        line,
        column,
        text: `\`\`\`${language}`,
        id: undefined,
        what: `${language === "" ? "this block" : `this block of ${literal(language)}`} has ${lines} lines, more than the ${most} that an interface needs`,
        fix: "keep the signatures and the decision here, and relocate the rest to a file beside the run",
      })),
};
