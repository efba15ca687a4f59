import { statSync } from "node:fs";
import { prepare } from "./scenes.mjs";
import { bareEnv, filesBelow } from "./stage.mjs";
import { ms, row, section, times } from "./table.mjs";
import { interleave, median, quantile, ratios } from "./timing.mjs";

const node = process.execPath;

/**
 * Times whole processes side by side: what people wait for.
 *
 * @param cli the built program
 * @param openspec OpenSpec's program, or `undefined` where it could not be installed
 * @param earlier programs of released versions, by name
 */
export function startup({ cli, openspec, earlier, temp, rounds }) {
  const env = bareEnv(temp);
  const scenes = prepare(cli, temp, env);
  const init = (program, ...flags) => [node, program, "init", "--yes", ...flags];
  const before = installedFiles(scenes.installed);
  const cases = {
    empty: { command: [node, scenes.module], cwd: temp },
    version: { command: [node, cli, "--version"], cwd: temp },
    help: { command: [node, cli, "--help"], cwd: temp },
    scaffold: { command: init(cli), cwd: scenes.fresh },
    rerun: { command: init(cli), cwd: scenes.installed },
    check: { command: [node, cli, "init", "--check"], cwd: scenes.installed },
    upgrade: { command: init(cli, "--templates", scenes.next), cwd: scenes.outdated },
    git: { command: ["git", "init", "-q"], cwd: scenes.empty },
    ...(openspec && {
      openspec: { command: [node, openspec, "init", "--tools", "claude", "--no-animation"], cwd: scenes.fresh },
    }),
    ...Object.fromEntries(earlier.map(({ name, cli }) => [name, { command: init(cli), cwd: scenes.fresh }])),
  };
  for (const one of Object.values(cases)) one.env = env;
  const measured = interleave(cases, rounds);
  const written = installedFiles(scenes.installed).filter((trace, nth) => trace !== before[nth]).length;
  return report(measured, written, earlier);
}

function report(measured, written, earlier) {
  const line = (what, name, budget) => {
    const all = ratios(measured[name], measured.empty);
    const figure = `${times(median(all))} (${ms(median(measured[name]))})`;
    return budget === undefined
      ? row(what, figure, middle(all))
      : row(what, figure, middle(all), `≤ ${budget}×`, median(all) <= budget);
  };
  const rows = [
    line("an empty module", "empty"),
    line("`plan-init --version`", "version", 1.25),
    line("`plan-init --help`", "help"),
    line("scaffold a fresh repository", "scaffold", 3),
    line("re-run with nothing to do", "rerun", 2.5),
    row("files that the re-runs wrote", String(written), "", "0", written === 0),
    line("`--check` with nothing to do", "check"),
    line("upgrade, all templates and half of the runners changed", "upgrade"),
    line("`git init`", "git"),
    ...earlier.map(({ name }) => line(`scaffold with ${name}`, name)),
  ];
  const remarks = earlier.length === 0 ? ["There is no earlier release to compare with."] : [];
  if (measured.openspec === undefined) return section(title, rows, remarks);
  const faster = ratios(measured.openspec, measured.scaffold);
  const words = "scaffold, times faster than `openspec init`";
  rows.push(line("`openspec init`", "openspec"));
  rows.push(row(words, times(median(faster)), middle(faster), "≥ 2.5×", median(faster) >= 2.5));
  return section(title, rows, remarks);
}

const title = "Whole runs, over an empty module";

const middle = (all) => `${times(quantile(all, 0.25))}–${times(quantile(all, 0.75))}`;

const installedFiles = (root) =>
  filesBelow(root)
    .filter((file) => !file.includes(`${root}/.git/`))
    .map((file) => `${file} ${statSync(file).mtimeMs} ${statSync(file).ino}`);
