import prompts from "prompts";
import type { Proc } from "../ui/process.ts";

/**
 * Asks for a yes on the terminal; the default is no.
 *
 * @returns the answer; `undefined` when there is nobody to ask
 */
export async function confirm(proc: Proc, message: string): Promise<boolean | undefined> {
  if (proc.stdin.isTTY !== true || proc.stderr.isTTY !== true) return undefined;
  const { yes } = await prompts({
    type: "confirm",
    name: "yes",
    message,
    initial: false,
    stdin: proc.stdin,
    stdout: proc.stderr,
  });
  return yes === true;
}
