import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { bareEnv, freshRepository, project } from "./stage.mjs";
import { ms, row, section, times } from "./table.mjs";
import { interleave, median, quantile, ratios } from "./timing.mjs";

const node = process.execPath;
const example = readFileSync(join(project, "docs/example-plan.md"), "utf8");

/**
 * Times the reading of plans: `check` as a process, in repositories of several sizes, and the lint alone in this one.
 *
 * @param cli the built program
 * @param tools `parsePlan` and `lint`
 */
export function plans({ cli, tools, temp, rounds }) {
  const env = bareEnv(temp);
  const folder = (name) => mkdtempSync(join(temp, `${name}-`));
  const small = folder("planned");
  freshRepository(small, env);
  const old = folder("old");
  longHistory(old, env);
  const busy = folder("busy");
  freshRepository(busy, env);
  for (const root of [small, old, busy]) install(root, cli, env);
  manyRuns(busy, cli, env);
  const check = (cwd) => ({ command: [node, cli, "check"], cwd, env, exit: 3 });
  writeFileSync(join(temp, "nothing.mjs"), "");
  const measured = interleave(
    {
      empty: { command: [node, join(temp, "nothing.mjs")], cwd: temp, env },
      small: check(small),
      old: check(old),
      busy: check(busy),
      status: { command: [node, cli, "status"], cwd: busy, env },
    },
    rounds,
  );
  const lines = example.split("\n").length;
  const long = Array.from({ length: Math.ceil(20_000 / lines) }, () => example).join("\n");
  const lint = Array.from({ length: Math.min(rounds, 5) }, () => timed(() => lintText(tools, long)));
  return section("Plans", [
    ratioRow(`\`check\` on a plan of ${lines} lines`, measured.small, measured.empty, 2),
    timeRow(`lint of ${long.split("\n").length} lines, in a running process`, lint, 2000),
    timeRow("`check` with 100,000 commits since the baseline, and 100,000 files", measured.old, 1500),
    timeRow("`check` beside 10,000 runs", measured.busy, 1000),
    timeRow("`status` beside 10,000 runs", measured.status, 1000),
  ]);
}

const middle = (all, words) => `${words(quantile(all, 0.25))}–${words(quantile(all, 0.75))}`;

function ratioRow(what, of, over, budget) {
  const all = ratios(of, over);
  const figure = `${times(median(all))} (${ms(median(of))})`;
  return row(what, figure, middle(all, times), `≤ ${budget}×`, median(all) <= budget);
}

const timeRow = (what, all, budget) =>
  row(what, ms(median(all)), middle(all, ms), `≤ ${budget} ms`, median(all) <= budget);

function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const lintText = ({ parsePlan, lint }, text) => lint({ plan: parsePlan(text), facts: { maxLines: 300 } });

/** Scaffolds, and puts the example where the plan belongs, with the first commit as its baseline. */
function install(root, cli, env) {
  execFileSync(node, [cli, "init", "--yes"], { cwd: root, env, stdio: "ignore" });
  const [first] = execFileSync("git", ["rev-list", "--max-parents=0", "HEAD"], {
    cwd: root,
    env,
    encoding: "utf8",
  }).split("\n");
  writeFileSync(join(root, "planning/_state/CANONICAL_PLAN.md"), example.replace(/(?<=Commit: `)\w+/, first));
}

/** A run as `start` opens it, ten thousand times under other names that are older. */
function manyRuns(root, cli, env) {
  execFileSync(node, [cli, "start", "--goal", "many runs", "--reason", "to measure"], {
    cwd: root,
    env,
    stdio: "ignore",
  });
  const runs = join(root, "planning/_runs");
  const id = readdirSync(runs).find((name) => name.includes("many-runs"));
  const record = readFileSync(join(runs, id, "run.json"), "utf8");
  for (let nth = 0; nth < 10_000; nth++) {
    const hours = String(Math.floor(nth / 3600)).padStart(2, "0");
    const rest = [Math.floor(nth / 60) % 60, nth % 60].map((part) => String(part).padStart(2, "0")).join("");
    const other = id.replace(/^\d{4}-\d\d-\d\dT\d{6}/, `2020-01-01T${hours}${rest}`);
    mkdirSync(join(runs, other));
    writeFileSync(join(runs, other, "run.json"), record.replaceAll(id, other));
  }
}

const folders = 1000;
const filesEach = 100;
const commits = 100_000;

/** A first commit of 100,000 files, and as many commits behind it that change one of them each. */
function longHistory(root, env) {
  const head = (at, message) =>
    `commit refs/heads/main\ncommitter Bench <bench@example.org> ${1_700_000_000 + at} +0000\ndata ${message.length}\n${message}\n`;
  const file = (nth) => `src/pkg${nth % folders}/file${Math.floor(nth / folders) % filesEach}.ts`;
  const all = Array.from({ length: folders * filesEach }, (_, nth) => `M 100644 :1 ${file(nth)}\n`);
  const stream = ["blob\nmark :1\ndata 2\n1\n\nblob\nmark :2\ndata 2\n2\n\n", head(0, "Start"), ...all, "\n"];
  for (let nth = 0; nth < commits; nth++) {
    stream.push(
      head(nth + 1, `Change ${nth}`),
      `M 100644 :${2 - (Math.floor(nth / all.length) % 2)} ${file(nth * 7)}\n\n`,
    );
  }
  execFileSync("git", ["init", "-q", "-b", "main"], { cwd: root, env });
  execFileSync("git", ["fast-import", "--quiet"], { cwd: root, env, input: stream.join("") });
  execFileSync("git", ["read-tree", "HEAD"], { cwd: root, env });
}
