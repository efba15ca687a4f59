// An agent as tests script it: `node agent.mjs <folder> <role>`. It keeps what it was asked, and says the next thing.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const [, , folder, role] = process.argv;
let asked = "";
for await (const chunk of process.stdin) asked += chunk;

const turn = readdirSync(folder).filter((name) => name.startsWith(`${role}-`)).length;
writeFileSync(`${folder}/${role}-${String(turn).padStart(3, "0")}`, asked);
const script = JSON.parse(readFileSync(`${folder}/${role}.json`, "utf8"));
const {
  say = "",
  exit = 0,
  write = {},
  stderr = "",
  ms = 0,
  fork = false,
  stubborn = false,
} = script[turn] ?? { exit: 99 };

if (stubborn) process.on("SIGTERM", () => {});
if (fork) spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "ignore" });
if (dirname(folder) !== dirname(process.cwd())) throw new Error(`called in ${process.cwd()}, not in its repository`);
for (const [path, text] of Object.entries(write)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
if (ms > 0) await new Promise((done) => setTimeout(done, ms));
process.stderr.write(stderr);
process.stdout.write(typeof say === "string" ? say : JSON.stringify(say), () => process.exit(exit));
