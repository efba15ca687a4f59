import { literal } from "../../config/words.ts";
import { hintOf } from "../hint.ts";
import { type Argument, helperRules } from "./helper-rules.ts";
import { meaningOf, type Scope } from "./scope.ts";
import { type Shape, text, unknown } from "./shape.ts";

/** Takes what is wrong at a place of a template. */
export type Tell = (node: hbs.AST.Node, why: string) => void;

type Expression =
  | hbs.AST.PathExpression
  | hbs.AST.SubExpression
  | hbs.AST.StringLiteral
  | hbs.AST.NumberLiteral
  | hbs.AST.BooleanLiteral
  | (hbs.AST.Node & { type: "UndefinedLiteral" | "NullLiteral" });

type Tag = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

/** Whether a tag calls a helper, as far as Handlebars can tell by the tag alone. */
export function isCall({ path, params, hash }: Tag): boolean {
  return params.length > 0 || hash !== undefined || Object.hasOwn(helperRules, asPath(path).original);
}

/**
 * Checks a tag that calls a helper.
 *
 * @param block whether it is written `{{#name …}}`
 * @returns the values that the helper gets
 */
export function checkCall(tag: Tag, block: boolean, scope: Scope, tell: Tell): Argument[] {
  const values = checkArguments(tag.params, scope, tell);
  const options = Object.keys(checkHash(tag.hash, scope, tell));
  const name = asPath(tag.path).original;
  const why = wrongHelper(name, block) ?? wrongValues(name, values, options);
  if (why !== undefined) tell(tag, why);
  return values;
}

function wrongHelper(name: string, block: boolean): string | undefined {
  const rule = Object.hasOwn(helperRules, name) ? helperRules[name] : undefined;
  if (rule === undefined) return `unknown helper ${literal(name)}; ${hintOf(name, Object.keys(helperRules))}`;
  if (rule.block === block) return undefined;
  const [is, form] = block ? ["no block", `{{${name} …}}`] : ["a block", `{{#${name} …}}…{{/${name}}}`];
  return `\`${name}\` is ${is}, write \`${form}\``;
}

function wrongValues(name: string, values: readonly Argument[], options: readonly string[]): string | undefined {
  const rule = helperRules[name];
  if (rule === undefined) return undefined;
  if (values.length !== rule.takes) {
    return `\`${name}\` takes ${rule.takes === 1 ? "1 value" : `${rule.takes} values`}, found ${values.length}`;
  }
  const option = options.find((each) => !rule.options?.includes(each));
  return option === undefined ? rule.objection?.(values) : `\`${name}\` has no option ${literal(option)}`;
}

/** Checks values given by place. */
export const checkArguments = (params: readonly hbs.AST.Expression[], scope: Scope, tell: Tell): Argument[] =>
  params.map((each) => checkExpression(each as Expression, scope, tell));

/** Checks values given by name (`key=value`), and returns what they are. */
export function checkHash(hash: hbs.AST.Hash | undefined, scope: Scope, tell: Tell): Record<string, Shape> {
  const pairs = hash?.pairs ?? [];
  return Object.fromEntries(
    pairs.map(({ key, value }) => [key, checkExpression(value as Expression, scope, tell).shape]),
  );
}

function checkExpression(expression: Expression, scope: Scope, tell: Tell): Argument {
  switch (expression.type) {
    case "PathExpression":
      return checkPath(expression, scope, tell);
    case "SubExpression":
      checkCall(expression, false, scope, tell);
      return { written: `(${asPath(expression.path).original} …)`, shape: text };
    case "StringLiteral":
      return { written: JSON.stringify(expression.value), shape: text, literal: expression.value };
    case "NumberLiteral":
      return { written: String(expression.value), shape: { kind: "number" }, literal: expression.value };
    case "BooleanLiteral":
      return { written: String(expression.value), shape: { kind: "boolean" }, literal: expression.value };
    default:
      return { written: "nothing", shape: unknown };
  }
}

/** Checks a name or path. */
export function checkPath(path: hbs.AST.PathExpression, scope: Scope, tell: Tell): Argument {
  const isThis = path.parts.length === 0 && path.depth === 0;
  const meaning = meaningOf(path, scope);
  if (typeof meaning !== "string") return { written: path.original, shape: meaning, isThis };
  tell(path, meaning);
  return { written: path.original, shape: unknown };
}

/** What a tag begins with; Handlebars takes a literal there for a name. */
export function asPath(path: hbs.AST.Node): hbs.AST.PathExpression {
  if (path.type === "PathExpression") return path as hbs.AST.PathExpression;
  const original = String((path as hbs.AST.StringLiteral).original);
  return { type: "PathExpression", data: false, depth: 0, parts: [original], original, loc: path.loc };
}
