import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { evidenceFile, type OwnEvidence } from "../../src/evidence/record.ts";
import type { RunResult } from "../helpers/cli.ts";
import type { PlanParts } from "../runs/a-plan.ts";
import { type Loop, loop, loopWithoutGit } from "../runs/loop.ts";
import { runHere } from "../upgrade/support/in-process.ts";

/** A repository with a plan that has converged, and the verbs that come after. */
export interface Building extends Loop {
  run: string;
  verify(...flags: string[]): Promise<RunResult>;
  delta(...flags: string[]): Promise<RunResult>;
  /** Lines of `evidence.jsonl`. */
  evidence(): Promise<OwnEvidence[]>;
}

type Milestones = NonNullable<PlanParts["milestones"]>;

/** Makes a folder whose plan has converged on these milestones; in git it takes three times as long. */
export const building = (milestones: Milestones): Promise<Building> => settle(milestones, loopWithoutGit);
export const buildingInGit = (milestones: Milestones): Promise<Building> => settle(milestones, loop);

async function settle(milestones: Milestones, open: () => Promise<Loop>): Promise<Building> {
  const on = await open();
  const { run } = await on.converge({ milestones, changelog: `${Object.keys(milestones).join(", ")}: first draft` });
  const say = (...argv: string[]) => runHere(argv, { cwd: on.root });
  return {
    ...on,
    run,
    verify: (...flags) => say("verify", ...flags),
    delta: (...flags) => say("delta", ...flags),
    evidence: async () => {
      const text = await readFile(join(on.root, evidenceFile(run)), "utf8");
      return text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
    },
  };
}

/** A milestone with one command. */
export const withCommand = (command: string, outcome = "exit 0") => ({ validation: `\`${command}\` → ${outcome}` });
