import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventsFile, parseEvents, type ReviewEvent } from "../../../src/review/events.ts";
import type { RawFinding } from "../../../src/review/types.ts";
import { runsDir } from "../../../src/runs/names.ts";
import { planPath } from "../../../src/runs/setup.ts";
import { commitAll, tempDir, writeFiles } from "../../helpers/temp.ts";
import { aPlan } from "../../runs/a-plan.ts";
import type { Answer } from "../../runs/loop.ts";
import { type InProcess, runHere } from "../../upgrade/support/in-process.ts";

/** What a scripted agent does when it is called. */
export interface Act {
  say?: string | object;
  exit?: number;
  stderr?: string;
  /** Files to write, by path from the repository. */
  write?: Record<string, string>;
  /** How long it takes, in milliseconds. */
  ms?: number;
  /** Leaves a process behind. */
  fork?: boolean;
  /** Does not end when it is asked to. */
  stubborn?: boolean;
}

/** A repository whose agents are scripted. */
export interface Scripted {
  root: string;
  loop(flags?: readonly string[], how?: Partial<InProcess> & { trust?: boolean }): Promise<Answer>;
  /** What an agent was asked, oldest first. */
  asked(role: "planner" | "critic"): Promise<string[]>;
  /** Lets an agent do more, after what it was given. */
  more(role: "planner" | "critic", ...acts: Act[]): Promise<void>;
  read(path: string): Promise<string>;
  /** Files of the newest run. */
  runFiles(): Promise<string[]>;
  inRun(name: string): Promise<string>;
  events(): Promise<ReviewEvent[]>;
}

export interface Scripts {
  planner?: Act[];
  critic?: Act[];
  /** The plan that is there; a filled-in one by default. */
  plan?: string;
  /** More of the config. */
  config?: string;
  /** Of each agent. */
  timeout?: string;
  /** How their output is read. */
  parse?: string;
  git?: boolean;
}

const program = fileURLToPath(new URL("agent.mjs", import.meta.url));

export async function scripted({
  planner = [],
  critic = [],
  plan = aPlan(),
  config = "",
  ...more
}: Scripts): Promise<Scripted> {
  const { timeout = "20s", parse = "text", git = true } = more;
  const base = await tempDir();
  const [root, folder] = [join(base, "repo"), join(base, "agents")];
  const agent = (role: string) =>
    `  ${role}:\n    cmd: ${JSON.stringify([process.execPath, program, folder, role])}\n    timeout: ${timeout}\n    parse: ${parse}\n`;
  await writeFiles(root, {
    "planning/config.yml": `project: acme\ndefault_branch: main\n${config}loop:\n${agent("planner")}${agent("critic")}`,
    [planPath]: plan,
    "README.md": "# Acme\n",
  });
  const scripts: Record<string, Act[]> = { planner, critic };
  await writeFiles(folder, { "planner.json": JSON.stringify(planner), "critic.json": JSON.stringify(critic) });
  if (git) await commitAll(root);
  const newest = async () => (await readdir(join(root, runsDir))).sort().at(-1) ?? "";
  const at: Scripted = {
    root,
    loop: async (flags = [], { trust = true, ...how } = {}) => {
      const argv = ["loop", ...(trust ? ["--trust"] : []), ...flags];
      const { exit, stdout, stderr } = await runHere(argv, { cwd: root, now: new Date(), ...how });
      const line = stdout.split("\n").find((each) => each.startsWith("REVIEW:")) ?? "";
      return { exit, stdout, stderr, line };
    },
    asked: async (role) => {
      const names = (await readdir(folder)).filter((name) => name.startsWith(`${role}-`)).sort();
      return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    },
    more: async (role, ...acts) => {
      scripts[role]?.push(...acts);
      await writeFile(join(folder, `${role}.json`), JSON.stringify(scripts[role]));
    },
    read: (path) => readFile(join(root, path), "utf8"),
    runFiles: async () => (await readdir(join(root, runsDir, await newest()))).sort(),
    inRun: async (name) => readFile(join(root, runsDir, await newest(), name), "utf8"),
    events: async () => parseEvents(await readFile(join(root, eventsFile(await newest())), "utf8")).events,
  };
  return at;
}

/** A critic's answer. */
export const says = (verdict: "GO" | "NO-GO", ...findings: RawFinding[]): Act => ({
  say: { verdict, findings, keep: [], trim: [] },
});

/** A planner's answer: ACCEPT unless it is named otherwise. */
export const answers = (dispositions: Record<string, "ACCEPT" | "DEFER" | "REJECT">, plan = ""): Act => ({
  say: {
    dispositions: Object.entries(dispositions).map(([id, disposition]) => ({
      id,
      disposition,
      reason: `because of ${id}`,
    })),
    questions: [],
    plan,
  },
});

/** A planner's plan. */
export const plans = (plan: string): Act => answers({}, plan);
