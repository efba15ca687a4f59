import { ask } from "../../src/interview/ask.ts";
import { canAsk } from "../../src/interview/unattended.ts";
import { Failure } from "../../src/ui/failure.ts";
import { agents, branch, command, notify } from "./some-questions.ts";

// Asks on this very terminal and prints the answers on stdout, as a verb would.
const { stdin, stderr, env } = process;
const { signal } = new AbortController();
try {
  if (!canAsk({ stdin, stderr, env }, {})) throw new Error("there is nobody to ask");
  const answers = await ask([agents, command, branch, notify], { stdin, stderr, env, signal });
  process.stdout.write(`${JSON.stringify(answers)}\n`);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.exitCode = error.exit;
}
