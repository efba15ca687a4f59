import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { ms, percent, row, section } from "./table.mjs";
import { median, quantile } from "./timing.mjs";

/**
 * Times a large review, in this process: 200 rounds with 5,000 findings, spread over the plan and all in one section; what its
 * page and its panel take, too.
 */
export async function reviewSpeed({ events: { eventLine, happening, parseEvents }, fold, stop, view, rounds }) {
  const line = (what, work, budget) => {
    const all = Array.from({ length: rounds }, () => timed(work));
    const spread = `${ms(quantile(all, 0.25))}–${ms(quantile(all, 0.75))}`;
    return row(what, ms(median(all)), spread, `< ${budget} ms`, median(all) < budget);
  };
  const session = (sections) => largeReview(sections).map((event) => happening(event, new Date(0)));
  const [spread, crowded] = [session(60), session(1)];
  const text = spread.map(eventLine).join("");
  return section("Reviewing: 200 rounds with 5,000 findings", [
    line("read", () => parseEvents(text), 200),
    line("folded", () => fold(spread), 200),
    line("folded, all in one section", () => fold(crowded), 200),
    line("folded, and whether to stop decided", () => stop(fold(crowded)), 200),
    line("`report.html`, its drafts of 300 lines compared", () => report(spread, view), 1500),
    await panelRow(fold(spread), view),
  ]);
}

const about = { id: "r", goal: "what it is about" };

/** Every draft says something else on every twelfth line than the one before it. */
const drafts = Array.from({ length: 200 }, (_, n) =>
  Array.from(
    { length: 300 },
    (_, at) => `- line ${at} says ${at % 12 === n % 12 ? `in draft ${n} something else` : "the same"}`,
  ).join("\n"),
);

const report = (events, { foldWithDecisions, reportPage }) =>
  reportPage({ ...foldWithDecisions(events), run: about, drafts, maxLines: 300, at: new Date(0).toISOString() });

/** What the panel takes of a core while an agent is at work and something happens every other second, more than ever does. */
async function panelRow(session, { liveView }) {
  const stream = { isTTY: true, columns: 100, rows: 30, write: () => true, on: () => undefined, off: () => undefined };
  const options = {
    subject: { run: about.id, goal: about.goal, maxLines: 300 },
    stream,
    isPlain: false,
    fromStart: true,
  };
  const live = liveView({ env: { TERM: "xterm", LANG: "C.UTF-8" }, now: () => new Date() }, options);
  const seen = { ...session, waiting: { who: "critic", since: new Date().toISOString() } };
  live.show(seen);
  const [start, before] = [performance.now(), process.cpuUsage()];
  for (let n = 0; n < 5; n++) {
    await sleep(2000);
    live.show({ ...seen });
  }
  const { user, system } = process.cpuUsage(before);
  const [cpu, wall] = [(user + system) / 1000, performance.now() - start];
  live.end();
  return row("the panel, of a core", percent(cpu, wall), "", "< 2 %", cpu / wall < 0.02);
}

function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const count = 200;
const each = 25;

const largeReview = (sections) => [
  { type: "opened", cap: count, limits: {}, program: "0", commit: null, prompts: {}, agents: {} },
  ...Array.from({ length: count }, (_, n) => round(n, sections)).flat(),
];

/** A fifth of each round was raised before, and a fifth is rejected. */
function round(n, sections) {
  const units = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`M${at}`, `${at % 7 === n % 7 ? n : 0}`]));
  const findings = Array.from({ length: each }, (_, at) =>
    finding(at < 5 && n > 0 ? (n - 1) * each + at + 10 : n * each + at, sections),
  );
  const drafted = {
    fingerprint: `${n}`,
    structure: `${n}`,
    lines: 300,
    snapshot: "draft-1.md",
    units,
    changed: [[1, 9]],
    notes: [],
    errors: [],
  };
  return [
    { type: "draft", ...drafted },
    { type: "review", verdict: "NO-GO", findings, keep: [], trim: [], file: "review-1.md", stale: false },
    {
      type: "dispositions",
      dispositions: findings.map(({ id }, at) => ({
        id,
        disposition: at % 5 === 1 ? "REJECT" : "ACCEPT",
        reason: `see \`src/why-${at}.ts\``,
      })),
    },
  ];
}

const finding = (n, sections) => ({
  id: `F${n + 1}`,
  severity: n % 3 === 0 ? "blocker" : "major",
  section: `M${n % sections}`,
  evidence: `\`src/part-${n % 400}.ts:12\` does not have what the plan says it has, see line 84`,
  problem: `Thing ${n} of the plan is not settled, and the milestone after it relies on what it returns`,
  resolution: `${n % 2 === 0 ? "Add" : "Describe"} the thing ${n} with its interface and a validation`,
});
