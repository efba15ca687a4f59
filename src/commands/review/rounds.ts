import { mostRounds } from "../../review/events.ts";
import { caps } from "../../review/stop/cap.ts";
import { Failure } from "../../ui/failure.ts";

/**
 * How many rounds were asked for; `undefined` when the flags do not say.
 *
 * @param flag what a number is typed with, and `given` the number
 * @throws Failure `usage` for what is none
 */
export function roundsOf(
  flag: string,
  given: string | undefined,
  { fast, complex }: { fast: boolean; complex: boolean },
): number | undefined {
  if (given === undefined) return fast ? caps.fast : complex ? caps.complex : undefined;
  const number = /^\d{1,3}$/.test(given) ? Number(given) : 0;
  if (number >= 1 && number <= mostRounds) return number;
  throw new Failure("usage", {
    what: `\`${flag} ${given}\` is no number of rounds`,
    fix: `give a whole number from 1 to ${mostRounds}`,
  });
}
