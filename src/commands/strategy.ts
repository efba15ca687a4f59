import type { Action } from "../verbs/verb.ts";

/** What does each step, imported when it runs. */
const steps: Record<string, () => Promise<Action>> = {
  start: async () => (await import("./strategy/start.ts")).start,
  preflight: async () => (await import("./strategy/preflight.ts")).preflight,
  file: async () => (await import("./strategy/file.ts")).file,
  vault: async () => (await import("./strategy/vault.ts")).vault,
  stuck: async () => (await import("./strategy/stuck.ts")).stuck,
  triage: async () => (await import("./strategy/triage.ts")).triage,
  tree: async () => (await import("./strategy/tree.ts")).tree,
  journal: async () => (await import("./strategy/journal.ts")).journal,
  memory: async () => (await import("./strategy/memory.ts")).memory,
  end: async () => (await import("./strategy/end.ts")).end,
  commit: async () => (await import("./strategy/commit.ts")).commit,
  schedule: async () => (await import("./strategy/schedule.ts")).schedule,
  resume: async () => (await import("./strategy/resume.ts")).resume,
};

/** Does one step of a strategy run: the first argument names it, the others are its own. */
export const strategy: Action = async (proc, flags, [step = "", ...args]) => {
  const load = steps[step];
  if (load === undefined) throw new TypeError(`the step ${step} is declared, and nothing does it`);
  return (await load())(proc, flags, args);
};
