import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planPath } from "../../src/runs/setup.ts";
import { commitAll, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { finding } from "../review/session.ts";
import { aPlan } from "../runs/a-plan.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { program as claude, isolated } from "./support/client.ts";
import { codex, codexConfig } from "./support/codex.ts";
import { startMessagesApi, type Turn } from "./support/messages-api.ts";
import { startResponsesApi } from "./support/responses-api.ts";

const planner = (dispositions: object[], plan: string): Turn => [
  { name: "StructuredOutput", input: { dispositions, questions: [], plan } },
];
const critic = (verdict: "GO" | "NO-GO", ...findings: object[]) => ({
  say: JSON.stringify({ verdict, findings, keep: [], trim: [] }),
});

describe.skipIf(claude === "" || codex === "")("a loop of Claude Code and Codex", { timeout: 120_000 }, () => {
  test("goes from a goal to a plan that may be built", async () => {
    const [root, home] = [await tempDir(), await tempDir()];
    await writeFiles(root, {
      "planning/config.yml":
        "project: acme\ndefault_branch: main\nloop:\n  planner: claude\n  critic: { preset: codex, model: scripted }\n",
      [planPath]: "# Canonical plan: `<title>`\n\n## Goals / Non-goals\n\n- G1: `<what will be true>`\n",
    });
    await commitAll(root);
    await mkdir(join(home, "bin"));
    await symlink(claude, join(home, "bin/claude"));
    await symlink(codex, join(home, "bin/codex"));
    const accepted = [{ id: "F1", disposition: "ACCEPT", reason: "It is so" }];
    const messages = await startMessagesApi([planner([], aPlan()), planner(accepted, aPlan({ wording: "calm" }))]);
    const responses = await startResponsesApi([critic("NO-GO", finding()), critic("GO")]);
    try {
      await writeFile(join(home, "config.toml"), codexConfig(responses.url));
      const { exit, stdout, stderr } = await runHere(["loop", "--goal", "add login", "--json"], {
        cwd: root,
        now: new Date(),
        env: {
          ...isolated(home, messages.url),
          PATH: `${join(home, "bin")}:${gitEnv.PATH}`,
          ...{ CODEX_HOME: home, LOOPBACK_KEY: "opens-nothing", NO_PROXY: "127.0.0.1" },
        },
      });
      expect({ exit, stderr: exit === 0 ? "" : stderr }).toEqual({ exit: 0, stderr: "" });
      expect(JSON.parse(stdout)).toMatchObject({
        result: "GO",
        reason: "go",
        round: 2,
        spent: { calls: 4, usd: { missing: 2 } },
      });
      expect(await readFile(join(root, planPath), "utf8")).toContain("calm");
    } finally {
      await Promise.all([messages.close(), responses.close()]);
    }
  });
});
