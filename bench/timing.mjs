import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

/**
 * Runs every case once a round, in turns, so that whatever else the machine does falls on all of them alike.
 *
 * @param cases name → `{ command, cwd, env, exit }`; `cwd` may be a function that sets up a round and is not timed,
 *   `exit` the expected exit code
 * @returns name → milliseconds, one a round
 */
export function interleave(cases, rounds) {
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, one] of Object.entries(cases)) {
      const time = timed(name, one);
      // The first round only fills the caches of the file system.
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}

function timed(name, { command: [program, ...args], cwd, env, exit = 0 }) {
  const folder = typeof cwd === "function" ? cwd() : cwd;
  const start = performance.now();
  const run = spawnSync(program, args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  const time = performance.now() - start;
  if (run.status !== exit) throw new Error(`${name} ended with ${run.status}: ${run.stderr}`);
  return time;
}

/** The value below which the given share of the samples lies. */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export const median = (samples) => quantile(samples, 0.5);

/** Round by round, one case's time over another's: what drifts over the run cancels out. */
export const ratios = (of, over) => of.map((time, round) => time / over[round]);
