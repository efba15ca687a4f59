import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { install } from "./npm.mjs";
import { bareEnv } from "./stage.mjs";
import { ms, row, section } from "./table.mjs";
import { median, quantile } from "./timing.mjs";

const sizes = [1_000, 10_000, 100_000];
/** What peers are given, smallest first; the first that one does not survive is its last. */
const peerSizes = [100, 1_000];
const patience = 60_000;

/** Times `tree` as a process over growing trees, beside what peers have for dependencies. */
export async function tree({ cli, temp, rounds, offline }) {
  const rows = sizes.map((size) => ours({ cli, temp, size, rounds: Math.min(rounds, size > 10_000 ? 3 : 7) }));
  const beside = [];
  if (!offline) for (const peer of peers) beside.push(...(await theirs(peer, temp)));
  return section("Prerequisite trees: each in an objective, behind two others", [...rows, ...beside]);
}

function ours({ cli, temp, size, rounds }) {
  const cwd = folderWith(temp, { "planning/_state/PREREQUISITES.md": treeOf(size) });
  const times = Array.from({ length: rounds }, () => timed([process.execPath, cli, "tree"], cwd, [0, 3]).time);
  const spread = `${ms(quantile(times, 0.25))}–${ms(quantile(times, 0.75))}`;
  const budget = size === 100_000 ? "≤ 2000 ms" : "";
  return row(`plan-init tree, ${size} prerequisites`, ms(median(times)), spread, budget, median(times) <= 2000);
}

/** Prerequisites in objectives of five, each after up to two earlier ones; the same tree every time. */
function treeOf(size) {
  const lines = [];
  for (let item = 0; item < size; item++) {
    if (item % 5 === 0) lines.push(`## Objective: Number ${item / 5} (@o${item / 5})`);
    const before = before2(item).map((other) => `#${other + 1}`);
    lines.push(`- [ ] Step ${item} (#${item + 1})${before.length > 0 ? ` — depends on ${before.join(", ")}` : ""}`);
  }
  return `${lines.join("\n")}\n`;
}

const before2 = (item) => (item === 0 ? [] : [...new Set([(item - 1) >> 1, (item * 7919) % item])]);

const peers = [
  {
    spec: "task-master-ai",
    command: ["task-master", "validate-dependencies"],
    files: (size) => ({
      ".taskmaster/config.json": "{}",
      ".taskmaster/tasks/tasks.json": JSON.stringify({ master: { tasks: tasksOf(size), metadata: {} } }),
    }),
  },
  {
    spec: "backlog.md",
    command: ["backlog", "doctor"],
    files: (size) => ({
      "backlog/config.yml": `project_name: bench\nstatuses: ["To Do", "Done"]\ncheck_active_branches: false\nremote_operations: false\n`,
      ...Object.fromEntries(
        tasksOf(size).map(({ id, dependencies }) => [
          `backlog/tasks/task-${id} - Step-${id}.md`,
          backlogTask(id, dependencies),
        ]),
      ),
    }),
  },
];

const tasksOf = (size) =>
  Array.from({ length: size }, (_, item) => ({
    id: item + 1,
    title: `Step ${item}`,
    description: "",
    status: "pending",
    priority: "medium",
    dependencies: before2(item).map((other) => other + 1),
    subtasks: [],
  }));

const backlogTask = (id, dependencies) =>
  `---\nid: task-${id}\ntitle: Step ${id}\nstatus: To Do\nassignee: []\nlabels: []\ndependencies: [${dependencies.map((each) => `task-${each}`).join(", ")}]\n---\n`;

/** A peer's rows, or one that says why there are none. */
async function theirs({ spec, command: [bin, ...args], files }, temp) {
  const name = [bin, ...args].join(" ");
  let home;
  try {
    home = install(spec, temp).folder;
  } catch (error) {
    return [row(name, `skipped: ${spec} could not be installed (${error.code ?? error.status ?? "npm failed"})`)];
  }
  const rows = [];
  for (const size of peerSizes) {
    const run = await timedAside([join(home, "node_modules/.bin", bin), ...args], folderWith(temp, files(size)));
    rows.push(row(`${name}, ${size} tasks`, run.why ?? ms(run.time)));
    if (run.why !== undefined) break;
  }
  return rows;
}

function folderWith(temp, files) {
  const folder = mkdtempSync(join(temp, "tree-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs our own program once. */
function timed([program, ...args], cwd, exits) {
  const start = performance.now();
  const run = spawnSync(program, args, { cwd, env: bareEnv(cwd), stdio: ["ignore", "ignore", "pipe"] });
  const time = performance.now() - start;
  if (!exits.includes(run.status)) throw new Error(`tree ended with ${run.status ?? run.signal}: ${run.stderr}`);
  return { time };
}

/** Runs somebody else's program once, and all that it starts, for as long as there is patience; `why` says what went wrong. */
async function timedAside([program, ...args], cwd) {
  const start = performance.now();
  const child = spawn(program, args, { cwd, env: bareEnv(cwd), stdio: "ignore", detached: true });
  const late = setTimeout(() => process.kill(-child.pid, "SIGKILL"), patience);
  const [status, signal] = await once(child, "exit");
  clearTimeout(late);
  if (signal === "SIGKILL") return { why: `not within ${patience / 1000} s` };
  return status === 0 ? { time: performance.now() - start } : { why: `ended with ${status ?? signal}` };
}
