import { Exit, type ExitCode } from "../../ui/exit.ts";
import type { StopReason } from "../types.ts";

/** The exit code of each reason. */
export const exits: Record<StopReason, ExitCode> = {
  go: Exit.Good,
  converged: Exit.Good,
  cap: Exit.Good,
  cap_blocked: Exit.Person,
  stalled: Exit.Person,
  oscillating: Exit.Person,
  self_fuelled: Exit.Person,
  budget: Exit.Person,
  agent_failed: Exit.Broke,
  interrupted: Exit.Interrupted,
};
