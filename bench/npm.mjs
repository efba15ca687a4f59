import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "./stage.mjs";

const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];

/** Runs npm with a cache of its own, so that it finds nothing there but what this run fetched. */
export function npm(args, { cwd, cache }) {
  const env = { ...process.env, npm_config_cache: cache, CI: "1", DO_NOT_TRACK: "1", OPENSPEC_TELEMETRY: "0" };
  return execFileSync("npm", [...args, ...quiet], { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Packs the built project as it would be published; `{ file, size, unpackedSize }`, sizes in bytes. */
export function pack(folder) {
  const text = npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: project,
    cache: folder,
  });
  const parsed = JSON.parse(text);
  // Newer versions of npm answer with an object by package name.
  const [packed] = Array.isArray(parsed) ? parsed : Object.values(parsed);
  return { file: join(folder, packed.filename), size: packed.size, unpackedSize: packed.unpackedSize };
}

/** Installs a package into a new folder below `temp`; says where, and how many packages that took. */
export function install(spec, temp) {
  const folder = mkdtempSync(join(temp, "install-"));
  npm(["install", "--prefix", folder, spec], { cwd: folder, cache: join(temp, "npm-cache") });
  const lock = JSON.parse(readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8"));
  return { folder, packages: Object.keys(lock.packages).length };
}
