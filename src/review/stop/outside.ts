import type { Limits, Session, Spending } from "../types.ts";
import type { StopRule } from "./index.ts";

/** A signal: the same round is taken up again when the session is resumed. */
export const interrupted: StopRule = ({ interruption }) =>
  interruption === undefined
    ? undefined
    : { reason: "interrupted", words: `stopped by ${interruption}; it goes on at the same round` };

/** An agent that gave no usable answer, after it was asked once more where that could help. */
export const agentFailed: StopRule = ({ failure }) =>
  failure === undefined
    ? undefined
    : { reason: "agent_failed", words: `the ${failure.who} failed (${failure.kind}): ${failure.words}` };

/** A limit that is reached. What agents do not tell counts as unknown, so a limit holds for what is known. */
export const budget: StopRule = ({ limits, spent }) => {
  const reached = measures.flatMap(({ of, limit, words }) => {
    const most = limit(limits);
    return most !== undefined && of(spent) >= most ? [words(spent, most)] : [];
  });
  return reached.length === 0 ? undefined : { reason: "budget", words: `spent: ${reached.join(", ")}` };
};

interface Measure {
  of(spent: Spending): number;
  limit(limits: Limits): number | undefined;
  words(spent: Spending, limit: number): string;
}

const measures: readonly Measure[] = [
  {
    of: ({ usd }) => usd.known,
    limit: ({ usd }) => usd,
    words: (spent, limit) => `${usdWords(spent)} of $${limit.toFixed(2)}`,
  },
  {
    of: ({ tokens }) => tokens.known,
    limit: ({ tokens }) => tokens,
    words: (spent, limit) => `${tokenWords(spent)} of ${limit} tokens`,
  },
  {
    // What the calls took, not what the clock says: it may jump, and a person's pause costs nothing.
    of: ({ ms }) => ms.known / 60_000,
    limit: ({ minutes }) => minutes,
    words: ({ ms }, limit) => `${(ms.known / 60_000).toFixed(1)} of ${limit} minutes`,
  },
];

/** `$1.20`, `at least $1.20` where some calls did not say, `n/a` where none did. */
export const usdWords = ({ usd, calls }: Pick<Session["spent"], "usd" | "calls">): string =>
  partly(usd.missing, calls, `$${usd.known.toFixed(2)}`);

/** `1200`, `at least 1200`, `n/a`. */
export const tokenWords = ({ tokens, calls }: Pick<Session["spent"], "tokens" | "calls">): string =>
  partly(tokens.missing, calls, String(tokens.known));

const partly = (missing: number, calls: number, known: string): string => {
  if (missing >= calls) return "n/a";
  return missing === 0 ? known : `at least ${known}`;
};
