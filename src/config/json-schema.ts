import * as z from "zod/mini";
import { configSchema } from "./schema.ts";

/**
 * The JSON Schema of `planning/config.yml`, for editors and for other programs. It is published as
 * `schemas/config.schema.json` and put beside the config of every scaffold. Draft 7 is what editors' YAML support knows best.
 */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, { io: "input", target: "draft-7" });
  return {
    $schema,
    title: "plan-init config",
    description: "What plan-init was told about a repository: planning/config.yml",
    ...rest,
  };
}
