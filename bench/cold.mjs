import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { npm } from "./npm.mjs";
import { ms, row, section, times } from "./table.mjs";
import { median, quantile, ratios } from "./timing.mjs";

/** Times `npx` as on a machine that has neither package: every start with an empty cache, in turns. */
export function cold({ tarball, peer, temp, rounds }) {
  const ours = [];
  const theirs = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(start(temp, tarball, "plan-init"));
    theirs.push(start(temp, peer, "openspec"));
  }
  const faster = ratios(theirs, ours);
  const spread = (all, words) => `${words(quantile(all, 0.25))}–${words(quantile(all, 0.75))}`;
  return section(
    "Cold `npx … --version`, with an empty npm cache",
    [
      row("plan-init, from its tarball", ms(median(ours)), spread(ours, ms)),
      row("OpenSpec, from the registry", ms(median(theirs)), spread(theirs, ms)),
      row("times faster", times(median(faster)), spread(faster, times), "≥ 5×", median(faster) >= 5),
    ],
    ["Ours is read from disk; OpenSpec's seventy packages come over the network, whose speed is part of the figure."],
  );
}

function start(temp, spec, bin) {
  const cwd = mkdtempSync(join(temp, "cold-"));
  const begin = performance.now();
  npm(["exec", "--yes", `--package=${spec}`, "--", bin, "--version"], { cwd, cache: join(cwd, "cache") });
  return performance.now() - begin;
}
