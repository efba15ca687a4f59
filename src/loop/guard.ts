/** Set for every agent: a hook or a tool of its client that starts a loop would have agents start agents. */
export const loopVariable = "PLAN_INIT_LOOP";

/** Whether this process was started by an agent of a loop, which must not start another. */
export const isWithinLoop = (env: Readonly<Record<string, string | undefined>>): boolean =>
  (env[loopVariable] ?? "") !== "";
