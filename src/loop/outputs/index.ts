import type { Agent, ParseMode } from "../types.ts";
import { readClaude } from "./claude.ts";
import { readCodex } from "./codex.ts";
import { unread } from "./failures.ts";
import { readGemini } from "./gemini.ts";
import { readOpencode } from "./opencode.ts";
import { type Heard, nothingTold, type Output } from "./types.ts";

const readers: Record<ParseMode, (output: Output) => Heard> = {
  "claude-json": readClaude,
  "codex-jsonl": readCodex,
  "gemini-json": readGemini,
  "opencode-jsonl": readOpencode,
  text: readText,
};

/** Whatever it prints is the answer. */
function readText({ stdout, stderr }: Output): Heard {
  if (stdout.trim() === "") return unread(stdout, stderr);
  return { ok: true, answer: stdout, spent: nothingTold };
}

/**
 * What a call's output comes to, however it ended: an answer, or a typed failure. Pure. Whether an answer holds up is for
 * `readCritic` and `readPlanner`.
 */
export function readOutput({ parse, capabilities }: Agent, output: Output): Heard {
  const heard = withFile(readers[parse](output), output.file);
  return capabilities.cost ? heard : { ...heard, spent: { ...heard.spent, usd: null } };
}

/** What a command was told to write beside its output is its answer. */
function withFile(heard: Heard, file: string): Heard {
  const isMissing = heard.ok || heard.kind === "empty" || heard.kind === "unusable";
  return file.trim() === "" || !isMissing ? heard : { ok: true, answer: file, spent: heard.spent };
}
