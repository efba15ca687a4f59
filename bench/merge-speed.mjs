import { performance } from "node:perf_hooks";
import { ms, row, section } from "./table.mjs";
import { median, quantile } from "./timing.mjs";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };

/** Times the merge alone, in this process, on the texts that bring other tools down. */
export function mergeSpeed({ merge, rounds }) {
  const line = (what, texts, budget) => {
    const all = Array.from({ length: rounds }, () => timed(() => merge({ ...texts, labels })));
    const spread = `${ms(quantile(all, 0.25))}–${ms(quantile(all, 0.75))}`;
    return row(what, ms(median(all)), spread, `< ${budget} ms`, median(all) < budget);
  };
  return section("Merging", [
    line("3,000 blank-heavy lines", blankHeavy(3000), 50),
    line("two different 5,000-line files", entirelyDifferent(5000), 200),
  ]);
}

function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const text = (lines) => lines.map((line) => `${line}\n`).join("");

/** Two lines of three are blank, and both sides edit, insert and delete all over the place. */
function blankHeavy(count) {
  const base = Array.from({ length: count }, (_, n) => (n % 3 === 0 ? `Paragraph ${n} says something.` : ""));
  const user = base.flatMap((line, n) =>
    n % 60 === 0 ? [`${line} Mine.`] : n % 150 === 1 ? ["", "An insertion.", ""] : [line],
  );
  const incoming = base.flatMap((line, n) => (n % 60 === 30 ? [`${line} Theirs.`] : n % 210 === 2 ? [] : [line]));
  return { user: text(user), base: text(base), incoming: text(incoming) };
}

function entirelyDifferent(count) {
  const lines = (word) => text(Array.from({ length: count }, (_, n) => `${word} ${n} ${(n * 7919) % 104729}`));
  return { user: lines("mine"), base: lines("base"), incoming: lines("theirs") };
}
