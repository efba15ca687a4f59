import * as z from "zod/mini";
import { criticForm } from "./critic.ts";
import { plannerForm } from "./planner.ts";

/** The forms by file name below `schemas/`. */
const forms = { "critic-answer": criticForm, "planner-answer": plannerForm };

export type FormName = keyof typeof forms;
export const formNames = Object.keys(forms) as FormName[];

/** The published JSON Schema of an answer: draft 7, and strict, so that clients take it for structured output. */
export const answerJsonSchema = (name: FormName): unknown => z.toJSONSchema(forms[name], { target: "draft-7" });
