import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

type Schema = Record<string, unknown>;

interface Parameter {
  name: string;
  in: "path" | "query";
  required?: boolean;
  schema: Schema;
}

interface Operation {
  parameters: Parameter[];
  body?: Schema;
  responses: Record<string, Schema | null>;
}

interface Description {
  paths: Record<string, Record<string, Operation>>;
  schemas: Record<string, Schema>;
}

export type Api = "github" | "forgejo" | "gitea";

/** An API as its forge describes it. */
export class Described {
  readonly #description: Description;
  readonly #allowsNull: boolean;

  constructor(readonly api: Api) {
    this.#description = JSON.parse(readFileSync(new URL(`api/${api}.json`, import.meta.url), "utf8"));
    this.#allowsNull = api !== "github";
  }

  /** The operation of a request, with what the path says; `undefined` where the description has none. */
  find(
    method: string,
    path: string,
  ): { template: string; parameters: Record<string, string>; operation: Operation } | undefined {
    for (const [template, item] of Object.entries(this.#description.paths)) {
      const operation = item[method.toLowerCase()];
      const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      const found = new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(path);
      if (operation === undefined || found === null) continue;
      const values = found.slice(1).map(decodeURIComponent);
      return { template, operation, parameters: Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""])) };
    }
    return undefined;
  }

  /** What a request does that the description does not allow. */
  requestProblems(method: string, path: string, query: URLSearchParams, body: unknown): string[] {
    const found = this.find(method, path);
    const name = `${method} ${path}`;
    if (found === undefined) return [`${name} is not described`];
    const { operation, parameters } = found;
    const known = new Map(operation.parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
    const given = [
      ...Object.entries(parameters).map(([key, value]) => [`path ${key}`, value] as const),
      ...[...query].map(([key, value]) => [`query ${key}`, value] as const),
    ];
    const problems = given.flatMap(([key, value]) => {
      const schema = known.get(key)?.schema;
      if (schema === undefined) return [`${name}: ${key} is not described`];
      return this.#problems(schema, typed(value, schema)).map((problem) => `${name}: ${key} ${problem}`);
    });
    const missing = operation.parameters.filter(
      ({ name: key, in: place, required }) => required && !given.some(([each]) => each === `${place} ${key}`),
    );
    const { body: schema } = operation;
    const wrongBody =
      body === undefined
        ? []
        : schema === undefined
          ? ["has a body"]
          : [...this.#problems(schema, body), ...strangers(this.#resolved(schema), body)];
    return [
      ...problems,
      ...missing.map((parameter) => `${name}: ${parameter.name} is missing`),
      ...wrongBody.map((problem) => `${name}: body ${problem}`),
    ];
  }

  /** What an answer is that the description does not allow. */
  answerProblems(method: string, path: string, status: number, body: unknown): string[] {
    const schema = this.find(method, path)?.operation.responses[status];
    const name = `${status} for ${method} ${path}`;
    if (schema === undefined) return [`${name} is not described`];
    if (schema === null) return body === undefined ? [] : [`${name} has a body`];
    const now = this.#allowsNull ? withoutNull(body) : body;
    return this.#problems(schema, now).map((problem) => `${name}: ${problem}`);
  }

  /** The least that a schema asks for, with some values set. */
  sample(name: string, values: Record<string, unknown>): Record<string, unknown> {
    return { ...(this.#least({ $ref: `#/schemas/${name}` }) as Record<string, unknown>), ...values };
  }

  #least(schema: Schema): unknown {
    const {
      type,
      enum: choices,
      properties,
      required,
      anyOf,
      oneOf,
      allOf,
    } = this.#resolved(schema) as {
      type?: string | string[];
      enum?: unknown[];
      properties?: Record<string, Schema>;
      required?: string[];
    } & Partial<Record<"anyOf" | "oneOf" | "allOf", Schema[]>>;
    const [first] = anyOf ?? oneOf ?? allOf ?? [];
    if (choices !== undefined) return choices[0];
    if (first !== undefined && type === undefined) return this.#least(first);
    const kinds = [type].flat();
    if (kinds.includes("null")) return null;
    if (kinds.includes("object")) {
      return Object.fromEntries((required ?? []).map((key) => [key, this.#least(properties?.[key] ?? {})]));
    }
    if (kinds.includes("array")) return [];
    if (kinds.includes("string")) return "2025-01-02T03:04:05Z";
    return kinds.includes("boolean") ? false : 1;
  }

  #resolved(schema: Schema): Schema {
    const name = typeof schema.$ref === "string" ? schema.$ref.replace("#/schemas/", "") : undefined;
    return name === undefined ? schema : this.#resolved(this.#description.schemas[name] ?? {});
  }

  #problems(schema: Schema, value: unknown): string[] {
    const key = `${this.api} ${JSON.stringify(schema)}`;
    const validate = validators.get(key) ?? ajv.compile({ schemas: this.#description.schemas, allOf: [schema] });
    validators.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
}

const ajv = new Ajv({ strict: false, validateFormats: false });
const validators = new Map<string, ValidateFunction>();

/** A value of an address is text; what it is meant to be says the schema. */
function typed(value: string, { type }: Schema): unknown {
  const kinds = [type].flat();
  return (kinds.includes("integer") || kinds.includes("number")) && /^-?\d+$/.test(value) ? Number(value) : value;
}

/** Keys that a description does not have are ignored by the forge: they are mistakes of ours. */
function strangers({ properties, anyOf, oneOf }: Schema, body: unknown): string[] {
  const choices = [anyOf, oneOf].flatMap((each) => (each ?? []) as Schema[]);
  const known = [properties, ...choices.map((each) => each.properties)].flatMap((each) => Object.keys(Object(each)));
  return Object.keys(Object(body))
    .filter((key) => !known.includes(key))
    .map((key) => `has \`${key}\`, which is not described`);
}

function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (value === null) return [];
  if (typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutNull(inner)]])),
  );
}
