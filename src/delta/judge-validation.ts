import { literal, visible } from "../config/words.ts";
import { hasPassed } from "../verify/outcome.ts";
import { newestFor } from "./newest-evidence.ts";
import type { Claim, Judge } from "./types.ts";

/** The commands that the report says were run are the plan's own, each of them, to the letter. */
export const judgeValidation: Judge = ({ delta: { validation, status }, milestone }) => {
  if (milestone === undefined || status?.value === undefined) return [];
  const own = milestone.checks.filter(({ kind }) => kind === "command").map(({ text }) => text);
  const said = (validation?.checks ?? []).flatMap(({ command }) => command ?? []);
  const line = validation?.line ?? status.line;
  const strange = said.filter((command) => !own.includes(command));
  const left = status.value === "BLOCKED" ? [] : own.filter((command) => !said.includes(command));
  const claims: Claim[] = [
    ...strange.map((command): Claim => {
      const what = `${literal(command)} is not a validation of ${milestone.id}`;
      const fix =
        own.length === 0
          ? "the plan has none for it"
          : `the plan has ${own.map(literal).join(", ")}; run that, or have the plan mended`;
      return { claim: "validation", verdict: "refuted", line, what, fix };
    }),
    ...left.map((command): Claim => {
      const what = `the report leaves out ${literal(command)}, a validation of ${milestone.id}`;
      return { claim: "validation", verdict: "refuted", line, what, fix: "run it, and say how it ended" };
    }),
  ];
  if (claims.length > 0 || own.length === 0) return claims;
  return [{ claim: "validation", verdict: "confirmed", line, what: "what was run is what the plan asks for" }];
};

/** `none` against the newest evidence; a milestone with failing tests is not simply done. */
export const judgeFailing: Judge = ({ delta: { failing, status }, milestone, evidence }) => {
  if (status?.value === undefined || milestone === undefined) return [];
  const line = (failing ?? status).line;
  if (failing === undefined) {
    const fix = "add a line: `- Failing tests: none`, or which";
    return [
      { claim: "failing-tests", verdict: "refuted", line, what: "the report does not say whether tests fail", fix },
    ];
  }
  if (!failing.isNone) {
    if (status.value !== "DONE") return [];
    const what = `DONE, with failing tests: ${visible(failing.text)}`;
    return [
      {
        claim: "failing-tests",
        verdict: "refuted",
        line,
        what,
        fix: "mend them, or say `DONE_WITH_CONCERNS` or `BLOCKED`",
      },
    ];
  }
  const red = milestone.checks.find((check) => {
    const last = newestFor(check, evidence);
    return (
      last?.kind === "command" &&
      !(last.by === "verify" ? last.passed : hasPassed({ ...last, timedOut: false, signal: null }, check))
    );
  });
  if (red === undefined)
    return [{ claim: "failing-tests", verdict: "confirmed", line, what: "no evidence of a failing test" }];
  const what = `none, it says, but ${literal(red.text)} failed when it was last run`;
  return [
    {
      claim: "failing-tests",
      verdict: "refuted",
      line,
      what,
      fix: `mend the code, then \`plan-init verify ${milestone.id}\``,
    },
  ];
};
