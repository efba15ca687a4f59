import { isOpen, lacksSlot } from "../../registers.ts";
import type { Rule } from "../../types.ts";

export const questionNoNextAction: Rule = {
  id: "question/no-next-action",
  severity: "error",
  summary: "an open question without `next action:`",
  why: "An open question blocks something some day. Who finds out, how, and by which milestone?",
  good: "- Q1: Which limit holds for service accounts? — next action: the planner asks the owner of billing before M3",
  bad: "- Q1: Which limit holds for service accounts?",
  check: ({ plan }) =>
    plan.questions
      .filter((question) => isOpen(question) && lacksSlot(question, "next action"))
      .map(({ line, column, text, id }) => ({
        line,
        column,
        text: text || id || "question",
        id,
        what: `${id ?? "this question"} has no next action, so nobody will answer it`,
        fix: "add `— next action: <who finds out what, and when>`",
      })),
};
