import type { Answers, PackQuestion } from "../interview/types.ts";
import { flatten } from "./answers.ts";
import { offsetOf } from "./places.ts";
import { configProblems } from "./problems.ts";
import { type Config, configSchema } from "./schema.ts";
import { readYaml } from "./yaml.ts";

/**
 * Reads `planning/config.yml`, with the schema's defaults for what it leaves out.
 *
 * @param text YAML; a byte-order mark and either kind of line ending are fine
 * @param file what errors call it
 * @param questions the pack's, when they are known; then they say which values `vars` takes
 * @throws Failure `config-invalid` that lists every problem as `file:line:column key …`
 */
export function parseConfig(text: string, file: string, questions: readonly PackQuestion[] = []): Config {
  return configSchema.parse(checkedData(text, file, questions, false));
}

/**
 * Reads what a text says and leaves out what it does not: an answers file (YAML or JSON), or `config.yml` where
 * detection may still fill gaps. The keys are nested as in `config.yml`.
 *
 * @param text YAML or JSON
 * @param file what errors call it
 * @param questions the pack's, when they are known; then they say which values `vars` takes
 * @throws Failure `config-invalid` that lists every problem as `file:line:column key …`
 */
export function parseAnswers(text: string, file: string, questions: readonly PackQuestion[] = []): Answers {
  return flatten(checkedData(text, file, questions, true));
}

function checkedData(text: string, file: string, questions: readonly PackQuestion[], partial: boolean): object {
  const { document, data, fail } = readYaml(text.replace(/^\ufeff/, ""), file);
  const mapping = data ?? {};
  const problems = configProblems(mapping, questions, partial);
  if (problems.length > 0) {
    return fail(problems.map(({ path, side, words }) => ({ offset: offsetOf(document, path, side), words })));
  }
  return mapping as object;
}
