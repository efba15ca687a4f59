import type { Proc } from "../ui/process.ts";
import { ask } from "./ask.ts";
import { canAsk } from "./unattended.ts";

/**
 * Asks for a yes on the terminal; the default is no.
 *
 * @returns the answer; `undefined` when there is nobody to ask
 * @throws Failure `interrupted`
 */
export async function confirm(proc: Proc, message: string): Promise<boolean | undefined> {
  if (!canAsk(proc, {})) return undefined;
  const { yes } = await ask([{ key: "yes", type: "confirm", message, initial: false, required: true }], proc);
  return yes === true;
}
