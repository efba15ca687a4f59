import { visible } from "../../config/words.ts";
import { ask } from "../../interview/ask.ts";
import type { Proc } from "../../ui/process.ts";
import type { Check } from "../../verify/checks.ts";

/** Asks a person to look, and for words of what was seen; `undefined` when nobody has looked. */
export async function look(
  { milestone, text, expected }: Check,
  proc: Proc,
): Promise<{ seen: string; passed: boolean } | undefined> {
  const wanted = expected === undefined ? "" : `\n  → ${visible(expected, 1000)}`;
  proc.stderr.write(`\n${milestone}, for a person: ${visible(text, 10_000)}${wanted}\n`);
  const hint = "Enter when nobody has looked";
  const words = { key: "seen", type: "text", message: "What was seen", hint, required: false } as const;
  const seen = String((await ask([words], proc)).seen ?? "").trim();
  if (seen === "") return undefined;
  const right = {
    key: "passed",
    type: "confirm",
    message: "Is that as it should be",
    initial: false,
    required: false,
  } as const;
  const { passed } = await ask([right], proc);
  return { seen, passed: passed === true };
}
