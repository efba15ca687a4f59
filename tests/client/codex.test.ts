import { existsSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resolveAgent } from "../../src/loop/agents/resolve.ts";
import type { CallResult } from "../../src/loop/types.ts";
import { answerJsonSchema } from "../../src/review/answers/json-schema.ts";
import { commitAll, git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { answer, call, question } from "../loop/agents/a-call.ts";
import { codex, codexConfig } from "./support/codex.ts";
import { type ResponsesApi, startResponsesApi, type Turn } from "./support/responses-api.ts";

const agent = resolveAgent("critic", { agents: [], loop: { critic: "codex" } });
const said = JSON.stringify(answer);

interface Asked {
  root: string;
  result: CallResult;
  api: ResponsesApi;
}

/** Has the scripted model play the critic, through the client as the preset calls it, with a home of its own and no way out. */
async function ask(turns: readonly Turn[], timeout?: number): Promise<Asked> {
  const [root, home] = [await tempDir(), await tempDir()];
  await writeFiles(root, { "AGENTS.md": "The word of the day is xylophone.\n", "plan.md": "# The plan\n" });
  await commitAll(root);
  await mkdir(join(home, "bin"));
  await symlink(codex, join(home, "bin/codex"));
  const api = await startResponsesApi(turns);
  try {
    await writeFile(join(home, "config.toml"), codexConfig(api.url));
    const env = {
      ...{ ...gitEnv, PATH: `${join(home, "bin")}:${gitEnv.PATH}`, HOME: home, CODEX_HOME: home, TMPDIR: home },
      ...{ LOOPBACK_KEY: "opens-nothing", NO_PROXY: "127.0.0.1" },
      ...{ HTTP_PROXY: "http://127.0.0.1:1", HTTPS_PROXY: "http://127.0.0.1:1" },
    };
    return { root, result: await call(root, agent, question, { env, ...(timeout && { timeout }) }), api };
  } finally {
    await api.close();
  }
}

const textsOf = ({ requests }: ResponsesApi): string => JSON.stringify(requests);

describe.skipIf(codex === "")("a critic in Codex", { timeout: 120_000 }, () => {
  test("is told the schema, and gives its last message, with tokens and without a cost", async () => {
    const { root, result, api } = await ask([{ say: said }]);
    expect(result).toMatchObject({ ok: true, answer: said, remarks: [], usage: { usd: null, tokens: 120 } });
    const { $schema: _, ...schema } = answerJsonSchema("critic-answer") as Record<string, unknown>;
    expect(api.requests[0]?.text?.format).toMatchObject({ type: "json_schema", strict: true, schema });
    expect(textsOf(api)).toContain(JSON.stringify(question.system).slice(1, -1));
    expect(textsOf(api)).toContain(JSON.stringify(question.prompt).slice(1, -1));
    expect(textsOf(api)).not.toContain("xylophone");
    expect(await git(root, "status", "--porcelain", "--untracked-files=all")).toBe("");
  });

  test("writes nothing, whatever it runs", async () => {
    const { root, result, api } = await ask([{ run: "touch evil.md; echo tried" }, { say: said }]);
    expect(result).toMatchObject({ ok: true, answer: said, usage: { tokens: 240 } });
    expect(api.requests).toHaveLength(2);
    expect(existsSync(join(root, "evil.md"))).toBe(false);
  });

  test.each<[string, Turn, object]>([
    ["a key that opens nothing", { status: 401, code: "invalid_api_key" }, { kind: "auth" }],
    ["a rate limit", { status: 429, code: "rate_limit_exceeded" }, { kind: "rate-limit" }],
    ["no words", { say: "" }, { kind: "empty" }],
  ])("with %s has failed", async (_, turn, expected) => {
    const { result } = await ask([turn]);
    expect(result).toMatchObject({ ok: false, ...expected });
  });
});
