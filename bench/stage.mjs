import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { devNull, tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** This repository's folder. */
export const project = fileURLToPath(new URL("..", import.meta.url));

/** A folder outside the repository that is gone when the process ends. */
export function tempFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "plan-init-bench-")));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** What measured programs may see: no configuration of this machine's, no telemetry, nobody to ask. */
export function bareEnv(home, more = {}) {
  const identity = { GIT_AUTHOR_NAME: "Bench", GIT_AUTHOR_EMAIL: "bench@example.org" };
  return {
    PATH: process.env.PATH,
    HOME: home,
    USERPROFILE: home,
    CI: "1",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: "1",
    ...identity,
    GIT_COMMITTER_NAME: identity.GIT_AUTHOR_NAME,
    GIT_COMMITTER_EMAIL: identity.GIT_AUTHOR_EMAIL,
    DO_NOT_TRACK: "1",
    OPENSPEC_TELEMETRY: "0",
    ...more,
  };
}

const files = {
  "README.md": "# harbour\n\nA timetable server.\n",
  "CONTRIBUTING.md": "# Contributing\n\nRun `npm test` before you push.\n",
  "package.json": `${JSON.stringify({ name: "harbour", private: true, scripts: { test: "node --test", lint: "eslint ." } }, null, 2)}\n`,
  "package-lock.json": "{}\n",
  "src/clock.js": "export const now = () => Date.now();\n",
  "test/clock.test.js": 'import "../src/clock.js";\n',
};

/** Makes `folder` a small repository with one commit, as a project that has never met plan-init. */
export function freshRepository(folder, env) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const args of [
    ["init", "-q", "-b", "main"],
    ["add", "."],
    ["commit", "-qm", "Start"],
  ]) {
    execFileSync("git", args, { cwd: folder, env });
  }
}

/** Every file below `folder` with what writing it would change. */
export function filesBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

/**
 * Copies the built-in templates as a pack that stands alone, in a version of which every text differs from the original's.
 *
 * @param edit changes a template's text; left out, only the pack's own file is written anew
 */
export function packVersion(folder, version, edit = (text) => text) {
  cpSync(join(project, "templates"), folder, { recursive: true });
  for (const file of filesBelow(folder).filter((path) => relative(folder, path) !== "pack.yml")) {
    writeFileSync(file, edit(readFileSync(file, "utf8"), relative(folder, file)));
  }
  const header = `name: house\nversion: ${version}\nstandalone: true`;
  const pack = readFileSync(join(folder, "pack.yml"), "utf8").replace(/^name: .*\nversion: .*$/m, header);
  writeFileSync(join(folder, "pack.yml"), pack);
  return folder;
}
