import { literal } from "../../config/words.ts";
import { hintOf } from "../hint.ts";
import { asPath, checkArguments, checkCall, checkHash, checkPath, isCall, type Tell } from "./expressions.ts";
import { type Argument, helperRules, notSingle } from "./helper-rules.ts";
import { inside, insideLoop, type Scope } from "./scope.ts";
import { record, type Shape, unknown } from "./shape.ts";

/** What a walk through a template needs, and whom it tells. */
export interface Walk {
  /** What the partials parse to; `undefined` for one that is no template. */
  partials: ReadonlyMap<string, hbs.AST.Program | undefined>;
  /** The partials that the walk is inside of, outermost first. */
  within: readonly string[];
  /** Blocks and partials that the walk is inside of. */
  depth: number;
  /** @param within as above */
  report(line: number, why: string, within: readonly string[]): void;
  /** Counts a statement; `false` when there have been more than any template needs. */
  goOn(): boolean;
}

type Statement =
  | hbs.AST.MustacheStatement
  | hbs.AST.BlockStatement
  | hbs.AST.PartialStatement
  | (hbs.AST.Node & { type: "ContentStatement" | "CommentStatement" | keyof typeof unsupported });

/** More levels than any template needs, and far fewer than the stack has. */
const mostLevels = 100;

/** Checks every tag of a program: both sides of each condition, and the partials it includes. */
export function walk(program: hbs.AST.Program | undefined, scope: Scope, way: Walk): void {
  for (const statement of program?.body ?? []) {
    if (!way.goOn()) return;
    // The parser makes no other kinds of statements.
    visit(statement as Statement, scope, way);
  }
}

function visit(statement: Statement, scope: Scope, way: Walk): void {
  const tell: Tell = ({ loc }, why) => way.report(loc.start.line, why, way.within);
  const deeper = { ...way, depth: way.depth + 1 };
  if (deeper.depth > mostLevels) tell(statement, "blocks and partials are nested too deeply");
  else if (statement.type === "MustacheStatement") checkMustache(statement, scope, tell);
  else if (statement.type === "BlockStatement") checkBlock(statement, scope, deeper, tell);
  else if (statement.type === "PartialStatement") checkPartial(statement, scope, deeper, tell);
  else if (statement.type in unsupported) tell(statement, unsupported[statement.type as keyof typeof unsupported]);
}

const unsupported = {
  PartialBlockStatement: "a partial takes no block, only values: `{{> name key=value}}`",
  Decorator: "there are no decorators (`{{*…}}`) here",
  DecoratorBlock: "there are no decorators (`{{#*…}}`) here; a partial is a file of its own",
};

/** `{{project}}` or `{{text project}}`. */
function checkMustache(statement: hbs.AST.MustacheStatement, scope: Scope, tell: Tell): void {
  if (isCall(statement)) {
    checkCall(statement, false, scope, tell);
    return;
  }
  const why = notSingle(checkPath(asPath(statement.path), scope, tell));
  if (why !== undefined) tell(statement, why);
}

function checkBlock(statement: hbs.AST.BlockStatement, scope: Scope, way: Walk, tell: Tell): void {
  const { path, program, inverse } = statement;
  const called = isCall(statement);
  const [value = nothing] = called ? checkCall(statement, true, scope, tell) : [checkPath(asPath(path), scope, tell)];
  const helper = called ? asPath(path).original : plainBlock(value.shape);
  const names = program?.blockParams ?? [];
  const wrong = Object.hasOwn(helperRules, helper) ? wrongNames(names, helper) : undefined;
  if (wrong !== undefined) tell(statement, wrong);
  walk(program, bodyScope(helper, value, scope, names), way);
  walk(inverse, scope, way);
}

const nothing: Argument = { written: "", shape: unknown };

/** The helper that does what Handlebars does for `{{#name}}`. */
function plainBlock({ kind }: Shape): string {
  if (kind === "list") return "each";
  return kind === "boolean" ? "if" : "with";
}

function wrongNames(names: readonly string[], helper: string): string | undefined {
  const most = helperRules[helper]?.names ?? 0;
  if (names.length > most) return `\`as |${names.join(" ")}|\`: \`${helper}\` names ${most || "nothing"}`;
  const taken = names.find((name) => Object.hasOwn(helperRules, name));
  return taken === undefined ? undefined : `\`as |${names.join(" ")}|\`: \`${taken}\` is the name of a helper`;
}

function bodyScope(helper: string, value: Argument, scope: Scope, names: readonly string[]): Scope {
  if (helper === "each") return insideLoop(scope, value.shape, names);
  if (helper !== "with") return scope;
  const body = inside(
    scope,
    value.shape,
    names.slice(0, 1).map((name) => [name, value.shape] as const),
  );
  // Handlebars makes no new level for what is `this` already.
  const same = value.isThis || (value.shape === scope.context && value.shape.kind === "record");
  return same ? { ...body, outer: scope.outer } : body;
}

function checkPartial(statement: hbs.AST.PartialStatement, scope: Scope, way: Walk, tell: Tell): void {
  const values = checkArguments(statement.params, scope, tell);
  const context = withFields(values[0]?.shape ?? scope.context, checkHash(statement.hash, scope, tell));
  const name = asPath(statement.name).original;
  const why = wrongPartial(statement, name, way);
  const alone = { ...scope, context, outer: undefined, named: new Map<string, Shape>() };
  if (why !== undefined) tell(statement, why);
  else walk(way.partials.get(name), alone, { ...way, within: [...way.within, name] });
}

function wrongPartial(statement: hbs.AST.PartialStatement, name: string, way: Walk): string | undefined {
  if (statement.name.type === "SubExpression") return "the name of a partial has to be written out";
  if (!way.partials.has(name)) return `unknown partial ${literal(name)}; ${hintOf(name, [...way.partials.keys()])}`;
  if (way.within.includes(name))
    return `the partial includes itself: ${[...way.within, name].map(literal).join(" → ")}`;
  return statement.params.length > 1 ? "a partial takes one value, and more only by name: `key=value`" : undefined;
}

/** What a partial sees when values are given by name. */
function withFields(context: Shape, given: Record<string, Shape>): Shape {
  if (Object.keys(given).length === 0 || context.kind === "unknown") return context;
  return record({ ...(context.kind === "record" ? Object.fromEntries(context.fields) : {}), ...given });
}
