/** Where strategy mode keeps its things; all relative to the repository, all meant to be committed. */
export const visionPath = "planning/VISION.md";
export const resourcesPath = "planning/RESOURCES.md";
export const treePath = "planning/_state/PREREQUISITES.md";
export const memoryPath = "planning/_state/MEMORY.md";
/** How many runs there were, and what the last one saw. */
export const statePath = "planning/strategy/state.json";
/** Somebody who wants no runs puts it there; its words say why. */
export const inactivePath = "planning/strategy/INACTIVE";

export const strategyDir = "planning/strategy";

/** Where a prediction may be: it moves from the first to one of the others. */
export const predictionStates = ["unreviewed", "actioned", "dismissed"] as const;
export type PredictionState = (typeof predictionStates)[number];
export const predictionsDir = (state: PredictionState): string => `planning/strategy/predictions/${state}`;

export const backlogDir = "planning/strategy/backlog";

/** Where something that only a person can do may be. */
export const vaultStates = ["pending", "approved", "fired", "rejected"] as const;
export type VaultState = (typeof vaultStates)[number];
export const vaultDir = (state: VaultState): string => `planning/strategy/vault/${state}`;

export const journalDir = "planning/strategy/journal";
export const capabilitiesDir = "planning/strategy/capabilities";
