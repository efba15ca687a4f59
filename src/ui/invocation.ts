import type { Proc } from "./process.ts";

/**
 * Words as the user would type them: texts say `plan-init …` in backticks or on an indented line, and for somebody who came through npx, on
 * whose path there is no plan-init, that becomes `npx plan-init …`.
 */
export function asTyped(words: string, env: Proc["env"]): string {
  return env.npm_command === "exec" ? words.replace(/(`|^ {2})plan-init\b(?!\/)/gm, "$1npx plan-init") : words;
}
