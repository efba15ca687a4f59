import { readOwnText } from "../pack/disk.ts";
import { Failure } from "../ui/failure.ts";
import { planPath } from "./setup.ts";

/**
 * The canonical plan's text, or `undefined` when there is none.
 *
 * @throws Failure `plan-in-conflict` where git could not merge it, and what `readOwnText` throws
 */
export async function readPlanText(root: string): Promise<string | undefined> {
  const text = await readOwnText(root, planPath);
  const line = text === undefined ? undefined : conflictLine(text);
  if (line !== undefined) throw new Failure("plan-in-conflict", { path: planPath, line });
  return text;
}

/** The line, counted from 1, where the first conflict of a git merge begins. */
export function conflictLine(text: string): number | undefined {
  // Hardly any text has one, and a tree may have hundreds of thousands of lines.
  if (!text.includes("<<<<<<< ")) return undefined;
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => line.startsWith("<<<<<<< "));
  const middle = begin < 0 ? -1 : lines.indexOf("=======", begin);
  const isClosed = middle >= 0 && lines.slice(middle).some((line) => line.startsWith(">>>>>>> "));
  return isClosed ? begin + 1 : undefined;
}
