import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveAgent } from "../../../src/loop/agents/resolve.ts";
import { classify } from "../../../src/loop/outputs/failures.ts";
import { readOutput } from "../../../src/loop/outputs/index.ts";
import type { Heard, Output } from "../../../src/loop/outputs/types.ts";
import type { Agent, ParseMode } from "../../../src/loop/types.ts";
import { anAgent, answer } from "./a-call.ts";

const said = JSON.stringify(answer);
const lines = (...events: object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join("");

const read = (parse: ParseMode, given: Partial<Output>, agent: Partial<Agent> = {}): Heard =>
  readOutput(anAgent({ parse, ...agent }), { stdout: "", stderr: "", file: "", ...given });

/** What Claude Code 2.1.197 prints, without what nobody reads. */
const claudeResult = {
  type: "result",
  subtype: "success",
  is_error: false,
  api_error_status: null,
  duration_ms: 126,
  num_turns: 2,
  result: said,
  stop_reason: "tool_use",
  session_id: "faa12400-7f75-4173-9555-316b79e6d91c",
  total_cost_usd: 0.25,
  usage: {
    input_tokens: 100,
    cache_creation_input_tokens: 3000,
    cache_read_input_tokens: 7000,
    output_tokens: 20,
    server_tool_use: { web_search_requests: 0 },
  },
  permission_denials: [],
  structured_output: answer,
  terminal_reason: "completed",
};

const claude = (change: object): string => JSON.stringify({ ...claudeResult, ...change });
const failed = (result: string, status: number | null) =>
  claude({ is_error: true, api_error_status: status, result, structured_output: undefined });

describe("Claude Code", () => {
  const spent = { usd: 0.25, tokens: 10_120 };

  test.each<[string, string, unknown]>([
    ["its structured output", claude({}), answer],
    ["that output whatever it says beside it", claude({ result: "Done." }), answer],
    ["its words where it has no structured output", claude({ structured_output: undefined }), said],
    ["the same from a list of events, as `verbose` has it", JSON.stringify([{ type: "system" }, claudeResult]), answer],
    ["the same below a warning of a wrapper", `warning: using\n[old] settings\n${claude({})}\n`, answer],
    ["the same above a notice of an update", `${claude({})}\nA new version is there.\n[i] install it\n`, answer],
  ])("gives %s", (_, stdout, expected) => {
    expect(read("claude-json", { stdout })).toEqual({ ok: true, answer: expected, spent });
  });

  test.each<[string, string, object]>([
    ["a wrong key, as success", failed("Invalid API key · Fix external API key", 401), { kind: "auth" }],
    ["nobody logged in", failed("Not logged in · Please run /login", null), { kind: "auth" }],
    ["a rate limit", failed("API Error: Request rejected (429) · Number of requests", 429), { kind: "rate-limit" }],
    ["a limit of the account", failed("Claude AI usage limit reached|1763740800", 429), { kind: "limit" }],
    ["an empty account", failed("Credit balance is too low", 400), { kind: "limit" }],
    [
      "a busy service",
      failed("API Error: Repeated 529 Overloaded errors. The API is at capacity — this is usually temporary.", null),
      { kind: "overloaded" },
    ],
    ["a prompt too long", failed("Prompt is too long · the request is ~210000 tokens", 400), { kind: "limit" }],
    ["a server's error", failed("API Error: 500 Internal server error", 500), { kind: "crashed" }],
    ["an error beside a structured output", claude({ is_error: true, result: "Oops" }), { kind: "crashed" }],
    [
      "too many turns",
      claude({ subtype: "error_max_turns", result: undefined, structured_output: undefined }),
      { kind: "limit", words: "error max turns" },
    ],
    [
      "a form that it never meets",
      claude({
        subtype: "error_max_structured_output_retries",
        result: undefined,
        errors: ["Failed to provide valid"],
      }),
      { kind: "unusable", words: "its answers never had the form that was asked for: Failed to provide valid" },
    ],
    [
      "a crash within",
      claude({ subtype: "error_during_execution", is_error: true, result: undefined, errors: ["ECONNRESET"] }),
      { kind: "crashed", words: "ECONNRESET" },
    ],
    ["an empty result", claude({ result: "", structured_output: undefined }), { kind: "empty" }],
    ["no result at all", claude({ result: undefined, structured_output: null }), { kind: "empty" }],
  ])("tells of %s", (_, stdout, expected) => {
    expect(read("claude-json", { stdout })).toMatchObject({ ok: false, spent, ...expected });
  });

  test("has no cost where it tells none, or where what it tells is not to count", () => {
    const none = { spent: { usd: null } };
    expect(read("claude-json", { stdout: claude({ total_cost_usd: undefined }) })).toMatchObject(none);
    expect(read("claude-json", { stdout: claude({ total_cost_usd: -1 }) })).toMatchObject(none);
    const flat = { capabilities: { schema: "flag", cost: false } } as const;
    expect(read("claude-json", { stdout: claude({}) }, flat)).toMatchObject({ spent: { usd: null, tokens: 10_120 } });
    expect(read("claude-json", { stdout: claude({ usage: undefined }) })).toMatchObject({ spent: { tokens: null } });
  });
});

describe("Codex", () => {
  const started = [{ type: "thread.started", thread_id: "01a1fd74" }, { type: "turn.started" }];
  const message = (text: string) => ({ type: "item.completed", item: { id: "item_0", type: "agent_message", text } });
  const usage = { input_tokens: 100, cached_input_tokens: 10, output_tokens: 20, reasoning_output_tokens: 5 };
  const completed = { type: "turn.completed", usage };
  const reconnecting = { type: "error", message: "Reconnecting... 2/5 (stream disconnected before completion)" };
  const note = { type: "item.completed", item: { id: "item_1", type: "error", message: "Falling back to HTTPS" } };
  const spent = { usd: null, tokens: 120 };

  test.each([
    ["its last message", lines(...started, message("I shall look at the plan."), message(said), completed)],
    ["it after troubles that passed", lines(...started, reconnecting, note, message(said), completed)],
    ["it beside lines that are no events", `WARNING: proceeding\n${lines(...started, message(said), completed)}{half`],
  ])("gives %s", (_, stdout) => {
    expect(read("codex-jsonl", { stdout })).toEqual({ ok: true, answer: said, spent });
  });

  const refused =
    "unexpected status 401 Unauthorized: Incorrect API key provided: x, url: http://127.0.0.1/v1/responses";
  const turnFailed = (text: string) =>
    lines({ type: "error", message: text }, { type: "turn.failed", error: { message: text } });
  test.each<[string, string, object]>([
    ["a wrong key", turnFailed(refused), { kind: "auth", words: refused }],
    ["a rate limit", turnFailed("exceeded retry limit, last status: 429 Too Many Requests"), { kind: "rate-limit" }],
    ["a used-up plan", turnFailed("You've hit your usage limit. Try again at 5:00 PM."), { kind: "limit" }],
    [
      "a failed turn whatever it said before",
      lines(message(said)) + turnFailed("boom"),
      { kind: "crashed", words: "boom" },
    ],
    ["endless attempts to connect", lines(...started, reconnecting), { kind: "crashed", words: reconnecting.message }],
    ["a turn that was cut off", lines(...started, message(said)), { kind: "unusable" }],
    ["a turn without an answer", lines(...started, completed), { kind: "empty", spent }],
    ["nothing", "", { kind: "empty", words: "it printed nothing" }],
  ])("tells of %s", (_, stdout, expected) => {
    expect(read("codex-jsonl", { stdout })).toMatchObject({ ok: false, ...expected });
  });
});

describe("Gemini CLI", () => {
  const models = { "gemini-2.5-pro": { tokens: { input: 100, candidates: 20, total: 120, cached: 0 } } };
  const document = { session_id: "5812fb56", response: said, stats: { models, tools: { totalCalls: 0 } } };
  const print = (given: object): string => JSON.stringify(given, null, 2);

  test("gives its response", () => {
    expect(read("gemini-json", { stdout: print(document) })).toEqual({
      ok: true,
      answer: said,
      spent: { usd: null, tokens: 120 },
    });
  });

  test("adds up the tokens of all its models", () => {
    const both = { ...models, "gemini-2.5-flash": { tokens: { total: 30 } } };
    const stdout = print({ ...document, stats: { models: both } });
    expect(read("gemini-json", { stdout })).toMatchObject({ spent: { tokens: 150 } });
  });

  const wrapped =
    '{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}';
  const trace =
    "Ripgrep is not available.\nError when talking to Gemini API _ApiError: {\n    at throwErrorIfNotOK (x.js:1:2) {\n  status: 400\n}\n";
  test.each<[string, Partial<Output>, object]>([
    [
      "a wrong key, on stderr below a trace",
      { stderr: trace + print({ session_id: "1", error: { type: "Error", message: wrapped, code: 400 } }) },
      { kind: "auth", words: "API key not valid. Please pass a valid API key" },
    ],
    [
      "no login",
      { stderr: `note\n${print({ error: { type: "Error", message: "Invalid auth method selected.", code: 41 } })}` },
      { kind: "auth", words: "Invalid auth method selected" },
    ],
    [
      "an exhausted quota",
      { stdout: print({ error: { message: "Resource has been exhausted (e.g. check quota).", code: 429 } }) },
      { kind: "rate-limit" },
    ],
    [
      "a folder that nobody has trusted",
      { stderr: "\u001b[31mGemini CLI is not running in a trusted directory. To proceed, trust it\u001b[0m\n" },
      { kind: "crashed", words: "Gemini CLI is not running in a trusted directory. To proceed, trust it" },
    ],
    ["an empty response", { stdout: print({ ...document, response: "" }) }, { kind: "empty", spent: { tokens: 120 } }],
    ["half a document", { stdout: print(document).slice(0, 60) }, { kind: "unusable" }],
  ])("tells of %s", (_, output, expected) => {
    expect(read("gemini-json", output)).toMatchObject({ ok: false, ...expected });
  });
});

describe("OpenCode", () => {
  const start = { type: "step_start", part: { type: "step-start" } };
  const text = (words: string) => ({ type: "text", part: { type: "text", text: words } });
  const tokens = { total: 120, input: 100, output: 20, reasoning: 0, cache: { write: 0, read: 0 } };
  const finish = (part: object) => ({ type: "step_finish", part: { type: "step-finish", tokens, ...part } });
  const looked = { type: "tool_use", part: { tool: "read", state: { status: "completed" } } };

  test("gives the text of its last step, and adds up what all of them took", () => {
    const first = [start, text("I look at the plan."), looked, finish({ cost: 0.5 })];
    const { total: _, ...parts } = tokens;
    const stdout = lines(...first, start, text(said), finish({ cost: 0.25, tokens: parts }));
    expect(read("opencode-jsonl", { stdout })).toEqual({ ok: true, answer: said, spent: { usd: 0.75, tokens: 240 } });
  });

  test("has no cost for a model without a price", () => {
    const stdout = lines(start, text(said), finish({ cost: 0 }));
    expect(read("opencode-jsonl", { stdout })).toMatchObject({ ok: true, spent: { usd: null, tokens: 120 } });
  });

  const error = (data: object) => lines({ type: "error", error: { name: "APIError", data } });
  test.each<[string, string, object]>([
    ["a wrong key", error({ message: "Incorrect API key provided", statusCode: 401 }), { kind: "auth" }],
    ["a rate limit", error({ message: "Rate limit reached", statusCode: 429 }), { kind: "rate-limit" }],
    [
      "an error by its name alone",
      lines({ type: "error", error: { name: "UnknownError" } }),
      { words: "UnknownError" },
    ],
    ["a step without an answer", lines(start, looked, finish({})), { kind: "empty", spent: { tokens: 120 } }],
    ["an end within a step", lines(start, text(said)), { kind: "unusable" }],
    ["an end between two steps", lines(start, text("I look."), finish({ reason: "tool-calls" })), { kind: "unusable" }],
  ])("tells of %s", (_, stdout, expected) => {
    expect(read("opencode-jsonl", { stdout })).toMatchObject({ ok: false, ...expected });
  });
});

describe("any command", () => {
  test("has said what it printed", () => {
    const stdout = `I think:\n\n\`\`\`json\n${said}\n\`\`\`\n`;
    expect(read("text", { stdout, stderr: "busy" })).toEqual({
      ok: true,
      answer: stdout,
      spent: { usd: null, tokens: null },
    });
  });

  test.each<[string, ParseMode, Partial<Output>]>([
    ["instead of what it printed", "text", { stdout: "written to the file" }],
    ["where it printed nothing", "text", {}],
    ["where its output ends too early", "codex-jsonl", { stdout: '{"type":"turn.started"}\n' }],
  ])("has said what it wrote into its file, %s", (_, parse, output) => {
    expect(read(parse, { ...output, file: said })).toMatchObject({ ok: true, answer: said });
  });

  test("has failed where its client says so, whatever stands in the file", () => {
    const stdout = failed("Invalid API key", 401);
    expect(read("claude-json", { stdout, file: said })).toMatchObject({ ok: false, kind: "auth" });
  });

  test("acts on no terminal with what it says of its failure", () => {
    const stderr = "\u001b[2J\u001b]0;title\u0007\u202eevil\r\nsecond line\n";
    expect(read("text", { stderr })).toMatchObject({ words: "\\u202eevil second line" });
  });

  test.each<[string, unknown]>([
    ["a number", "5"],
    ["a word", '"text"'],
    ["null", "null"],
    ["a list of nulls", "[null, 1]"],
    ["a result with odd fields", '{"type":"result","subtype":5,"usage":[],"result":{}}'],
    ["a deep nest", `${"[".repeat(5000)}${"]".repeat(5000)}`],
  ])("that prints %s where a client would not is no reason to break", (_, stdout) => {
    for (const parse of ["claude-json", "codex-jsonl", "gemini-json", "opencode-jsonl"] as const) {
      expect(read(parse, { stdout: String(stdout) }).ok).toBe(false);
    }
  });

  const parses = ["claude-json", "codex-jsonl", "gemini-json", "opencode-jsonl", "text"] as const;

  test("comes to an answer or to words that fit on a line, whatever it prints", () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    const event = fc.record(
      {
        type: fc.constantFrom(
          "result",
          "turn.failed",
          "turn.completed",
          "item.completed",
          "error",
          "text",
          "step_finish",
        ),
        ...{
          subtype: json,
          is_error: json,
          result: json,
          usage: json,
          error: json,
          item: json,
          part: json,
          errors: json,
        },
      },
      { requiredKeys: ["type"] },
    );
    const printed = fc.oneof(
      fc.string({ unit: "binary" }),
      json.map((value) => JSON.stringify(value)),
      fc.array(event).map((events) => lines(...events)),
      fc.array(event).map((events) => JSON.stringify(events)),
    );
    fc.assert(
      fc.property(printed, printed, fc.constantFrom(...parses), (stdout, stderr, parse) => {
        const heard = read(parse, { stdout, stderr });
        for (const number of [heard.spent.usd, heard.spent.tokens]) expect(number ?? 0).toBeGreaterThanOrEqual(0);
        if (heard.ok) expect(heard.answer === "" || heard.answer === undefined).toBe(false);
        else expect(heard.words).toMatch(/^[^\p{Cc}\u2028\u2029\u202e]{1,2000}$/u);
      }),
      { numRuns: 500 },
    );
  });

  test("is no success where its client calls it an error, whatever stands beside that", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (structured_output, result) => {
        const stdout = claude({ is_error: true, structured_output, result });
        expect(read("claude-json", { stdout }).ok).toBe(false);
      }),
    );
  });

  test("is read in time that grows with its output alone", () => {
    const began = performance.now();
    for (const piece of ["{\n", "[\n", '{"type":"x"}\n', "{{{{", '{"a":']) {
      for (const parse of ["claude-json", "codex-jsonl", "gemini-json", "opencode-jsonl"] as const) {
        read(parse, { stdout: piece.repeat(1_000_000 / piece.length) });
      }
    }
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

test.each([
  ["status 403 Forbidden", "auth"],
  ["HTTP 503", "overloaded"],
  ["error code: 413", "limit"],
  ["in line 401 of the plan", "crashed"],
  ["429 files were read", "crashed"],
  ["ENAMETOOLONG: file name too long", "crashed"],
  ["the plan keeps to its budget", "crashed"],
  ["catalog in use", "crashed"],
  ["You exceeded your current quota, please check your plan and billing details", "limit"],
  ["type: requests, code: rate_limit_exceeded", "rate-limit"],
  ["This model's maximum context length is 128000 tokens", "limit"],
])("`%s` is %s", (text, kind) => {
  expect(classify(text)).toBe(kind);
});

test("every preset is read as what it prints", () => {
  const parses = ["claude", "codex", "gemini", "opencode"] as const;
  expect(parses.map((preset) => resolveAgent("critic", { agents: [], loop: { critic: preset } }).parse)).toEqual([
    "claude-json",
    "codex-jsonl",
    "gemini-json",
    "opencode-jsonl",
  ]);
});
