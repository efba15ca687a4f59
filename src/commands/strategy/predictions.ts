import { readShelf } from "../../strategy/documents/shelf.ts";
import { predictionStates, predictionsDir } from "../../strategy/paths.ts";
import { readPrediction } from "../../strategy/triage/prediction.ts";
import { type Known, shelve } from "../../strategy/triage/rules.ts";

/** Every prediction there is. Failures as `readShelf`. */
export async function readPredictions(root: string): Promise<Known> {
  const shelves = await Promise.all(
    predictionStates.map(async (state) => {
      const files = await readShelf(root, predictionsDir(state));
      return [state, shelve(files.map(readPrediction))] as const;
    }),
  );
  return Object.fromEntries(shelves) as Known;
}
