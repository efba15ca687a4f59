import * as z from "zod/mini";
import type { BlockSearch, Damage } from "./block.ts";
import { append, cut, layoutOf, replace } from "./json/edit.ts";
import {
  dataOf,
  type JsonArray,
  type JsonItem,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  JsonProblem,
  lineAt,
  parseJson,
} from "./json/parse.ts";

/** Our hook in Claude Code's settings: one handler at one event, which is known by its command. */
interface Hook {
  event: string;
  handler: Record<string, unknown>;
}

/** What makes a handler ours. */
const mark = /(?<![\w-])plan-init hook [a-z]/;

const hookSchema = z.strictObject({
  hooks: z.record(
    z.string(),
    z.tuple([
      z.strictObject({
        hooks: z.tuple([z.looseObject({ type: z.literal("command"), command: z.string().check(z.regex(mark)) })]),
      }),
    ]),
  ),
});

/** Reads a hook as templates and bases have it: settings that hold nothing else. `undefined` for any other text. */
function parseHook(text: string): Hook | undefined {
  try {
    const events = Object.entries(hookSchema.parse(JSON.parse(text)).hooks);
    const [[event, [group]] = ["", []]] = events;
    return events.length === 1 && group !== undefined ? { event, handler: group.hooks[0] } : undefined;
  } catch {
    return undefined;
  }
}

const settingsWith = ({ event, handler }: Hook): object => ({ hooks: { [event]: [{ hooks: [handler] }] } });

const serialise = (hook: Hook): string => `${JSON.stringify(settingsWith(hook), null, 2)}\n`;

/**
 * The one form in which hooks are compared, stored and merged, so that how a settings file is laid out never counts as an edit.
 *
 * @returns `undefined` for a text that is no hook of ours
 */
export function canonicalHook(text: string): string | undefined {
  const hook = parseHook(text);
  return hook === undefined ? undefined : serialise(hook);
}

/** Our handler in a settings file, with what it stands in, from inside to outside. */
interface Found {
  handler: JsonItem;
  group: JsonItem & { value: JsonObject };
  handlers: JsonArray;
  event: JsonMember & { value: JsonArray };
  hooks: JsonMember & { value: JsonObject };
  root: JsonObject;
}

/** What a settings file is to us. */
type Settings =
  | Damage
  | { kind: "ours"; found: Found }
  | { kind: "none"; root: JsonObject; hooks: (JsonMember & { value: JsonObject }) | undefined };

function read(text: string): Settings {
  try {
    const root = parseJson(text);
    if (root.kind !== "object") throw new JsonProblem(root.start, "expected an object");
    return search(root);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    return { kind: "damaged", line: lineAt(text, error.offset), why: error.message, mend: "mend the file" };
  }
}

function search(root: JsonObject): Settings {
  const hooks = objectAt(root, "hooks");
  if (hooks === undefined) return { kind: "none", root, hooks };
  const ours = hooks.value.entries.flatMap((event) => handlersAt(event).map((found) => ({ ...found, hooks, root })));
  const [found, second] = ours;
  if (second !== undefined) throw new JsonProblem(second.handler.start, "our hook stands here a second time");
  return found === undefined ? { kind: "none", root, hooks } : { kind: "ours", found };
}

function objectAt(root: JsonObject, key: string): (JsonMember & { value: JsonObject }) | undefined {
  const [member, second] = root.entries.filter((entry) => entry.key === key);
  if (second !== undefined) throw new JsonProblem(second.start, `\`${key}\` stands here a second time`);
  if (member === undefined) return undefined;
  const { value } = member;
  if (value.kind !== "object") throw new JsonProblem(value.start, `\`${key}\` is not an object`);
  return { ...member, value };
}

function handlersAt(member: JsonMember): Omit<Found, "hooks" | "root">[] {
  const { value: list } = member;
  if (list.kind !== "array") throw new JsonProblem(list.start, `\`hooks.${member.key}\` is not a list`);
  const event = { ...member, value: list };
  return list.entries.flatMap((group) => {
    const handlers = group.value.kind === "object" ? fieldOf(group.value, "hooks") : undefined;
    if (handlers?.kind !== "array" || group.value.kind !== "object") return [];
    const inside = { event, group: { ...group, value: group.value }, handlers };
    return handlers.entries.filter(({ value }) => isOurs(value)).map((handler) => ({ ...inside, handler }));
  });
}

function isOurs(handler: JsonNode): boolean {
  const command = handler.kind === "object" ? fieldOf(handler, "command") : undefined;
  return command?.kind === "scalar" && typeof command.value === "string" && mark.test(command.value);
}

