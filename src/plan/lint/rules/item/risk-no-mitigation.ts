import { isOpen, lacksSlot } from "../../registers.ts";
import type { Rule } from "../../types.ts";

export const noMitigation: Rule = {
  id: "risk/no-mitigation",
  severity: "error",
  summary: "a risk without `mitigation:`",
  why: "A risk that is only named is a worry. What makes it smaller is part of the plan.",
  good: "- R1: Redis is down — mitigation: fail open and count — next action: the developer of M2 tests it with Redis stopped",
  bad: "- R1: Redis is down — next action: the developer of M2 tests it with Redis stopped",
  check: ({ plan }) =>
    plan.risks
      .filter((risk) => isOpen(risk) && lacksSlot(risk, "mitigation"))
      .map(({ line, column, text, id }) => ({
        line,
        column,
        text: text || id || "risk",
        id,
        what: `${id ?? "this risk"} has no mitigation, so it is a worry rather than a plan`,
        fix: "add `— mitigation: <what makes it less likely or less bad>`",
      })),
};
