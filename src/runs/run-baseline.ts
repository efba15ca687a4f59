import { parsePlan } from "../plan/parse/index.ts";
import { Failure } from "../ui/failure.ts";
import { currentRun } from "./current.ts";
import { readPlanText } from "./plan-text.ts";
import type { Run } from "./run.ts";

/** The baseline of the run that the canonical plan belongs to; `undefined` where there is none, or its record cannot be read. */
export async function runBaseline(root: string): Promise<Run["baseline"] | undefined> {
  try {
    const text = await readPlanText(root);
    const { run } = await currentRun(root, text === undefined ? undefined : parsePlan(text));
    return run?.baseline;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
