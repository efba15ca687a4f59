import { isOpen } from "../../registers.ts";
import type { Rule } from "../../types.ts";

const most = 10;

export const tooManyQuestions: Rule = {
  id: "question/too-many",
  severity: "warning",
  summary: `more than ${most} open questions`,
  why: "With this much unknown the plan is a guess; the answers would change its milestones.",
  good: "- Q1: Which limit holds for service accounts? — next action: the planner asks the owner of billing before M3",
  bad: "- Q11: Which database will it be?",
  check({ plan }) {
    const questions = plan.questions.filter(isOpen);
    const first = questions[most];
    if (first === undefined) return [];
    const { line, column, text, id } = first;
    const what = `${questions.length} questions are open, more than the ${most} that a plan can carry`;
    const fix =
      "answer what the repository can answer, take defaults as assumptions, and ask the rest before planning on";
    return [{ line, column, text: text || id || "question", id, what, fix }];
  },
};
