import critic from "../../../schemas/critic-answer.schema.json" with { type: "json" };
import planner from "../../../schemas/planner-answer.schema.json" with { type: "json" };
import type { FormName } from "../../review/answers/json-schema.ts";

const published = { "critic-answer": critic, "planner-answer": planner } satisfies Record<FormName, object>;

/**
 * The published JSON Schema of an answer on one line, as clients are given it. Taking it from the file spares the program the
 * library's generator; a test keeps the two the same.
 */
export function answerSchemaText(form: FormName): string {
  // What is no part of the form: strict structured output refuses keywords that it does not know.
  const { $schema: _, ...schema } = published[form];
  return JSON.stringify(schema);
}
