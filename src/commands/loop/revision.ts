import { parsePlan } from "../../plan/parse/index.ts";
import type { Run } from "../../runs/run.ts";
import { stampPlan } from "../../runs/stamp.ts";
import { resumingStamp } from "../start/stamps.ts";
import type { PlanNow } from "./table.ts";

/**
 * A plan as an agent gave it, as it may stand in the plan's place: without a fence around it, with the line ends of the plan
 * before it, and with what belongs to the program (run, iteration, baseline, status) as it was.
 */
export function asRevision(given: string, place?: { before: PlanNow; run: Run }): string {
  const bare = `${unfenced(given.replace(/\r\n?/g, "\n"))
    .replace(/^\uFEFF/, "")
    .trim()}\n`;
  if (place === undefined) return bare;
  const { before, run } = place;
  const stamp = resumingStamp(run, undefined);
  const { status, timestamp } = before.plan.meta;
  const meta = {
    ...stamp.meta,
    ...(status && { status: status.text }),
    ...(timestamp && { timestamp: timestamp.text }),
  };
  const stamped = stampPlan(bare, parsePlan(bare), { ...stamp, meta }, "add");
  return /\r\n/.test(before.text) ? stamped.replace(/\n/g, "\r\n") : stamped;
}

/** What stands in a fence that is all there is. */
function unfenced(text: string): string {
  const [, fence, inside] = /^\s*(`{3,}|~{3,})(?:markdown|md)?[ \t]*\n([\s\S]*)\n\1[ \t]*\s*$/.exec(text) ?? [];
  return fence === undefined || inside === undefined ? text : inside;
}
