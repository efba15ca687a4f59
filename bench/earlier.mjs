import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.mjs";
import { project } from "./stage.mjs";

/** Builds the newest tagged release that is not this very version: `[{ name, cli }]`, empty when there is none. */
export function earlierReleases(temp) {
  const git = (...args) => execFileSync("git", args, { cwd: project, encoding: "utf8", maxBuffer: 2 ** 28 });
  const here = git("tag", "--points-at", "HEAD").split("\n");
  const tag = git("tag", "--list", "v*", "--sort=-version:refname")
    .split("\n")
    .find((name) => name !== "" && !here.includes(name));
  if (tag === undefined) return [];
  const folder = join(temp, tag);
  mkdirSync(folder);
  execFileSync("tar", ["-x", "-C", folder], {
    input: execFileSync("git", ["archive", tag], { cwd: project, maxBuffer: 2 ** 28 }),
  });
  npm(["ci"], { cwd: folder, cache: join(temp, "npm-cache") });
  npm(["run", "build"], { cwd: folder, cache: join(temp, "npm-cache") });
  return [{ name: tag, cli: join(folder, "dist/cli.js") }];
}
