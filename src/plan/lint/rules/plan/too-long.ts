import { literal } from "../../../../config/words.ts";
import type { Plan } from "../../../types.ts";
import type { Rule } from "../../types.ts";

export const tooLong: Rule = {
  id: "plan/too-long",
  severity: "error",
  summary: "a plan of more lines than `max_plan_lines` of the config, 300 unless set",
  why: "The plan is read in every session, and what is long is skimmed. Relocate rather than shorten: asked for brevity, writers drop tests first.",
  good: "(300 lines, with the measurements in a file beside the run)",
  bad: "(412 lines, 120 of them measurements)",
  check({ plan, facts: { maxLines } }) {
    if (plan.lineCount <= maxLines) return [];
    const [longest] = lengths(plan).sort((a, b) => b.lines - a.lines);
    const place =
      longest === undefined || longest.title === ""
        ? "supporting material"
        : `supporting material of ${literal(longest.title)}, the longest section with ${longest.lines} lines,`;
    return [
      {
        line: maxLines + 1,
        column: 1,
        text: `${plan.lineCount} lines`,
        id: undefined,
        what: `the plan has ${plan.lineCount} lines, ${plan.lineCount - maxLines} more than the ${maxLines} that are read in every session`,
        fix: `relocate ${place} to a file beside the run and name it here; keep every validation`,
      },
    ];
  },
};

/** How many lines the canonical sections take, each up to the next heading of its depth. */
function lengths({ sections, lineCount }: Plan): { title: string; lines: number }[] {
  const top = Math.min(...sections.filter(({ name }) => name !== undefined).map(({ depth }) => depth));
  const outer = sections.filter(({ depth }) => depth <= top);
  return outer.map(({ title, line }, index) => ({ title, lines: (outer[index + 1]?.line ?? lineCount + 1) - line }));
}
