import type { Proc } from "./process.ts";

/**
 * Words as the user would type them. Texts say `plan-init …`, in backticks or on an indented line; somebody who came through
 * npx, or through the scripts of a clone, has no plan-init on the path.
 */
export function asTyped(words: string, env: Proc["env"]): string {
  const command = invocation(env);
  return command === "plan-init" ? words : words.replace(/(`|^ {2})plan-init\b(?!\/)/gm, `$1${command}`);
}

function invocation({
  npm_command: command,
  npm_lifecycle_event: script,
  npm_package_name: name,
}: Proc["env"]): string {
  if (script === "start" && name === "plan-init") return "npm start --";
  return command === "exec" ? "npx plan-init" : "plan-init";
}
