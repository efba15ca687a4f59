import { agentIds } from "../../config/agents.ts";
import { varSchema } from "../../config/keys.ts";
import { type Config, configSchema } from "../../config/schema.ts";
import type { PackQuestion } from "../../interview/types.ts";
import { oneOf, record, type Shape, shapeOf, text } from "./shape.ts";

/** What templates may say: of any mode, and of mode `seed`. The counterpart of `vars.ts`, which has the values. */
export interface KnownVars {
  general: Shape;
  seed: Shape;
  seedsOnly: ReadonlySet<string>;
}

/**
 * @param questions the packs'
 * @param vars what the config has, perhaps by hand
 */
export function knownVars(questions: readonly PackQuestion[], vars: Config["vars"]): KnownVars {
  const { agents: _, rules: __, templates: ___, vars: ____, ...answers } = configSchema.shape;
  const general = {
    ...Object.fromEntries(Object.entries(answers).map(([key, schema]) => [key, shapeOf(schema)])),
    agents: { kind: "list", item: record({ id: oneOf(agentIds), title: text }) },
    vars: record({ ...questionShapes(questions), ...answerShapes(vars, questions) }),
  } satisfies Record<string, Shape>;
  return { general: record(general), seed: record({ ...general, ...moment }), seedsOnly: new Set(Object.keys(moment)) };
}

const moment = {
  baseline: record({
    kind: oneOf(["commit", "unborn", "none"]),
    branch: text,
    commit: text,
    dirty: oneOf(["dirty", "clean", ""]),
    upstream: text,
    line: text,
  }),
  timestamp: text,
  plan_id: text,
};

function questionShapes(questions: readonly PackQuestion[]): Record<string, Shape> {
  return Object.fromEntries(
    questions.map((question) => [question.key, question.type === "text" ? text : shapeOf(varSchema(question))]),
  );
}

/** Answers say more than questions where a text was answered with a number; the choices of a `select` say more than its answer. */
function answerShapes(vars: Config["vars"], questions: readonly PackQuestion[]): Record<string, Shape> {
  const open = Object.entries(vars).filter(([key]) => questions.find((each) => each.key === key)?.type !== "select");
  return Object.fromEntries(open.map(([key, value]) => [key, typeof value === "string" ? text : plain(value)]));
}

const plain = (value: number | boolean): Shape => ({ kind: typeof value === "number" ? "number" : "boolean" });
