import { isMap } from "yaml";
import { readYaml } from "../config/yaml.ts";
import { Failure } from "../ui/failure.ts";

/** What a run decides for itself; `undefined` leaves a key as it is. */
export interface RunConfig {
  goal: string | undefined;
  mode: string | undefined;
  baseline: string | undefined;
}

// The first YAML fence below a heading that says CONFIG.
const configBlock = /^(#{1,6}[ \t]+CONFIG\b[^\n]*\n(?:(?!#{1,6} |```)[^\n]*\n)*```ya?ml[^\n]*\n)([\s\S]*?)^(```)/m;

/**
 * Fills this run's values into the CONFIG block of a runner. A runner without one (the user may have cut it out, or broken
 * its YAML) gets a block of its own in front, so that the run is never without its values.
 *
 * @param runner the runner's text, LF
 */
export function fillConfig(runner: string, run: RunConfig): string {
  const values = Object.entries(run).filter(([, value]) => value !== undefined);
  if (values.length === 0) return runner;
  const found = configBlock.exec(runner);
  const filled = found === null ? undefined : setValues(found[2] ?? "", values);
  if (found === null || filled === undefined) return `## CONFIG\n\n\`\`\`yaml\n${asYaml(values)}\`\`\`\n\n${runner}`;
  const start = found.index + (found[1]?.length ?? 0);
  return runner.slice(0, start) + filled + runner.slice(start + (found[2]?.length ?? 0));
}

const asYaml = (values: [string, unknown][]): string =>
  values.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join("");

/** The YAML with the values set, its comments and order kept; `undefined` when it is not a plain mapping. */
function setValues(yaml: string, values: [string, unknown][]): string | undefined {
  const document = readMapping(yaml);
  if (document === undefined) return undefined;
  for (const [key, value] of values) document.set(key, value);
  // A goal may be long and may hold a fence; one line, quoted where needed, keeps both harmless.
  return document.toString({ lineWidth: 0, blockQuote: false });
}

function readMapping(yaml: string) {
  try {
    const { document } = readYaml(yaml, "CONFIG");
    return isMap(document.contents) ? document : undefined;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
