/** What every verb's exit code means. The same number says the same thing everywhere. */
export const Exit = {
  /** Done, or nothing to do. */
  Good: 0,
  /** It broke: an environment failure or a bug. */
  Broke: 1,
  /** Typed or configured wrongly. */
  Usage: 2,
  /** Not yet: findings remain, or an upgrade is available. */
  NotYet: 3,
  /** A person must decide: conflicts, refusals. */
  Person: 4,
  /** Stopped by Ctrl-C. */
  Interrupted: 130,
} as const;

export type ExitCode = (typeof Exit)[keyof typeof Exit];
