import type { Forge } from "./types.ts";

/** Plain files: the backlog is all there is, and nothing ever uses a network. */
export const files: Forge = {
  place: undefined,
  isDry: false,
  planned: [],
  intake: async () => ({ issues: [], isCut: false, gone: [], said: new Map() }),
  histories: async () => [],
  file: async () => ({ issue: null, notes: [] }),
  prioritise: async () => false,
  tell: async () => false,
  close: async () => false,
  pull: async () => undefined,
};
