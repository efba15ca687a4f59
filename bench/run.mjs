import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { importSources } from "./bundle.mjs";
import { cold } from "./cold.mjs";
import { conflicts } from "./conflicts.mjs";
import { earlierReleases } from "./earlier.mjs";
import { loopOverhead } from "./loop.mjs";
import { mergeSpeed } from "./merge-speed.mjs";
import { install, pack } from "./npm.mjs";
import { plans } from "./plans.mjs";
import { machine, record } from "./record.mjs";
import { reviewSpeed } from "./review-speed.mjs";
import { sizes } from "./sizes.mjs";
import { project, tempFolder } from "./stage.mjs";
import { startup } from "./startup.mjs";
import { tree } from "./tree.mjs";

const peer = "@fission-ai/openspec";
const sources = {
  merge: "src/pack/merge/index.ts",
  synthetic: "tests/merge/synthetic.ts",
  git: "tests/merge/git.ts",
  parse: "src/plan/parse/index.ts",
  lint: "src/plan/lint/index.ts",
  events: "src/review/events.ts",
  fold: "src/review/fold/fold.ts",
  stop: "src/review/stop/index.ts",
  decisions: "src/review/report/decisions.ts",
  report: "src/review/report/index.ts",
  live: "src/loop/view/live.ts",
};

const { values: flags } = parseArgs({
  options: {
    runs: { type: "string", default: "15" },
    cases: { type: "string", default: "500" },
    offline: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(flags.runs);
const temp = tempFolder();
const say = (text) => process.stderr.write(`${text}\n`);

say("packing");
const packed = pack(temp);
const ours = install(packed.file, temp);
const theirs = flags.offline ? undefined : installPeer();

say("timing whole runs");
const cli = join(ours.folder, "node_modules/plan-init/dist/cli.js");
const sections = [
  startup({ cli, openspec: theirs?.bin, earlier: flags.offline ? [] : earlierReleases(temp), temp, rounds }),
];
sections.push(sizes({ packed, packages: ours.packages, peer: theirs }));
if (theirs) {
  say("timing cold starts");
  sections.push(cold({ tarball: packed.file, peer: `${peer}@${theirs.version}`, temp, rounds: Math.min(rounds, 5) }));
}
say("preparing sources");
const { merge, synthetic, git, parse, lint, events, fold, stop, ...view } = await importSources(sources, temp);
say("reading plans");
sections.push(plans({ cli, tools: { ...parse, ...lint }, temp, rounds }));
say("reading trees");
sections.push(await tree({ cli, temp, rounds, offline: flags.offline }));
say("merging");
sections.push(mergeSpeed({ merge: merge.merge, rounds }));
const tools = { merge: merge.merge, gitMerge: git.gitMerge, syntheticCases: synthetic.syntheticCases };
const seeing = { ...view.decisions, ...view.report, ...view.live };
sections.push(await reviewSpeed({ events, fold: fold.foldSession, stop: stop.decideStop, view: seeing, rounds }));
say("looping");
sections.push(loopOverhead({ cli, temp, rounds }));
sections.push(conflicts({ tools, count: Number(flags.cases) }));

const text = [machine({ rounds, peer: theirs }), ...sections.map((one) => one.text)].join("\n\n");
process.stdout.write(`${text}\n`);
if (flags.write) record(join(project, "docs/performance.md"), text);
process.exitCode = sections.some(({ rows }) => rows.some(({ kept }) => kept === false)) ? 3 : 0;

function installPeer() {
  say(`installing ${peer}`);
  const { folder, packages } = install(peer, temp);
  const home = join(folder, "node_modules", peer);
  const { version, bin } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  return { version, packages, bin: join(home, bin.openspec) };
}
