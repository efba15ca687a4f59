import type { Failure } from "../ui/failure.ts";

/**
 * Reads JSON that the program wrote and git, or anybody, may have changed since.
 *
 * @param conflict thrown when git has left conflict markers in it
 * @param invalid makes the failure for anything else that is no JSON
 */
export function parseOwnJson(text: string, conflict: Failure, invalid: (why: string) => Failure): unknown {
  if (/^(<{7,}|={7,}|>{7,})/m.test(text)) throw conflict;
  if (text.trim() === "") throw invalid("it is empty");
  try {
    return JSON.parse(text, refusePrototype);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : "not JSON");
  }
}

/** Libraries drop this key without a word, and with it what stands below. */
function refusePrototype(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new Error("`__proto__` is not a key");
  return value;
}
