import { literal, visible } from "../config/words.ts";
import type { Plan } from "../plan/types.ts";
import { nearest } from "../ui/nearest.ts";
import { saysNone } from "./parse.ts";
import type { Claim, Judge } from "./types.ts";

const mostLines = 15;

/** At most fifteen lines: a planner reads facts, not a story. */
export const judgeLength: Judge = ({ delta: { lines } }) =>
  lines <= mostLines
    ? []
    : [
        {
          claim: "length",
          verdict: "refuted",
          line: mostLines + 1,
          what: `the report has ${lines} lines, and ${mostLines} are the most`,
          fix: "leave the facts, and move the story into a file that it names",
        },
      ];

export const judgeMilestone: Judge = ({ delta, file, plan, milestone }) => {
  const { text, line } = delta.milestone ?? { text: "", line: 1 };
  const claim = { claim: "milestone", line };
  const named = /^delta-(.+)\.md$/i.exec(file)?.[1];
  if (milestone === undefined) return [{ ...claim, verdict: "refuted", ...unknownMilestone(text, plan) }];
  if (named !== undefined && named.toUpperCase() !== milestone.id) {
    const what = `the report is about ${milestone.id}, and its file is called ${literal(file)}`;
    return [
      { ...claim, verdict: "refuted", what, fix: `rename it to \`delta-${milestone.id}.md\`, or correct the line` },
    ];
  }
  return [{ ...claim, verdict: "confirmed", what: `${milestone.id} is in the plan` }];
};

function unknownMilestone(said: string, { milestones }: Plan): { what: string; fix: string } {
  const ids = milestones.flatMap(({ id }) => id ?? []);
  const fix = `name one: ${ids.join(", ")}`;
  if (said === "") return { what: "the report does not say which milestone it is about", fix };
  if (ids.includes(said.toUpperCase()))
    return { what: `${visible(said.toUpperCase())} was dropped from the plan`, fix };
  const near = nearest(said, ids);
  return {
    what: `the plan has no milestone ${literal(said)}`,
    fix: near === undefined ? fix : `did you mean \`${near}\`?`,
  };
}

export const judgeStatus: Judge = ({ delta: { status } }) => {
  const fix = "say one of `DONE`, `DONE_WITH_CONCERNS`, `BLOCKED`";
  if (status === undefined)
    return [{ claim: "status", verdict: "refuted", line: 1, what: "the report has no status", fix }];
  const { value, line, text } = status;
  if (value !== undefined) return [{ claim: "status", verdict: "confirmed", line, what: `${value} is a status` }];
  return [{ claim: "status", verdict: "refuted", line, what: `${literal(text)} is no status`, fix }];
};

/** The plan and the report tell one story: what is done here is done there. */
export const judgePlanStatus: Judge = ({ delta: { status }, milestone }) => {
  if (status?.value === undefined || milestone === undefined) return [];
  const wanted = status.value === "BLOCKED" ? "blocked" : "done";
  const claim = { claim: "plan-status", line: status.line };
  if (milestone.status === wanted)
    return [{ ...claim, verdict: "confirmed", what: `${milestone.id} is \`${wanted}\` in the plan too` }];
  return [
    {
      ...claim,
      verdict: "refuted",
      what: `the report says ${status.value}, and the plan says that ${milestone.id} is ${literal(milestone.status)}`,
      fix: `set the status of ${milestone.id} in the plan to \`${wanted}\`, or correct the report`,
    },
  ];
};

/** Whoever plans on needs to know what was expected, what was found, and why. */
export const judgeAccount: Judge = ({ delta: { status, account, expected, found, why } }) => {
  if (status?.value !== "BLOCKED" && status?.value !== "DONE_WITH_CONCERNS") return [];
  const says = (slot: { text: string } | undefined): boolean => slot !== undefined && !saysNone(slot.text);
  const parts = { Expected: expected, Found: found, Why: why };
  const missing = Object.entries(parts).flatMap(([label, slot]) => (says(slot) ? [] : [label]));
  const line = (account ?? expected ?? found ?? why ?? status).line;
  const claim: Omit<Claim, "verdict" | "what"> = { claim: "account", line };
  if (says(account) || missing.length === 0)
    return [{ ...claim, verdict: "confirmed", what: "it says what was expected and found, and why" }];
  return [
    {
      ...claim,
      verdict: "refuted",
      what: `${status.value}, and the report does not say ${visible(missing.join(", "))}`,
      fix: "add a line: `- Expected / Found / Why: …`",
    },
  ];
};
