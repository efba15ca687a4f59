import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, freshRepository, packVersion } from "./stage.mjs";

const node = process.execPath;

/**
 * Sets up what the programs run in: folders that all rounds share, and functions that make a new one for each round.
 *
 * @param cli the program that installs what is there before a round
 */
export function prepare(cli, temp, env) {
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

/** A new template: in every page the first line of prose says something else, and the last one is new. */
function reworded(text, path) {
  if (!/\.md(\.hbs)?$/.test(path)) return text;
  return `${text.replace(/^([A-Z][a-z]+) (?=[a-z])/m, "$1 now ")}\nSee the handbook.\n`;
}

function editEverySecondRunner(root) {
  const texts = filesBelow(join(root, "planning")).filter((file) => /[A-Z]_RUNNER\.md$/.test(file));
  for (const file of texts.filter((_, nth) => nth % 2 === 0)) {
    writeFileSync(file, readFileSync(file, "utf8").replace(/^## /m, "Our own rule comes first.\n\n## "));
  }
}