/** Of a key that stands twice the last counts, as it does for whoever reads the settings. */
const fieldOf = (object: JsonObject, key: string): JsonNode | undefined =>
  object.entries.findLast((entry) => entry.key === key)?.value;

/**
 * Finds our hook in a settings file.
 *
 * @returns as `findBlock`: `found` with the hook in its canonical form; `damaged` for a file that is no JSON or has other things
 *   where hooks belong
 */
export function findHook(text: string): BlockSearch {
  const settings = read(text);
  if (settings.kind !== "ours") return settings.kind === "none" ? { kind: "none" } : settings;
  const { handler } = settings.found;
  return { kind: "found", inside: serialise(hookOf(text, settings.found)), start: handler.start, end: handler.end };
}

const hookOf = (text: string, { event, handler }: Found): Hook => ({
  event: event.key,
  handler: dataOf(text, handler.value) as Hook["handler"],
});

/** What was around a hook when it came into its file. */
export interface HookSetting {
  /** Stands, empty, where the file was created for the hook. */
  preamble?: string | undefined;
  /** How many of what holds the hook were made for it, from inside: its group, the event's list, `hooks`. */
  made?: number | undefined;
  /** What the innermost of those that were there looked like, when it was empty. */
  was?: string | undefined;
}

/** What will be to remember of a hook that is put into a file; `undefined` text for one that is created for it. */
export function hookSetting(text: string | undefined, incoming: string): HookSetting {
  if (text === undefined) return { preamble: "" };
  const settings = read(text);
  if (settings.kind !== "none") return {};
  const { into, made } = landing(settings, parseHook(incoming)?.event ?? "");
  return { made, was: into.entries.length === 0 ? text.slice(into.start, into.end) : undefined };
}

/** The innermost thing there that a new hook goes into, and how many it needs around itself. */
function landing({ root, hooks }: Extract<Settings, { kind: "none" }>, event: string) {
  const list = hooks === undefined ? undefined : fieldOf(hooks.value, event);
  if (list?.kind === "array") return { into: list, made: 1 } as const;
  return hooks === undefined ? ({ into: root, made: 3 } as const) : ({ into: hooks.value, made: 2 } as const);
}

/**
 * A settings file with our hook in it as given; every byte around it stays.
 *
 * @param text the file, not damaged; `undefined` where there is none
 * @param incoming the hook in any layout
 * @throws TypeError for a text that is no hook
 */
export function putHook(text: string | undefined, incoming: string): string {
  const hook = parseHook(incoming);
  if (hook === undefined) throw new TypeError("it is no hook");
  if (text === undefined) return serialise(hook);
  const settings = read(text);
  if (settings.kind === "damaged") throw new TypeError(settings.why);
  if (settings.kind === "none") return insert(text, settings, hook);
  const { found } = settings;
  if (serialise(hookOf(text, found)) === serialise(hook)) return text;
  if (found.event.key === hook.event) return replace(text, found.handler, hook.handler, layoutOf(text, found.root));
  return putHook(dropHook(text, { made: 2 }) ?? undefined, incoming);
}

function insert(text: string, settings: Extract<Settings, { kind: "none" }>, { event, handler }: Hook): string {
  const layout = layoutOf(text, settings.root);
  const { into, made } = landing(settings, event);
  const group = { hooks: [handler] };
  if (made === 1) return append(text, into, group, layout);
  return made === 2
    ? append(text, into, [group], layout, event)
    : append(text, into, { [event]: [group] }, layout, "hooks");
}

/**
 * The settings file without our hook and without what was made for it, as far as nobody else uses that; `null` when the file was
 * created for it and holds nothing else. Taking out right after putting in gives the same bytes.
 */
export function dropHook(text: string, { preamble, made = 3, was }: HookSetting): string | null {
  const settings = read(text);
  if (settings.kind !== "ours") return text;
  const { handler, handlers, group, event, hooks, root } = settings.found;
  const levels = [
    { from: handlers, entry: handler },
    { from: event.value, entry: group },
    { from: hooks.value, entry: event },
    { from: root, entry: hooks },
  ];
  const alone = levels.findIndex(({ from }, at) => at === made || from.entries.length > 1);
  const { from, entry } = levels[alone] ?? { from: root, entry: hooks };
  const isLast = from.entries.length === 1;
  if (isLast && from === root && preamble !== undefined) return null;
  if (isLast && alone === made && was !== undefined) return text.slice(0, from.start) + was + text.slice(from.end);
  return cut(text, from, entry);
}
