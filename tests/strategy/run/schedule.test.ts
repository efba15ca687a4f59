import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { cadences, calendar, cronFields, parseClock } from "../../../src/strategy/schedule/cadence.ts";
import { scheduleFor, type Wanted } from "../../../src/strategy/schedule/index.ts";
import { shellWord, systemdWord, workflowScript } from "../../../src/strategy/schedule/quote.ts";
import { tempDir } from "../../helpers/temp.ts";
import { aFieldWithoutGit } from "./a-repository.ts";

const run = promisify(execFile);
const at = { hour: 4, minute: 7 };

const wanted = (parts: Partial<Wanted> = {}): Wanted => ({
  cadence: "weekly",
  at,
  root: "/home/ann/acme",
  agent: "claude -p",
  program: "npx --yes plan-init@1.2.3",
  path: "/usr/bin:/bin",
  forge: "files",
  ...parts,
});

it.each([
  ["hourly", "7 * * * *", "*-*-* *:07:00 UTC"],
  ["daily", "7 4 * * *", "*-*-* 04:07:00 UTC"],
  ["weekly", "7 4 * * 1", "Mon *-*-* 04:07:00 UTC"],
  ["monthly", "7 4 1 * *", "*-*-01 04:07:00 UTC"],
  ["quarterly", "7 4 1 1,4,7,10 *", "*-01,04,07,10-01 04:07:00 UTC"],
] as const)("%s: cron %s, systemd %s", (cadence, cron, systemd) => {
  expect([cronFields(cadence, at), calendar(cadence, at)]).toEqual([cron, systemd]);
  expect(cadences).toContain(cadence);
});

it.each(["24:00", "4:7", "04:60", "noon", "", "04:17 "])("%j is no time", (text) => {
  expect(parseClock(text)).toBeUndefined();
});

describe("quoting", () => {
  const nasty = fc.string({
    unit: fc.constantFrom("a", " ", "'", '"', "\\", "$", "%", "`", "!", "*", "é", "{", ";", "&"),
  });

  it("a shell reads back what was quoted", async () => {
    const words = fc.sample(nasty, 200);
    const { stdout } = await run("sh", ["-c", `printf '%s\\n' ${words.map(shellWord).join(" ")}`]);
    expect(stdout).toBe(`${words.join("\n")}\n`);
  });

  it("systemd reads back what was quoted", () => {
    // As systemd.syntax(7) has it: C escapes within quotes, then specifiers, then variables.
    const unquoted = (text: string): string =>
      text.slice(1, -1).replace(/\\(.)/g, "$1").replaceAll("%%", "%").replaceAll("$$", "$");
    fc.assert(
      fc.property(nasty, (text) => {
        const quoted = systemdWord(text);
        expect(unquoted(quoted)).toBe(text);
        expect(quoted.slice(1, -1).replace(/\\./g, "")).not.toContain('"');
      }),
    );
  });

  it("a workflow never gets an expression that it was not given", () => {
    fc.assert(fc.property(nasty, (text) => !workflowScript(`${text}\${{${text}`).includes("${{")));
  });
});

describe("what is printed", () => {
  it("a crontab line does in a shell what it says, in a folder of any name", async () => {
    const root = join(await tempDir(), 'it\'s 100% $HOME "here"');
    await mkdir(root);
    const [piece] = scheduleFor(
      "cron",
      wanted({ root, program: "printf '%s\\n'", agent: "cat; pwd", path: process.env.PATH ?? "" }),
    );
    const line = piece?.text.trimEnd() ?? "";
    expect(line).toMatch(/^7 4 \* \* 1 cd /);
    expect(line).not.toContain("\n");
    expect(line.replace(/\\%/g, "")).not.toContain("%");
    // What cron makes of it before a shell sees it, crontab(5).
    const command = line.split(" ").slice(5).join(" ").replaceAll("\\%", "%");
    const { stdout } = await run("sh", ["-c", command]);
    expect(stdout).toBe(`strategy\nstart\nprompt\nstrategy\n${root}\n`);
  });

  it.each(["github", "forgejo"] as const)(
    "the workflow of %s is YAML whose scripts a shell can read",
    async (engine) => {
      const agent = "agent --say '$".concat('{{ secrets.KEY }}\' --path "a: b # c"');
      const [piece] = scheduleFor(engine, wanted({ agent }));
      const workflow = parse(piece?.text ?? "");
      expect(workflow.on.schedule).toEqual([{ cron: "7 4 * * 1" }]);
      const { steps } = workflow.jobs.strategy;
      expect(steps.map((step: { uses?: string }) => step.uses?.replace(/^.*\//, ""))).toEqual([
        "checkout@v4",
        "setup-node@v4",
        undefined,
        undefined,
      ]);
      for (const { run: script } of steps.slice(2)) await run("bash", ["-n", "-c", script]);
      expect(steps[3].run).toContain("npx --yes plan-init@1.2.3 prompt strategy | agent --say '$''{{ secrets.KEY }}'");
      expect(steps[3].if).toBe("steps.start.outputs.code == '0'");
    },
  );

  it("a workflow has a token for the forge that the config names, and no rights beyond what it takes", () => {
    const read = (engine: "github" | "forgejo", forge: Wanted["forge"]) => {
      const { permissions, jobs } = parse(scheduleFor(engine, wanted({ forge }))[0]?.text ?? "");
      return [permissions?.issues, jobs.strategy.env];
    };
    expect(read("github", "files")).toEqual([undefined, undefined]);
    expect(read("github", "github")).toEqual(["write", { GITHUB_TOKEN: "$".concat("{{ github.token }}") }]);
    expect(read("github", "forgejo")).toEqual([undefined, undefined]);
    expect(read("forgejo", "forgejo")).toEqual([
      undefined,
      { FORGEJO_TOKEN: "$".concat("{{ github.token }}"), FORGEJO_URL: "$".concat("{{ github.server_url }}") },
    ]);
  });

  it("a unit goes where the repository is, and a skip is no failure", () => {
    const [service, timer] = scheduleFor("systemd", wanted({ root: "/srv/100% sure" }));
    expect(service?.text).toContain(`ExecStart=/bin/sh -c "cd '/srv/100%% sure' && npx`);
    expect(service?.text).toContain("SuccessExitStatus=3 4");
    expect(timer?.text).toContain("OnCalendar=Mon *-*-* 04:07:00 UTC");
  });
});

it("the command prints, and installs nothing", async () => {
  const on = await aFieldWithoutGit();
  const all = await on.json("schedule");
  expect(all).toMatchObject({ exit: 0 });
  expect((all.document.data.pieces as { engine: string }[]).map(({ engine }) => engine)).toEqual([
    "cron",
    "systemd",
    "systemd",
    "github",
    "forgejo",
  ]);
  expect((await on.say("schedule", "--for", "cron", "--every", "daily")).stdout).toContain("\n17 4 * * * cd ");
  for (const flags of [
    ["--every", "often"],
    ["--at", "noon"],
    ["--for", "windows"],
    ["--agent", " "],
  ]) {
    expect(await on.say("schedule", ...flags)).toMatchObject({ exit: 2 });
  }
});
