import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { bareEnv, freshRepository, project } from "./stage.mjs";
import { ms, row, section } from "./table.mjs";
import { median, quantile } from "./timing.mjs";

const few = 2;
const many = 12;

/** Times what a loop costs beside its agents: two lengths of it, so that starting and ending fall out. */
export function loopOverhead({ cli, temp, rounds }) {
  const env = bareEnv(temp);
  const all = Array.from({ length: Math.min(rounds, 5) }, () => {
    const [short, long] = [few, many].map((length) => own({ cli, temp, env, length }));
    return (long - short) / (many - few);
  });
  const spread = `${ms(quantile(all, 0.25))}–${ms(quantile(all, 0.75))}`;
  const words = "a round of `loop`, all but its agents";
  return section("The loop", [row(words, ms(median(all)), spread, "≤ 150 ms", median(all) <= 150)]);
}

/** Milliseconds of a loop without those of its agents. */
function own({ cli, temp, env, length }) {
  const base = mkdtempSync(join(temp, "loop-"));
  const root = join(base, "repo");
  freshRepository(root, env);
  execFileSync(process.execPath, [cli, "--yes"], { cwd: root, env, stdio: "ignore" });
  const plan = readFileSync(join(project, "docs/example-plan.md"), "utf8");
  writeFileSync(join(root, "planning/_state/CANONICAL_PLAN.md"), plan);
  writeFileSync(join(base, "plan.md"), plan);
  writeFileSync(join(base, "agent.mjs"), agent);
  const command = (role) => JSON.stringify([process.execPath, join(base, "agent.mjs"), base, role]);
  const config = join(root, "planning/config.yml");
  const parts = ["planner", "critic"].map((role) => `  ${role}:\n    cmd: ${command(role)}\n`);
  writeFileSync(config, `${readFileSync(config, "utf8")}\nloop:\n${parts.join("")}`);
  const flags = ["--goal", "add login", "--max-rounds", String(length), "--trust", "--json"];
  const began = performance.now();
  const said = output([cli, "loop", ...flags], root, env);
  const took = performance.now() - began;
  const { round, spent } = JSON.parse(said);
  if (round !== length) throw new Error(`the loop has played ${round} rounds of ${length}`);
  return took - spent.ms.known;
}

/** A loop that ends at its cap has an exit code of its own. */
function output(command, cwd, env) {
  try {
    return execFileSync(process.execPath, command, { cwd, env, stdio: ["ignore", "pipe", "ignore"] }).toString();
  } catch (error) {
    return error.stdout.toString();
  }
}

/** Finds in every round what nobody has found, and changes a word somewhere else. */
const agent = `import { readFileSync, readdirSync, writeFileSync } from "node:fs";
const [, , base, role] = process.argv;
for await (const _ of process.stdin);
const turn = readdirSync(base).filter((name) => name.startsWith(role + "-")).length;
writeFileSync(base + "/" + role + "-" + turn, "");
const word = (n) => String.fromCharCode(97 + n).repeat(9);
const id = "F" + (turn + 1);
const finding = { id, severity: "major", section: "S1", evidence: "\`src/" + word(turn) + ".ts\`", problem: word(turn) + " was never " + word(turn + 1), resolution: "See " + word(turn) };
const plan = readFileSync(base + "/plan.md", "utf8").replace("## Risks", "### Seen " + word(turn) + "\\n\\n## Risks");
process.stdout.write(JSON.stringify(role === "critic"
  ? { verdict: "NO-GO", findings: [finding], keep: [], trim: [] }
  : { dispositions: [{ id, disposition: "ACCEPT", reason: "so" }], questions: [], plan }));
`;
