import { isOpen, lacksSlot } from "../../registers.ts";
import type { Rule } from "../../types.ts";

export const riskNoNextAction: Rule = {
  id: "risk/no-next-action",
  severity: "error",
  summary: "a risk without `next action:`",
  why: "Somebody has to do something by some time, else the mitigation stays a sentence.",
  good: "- R1: Redis is down — mitigation: fail open and count — next action: the developer of M2 tests it with Redis stopped",
  bad: "- R1: Redis is down — mitigation: fail open and count",
  check: ({ plan }) =>
    plan.risks
      .filter((risk) => isOpen(risk) && lacksSlot(risk, "next action"))
      .map(({ line, column, text, id }) => ({
        line,
        column,
        text: text || id || "risk",
        id,
        what: `${id ?? "this risk"} has no next action, so nobody will act on it`,
        fix: "add `— next action: <who does what, and when>`",
      })),
};
