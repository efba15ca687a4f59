import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bareEnv, filesBelow, freshRepository, packVersion } from "./stage.mjs";
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
  const against = (name, other = "empty") => ratios(measured[name], measured[other]);
  const line = (what, name, budget) => {
    const all = against(name);
    const limit = budget === undefined ? "" : `≤ ${budget}×`;
    const spread = `${times(quantile(all, 0.25))}–${times(quantile(all, 0.75))}`;
    return row(
      what,
      `${times(median(all))} (${ms(median(measured[name]))})`,
      spread,
      limit,
      budget && median(all) <= budget,
    );
  };
  const faster = measured.openspec && against("openspec", "scaffold");
  return section(
    "Whole runs, over an empty module",
    [
      line("an empty module", "empty"),
      line("`plan-init --version`", "version", 1.25),
      line("`plan-init --help`", "help"),
      line("scaffold a fresh repository", "scaffold", 3),
      line("re-run with nothing to do", "rerun", 2.5),
      row("files that the re-runs wrote", String(written), "", "0", written === 0),
      line("`--check` with nothing to do", "check"),
      line("upgrade, all templates and half of the files changed", "upgrade"),
      line("`git init`", "git"),
      ...(faster ? [line("`openspec init`", "openspec")] : []),
      ...(faster
        ? [
            row(
              "scaffold, times faster than `openspec init`",
              times(median(faster)),
              "",
              "≥ 2.5×",
              median(faster) >= 2.5,
            ),
          ]
        : []),
      ...earlier.map(({ name }) => line(`scaffold with ${name}`, name)),
    ],
    earlier.length === 0 ? ["There is no earlier release to compare with."] : [],
  );
}

/** Functions that set up one round each, and the folders that all rounds share. */
function prepare(cli, temp, env) {
  const folder = (name) => mkdtempSync(join(temp, `${name}-`));
  const run = (cwd, ...args) =>
    execFileSync(node, [cli, "init", "--yes", ...args], { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
  const pristine = folder("pristine");
  freshRepository(pristine, env);
  const copyOf = (original, name) => () => {
    const copy = folder(name);
    cpSync(original, copy, { recursive: true });
    return copy;
  };
  const installed = copyOf(pristine, "installed")();
  run(installed);
  const first = packVersion(join(temp, "pack-1"), "1.0.0");
  const next = packVersion(join(temp, "pack-2"), "2.0.0", reworded);
  const outdated = copyOf(pristine, "outdated")();
  run(outdated, "--templates", first);
  editEverySecondRunner(outdated);
  writeFileSync(join(temp, "empty.mjs"), "");
  return {
    fresh: copyOf(pristine, "fresh"),
    empty: () => folder("empty"),
    outdated: copyOf(outdated, "outdated"),
    installed,
    next,
    module: join(temp, "empty.mjs"),
  };
}

/** A new template: in every text the first line of prose says something else, and the last one is new. */
function reworded(text, path) {
  if (!/\.(md|toml|yaml)(\.hbs)?$/.test(path)) return text;
  const comment = path.endsWith(".md.hbs") || path.endsWith(".md") ? "\nSee the handbook.\n" : "";
  return text.replace(/^([A-Z][a-z]+) (?=[a-z])/m, "$1 now ") + comment;
}

function editEverySecondRunner(root) {
  const texts = filesBelow(join(root, "planning")).filter((file) => /[A-Z]_RUNNER\.md$/.test(file));
  for (const file of texts.filter((_, nth) => nth % 2 === 0)) {
    writeFileSync(file, readFileSync(file, "utf8").replace(/^## /m, "Our own rule comes first.\n\n## "));
  }
}

const installedFiles = (root) =>
  filesBelow(root)
    .filter((file) => !file.includes(`${root}/.git/`))
    .map((file) => `${file} ${statSync(file).mtimeMs} ${statSync(file).ino}`);
