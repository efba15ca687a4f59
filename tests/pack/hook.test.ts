import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalHook, dropHook, findHook, hookSetting, putHook } from "../../src/pack/hook.ts";

const hookOf = (command: string, event = "Stop", more: object = {}): string =>
  `${JSON.stringify({ hooks: { [event]: [{ hooks: [{ type: "command", command, ...more }] }] } }, null, 2)}\n`;

const hook = hookOf("plan-init hook stop || true");
const handler = { type: "command", command: "plan-init hook stop || true" };
const foreign = { hooks: [{ type: "command", command: "npm run lint" }] };

/** JSON in any layout: blanks where JSON allows them, in a style or in none. */
function laidOut(blank: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const name = fc.constantFrom("a", "model", "hooks ", "Stop", "__proto__", 'quo"te', "tab\t", "ü");
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom("1", "-0.5e+3", "true", "null", '"x"', '"[{,}]\\"\\\\"', '""', '"plan-init hook stop"'),
      fc.array(fc.tuple(blank, tie("value"), blank), { maxLength: 3 }).map((all) => `[${all.map(join).join(",")}]`),
      fc
        .array(
          fc.tuple(
            blank,
            name.map((key) => JSON.stringify(key)),
            blank,
            fc.constant(":"),
            blank,
            tie("value"),
            blank,
          ),
          { maxLength: 3 },
        )
        .map((all) => `{${all.map(join).join(",")}}`),
      blank.map((inside) => `{${inside}}`),
      blank.map((inside) => `[${inside}]`),
    ),
  }));
  const groups = fc.oneof(
    fc.constant([]),
    fc.constant([JSON.stringify(foreign)]),
    fc.constant([JSON.stringify(foreign), "{}"]),
  );
  const list = fc.tuple(blank, groups, blank).map(([a, all, b]) => `[${a}${all.join(`,${b}`)}${b}]`);
  const event = (key: string) => fc.tuple(blank, list).map(([a, all]) => `"${key}":${a}${all}`);
  const events = fc.tuple(blank, fc.subarray(["Stop", "PreToolUse"]), event("Stop"), event("PreToolUse"), blank);
  const hooks = events.map(([a, keys, stop, pre, b]) => {
    const all = keys.map((key) => (key === "Stop" ? stop : pre));
    return `"hooks":${a}{${a}${all.join(`,${b}`)}${b}}`;
  });
  const members = fc.array(
    fc.tuple(name, value).map(([key, inner]) => `${JSON.stringify(key)}: ${inner}`),
    { maxLength: 3 },
  );
  return fc
    .tuple(blank, members, fc.option(hooks), members, blank, fc.constantFrom("", "\uFEFF"))
    .map(([a, before, own, after, b, bom]) => {
      const all = [...before, ...(own === null ? [] : [own]), ...after];
      return `${bom}${a}{${a}${all.join(`,${b}`)}${b}}${b}`;
    });
}

const join = (parts: string[]): string => parts.join("");

const settings = fc.oneof(
  laidOut(fc.constantFrom("", " ", "\n", "\r\n\t", "\n\n    ")),
  laidOut(fc.constant("")),
  laidOut(fc.constant("\r\n  ")),
);

const parsed = (text: string): unknown => JSON.parse(text.replace(/^\uFEFF/, ""));

/** How many characters two texts have in common from their starts, and from their ends. */
function common(a: string, b: string): { start: number; end: number } {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return { start, end };
}

describe("our hook in somebody's settings", () => {
  it("comes in without touching another byte, and goes without a trace, however the file is laid out", () => {
    fc.assert(
      fc.property(settings, (text) => {
        expect(findHook(text)).toEqual({ kind: "none" });
        const setting = hookSetting(text, hook);
        const whole = putHook(text, hook);
        expect(findHook(whole)).toMatchObject({ kind: "found", inside: hook });
        const { start, end } = common(text, whole);
        // What is not in both is the blanks of an empty list or object at most.
        expect(text.slice(start, text.length - end).trim()).toBe("");
        expect(putHook(whole, hook)).toBe(whole);
        expect(dropHook(whole, setting)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves what the settings say to others as it was, and adds itself behind it", () => {
    fc.assert(
      fc.property(settings, (text) => {
        const before = parsed(text) as { hooks?: Record<string, unknown[]> };
        const { Stop: stop = [], ...events } = before.hooks ?? {};
        const after = { ...before, hooks: { ...events, Stop: [...stop, { hooks: [handler] }] } };
        expect(parsed(putHook(text, hook))).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });

  it("changes in its place, and changes back", () => {
    const newer = hookOf("plan-init hook stop --quick", "Stop", { timeout: 5 });
    fc.assert(
      fc.property(settings, (text) => {
        const whole = putHook(text, hook);
        const changed = putHook(whole, newer);
        expect(findHook(changed)).toMatchObject({ kind: "found", inside: newer });
        expect(putHook(changed, hook)).toBe(whole);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["{}", '{\n  "hooks": {\n    "Stop": [\n      {\n        "hooks": ['],
    ["{}\n", '{\n  "hooks": {\n    "Stop": ['],
    ['{\n    "model": "opus"\n}\n', '{\n    "model": "opus",\n    "hooks": {\n        "Stop": ['],
    ['{\r\n\t"model": "opus"\r\n}\r\n', '{\r\n\t"model": "opus",\r\n\t"hooks": {\r\n\t\t"Stop": [\r\n\t\t\t{\r\n'],
    ['{"model":"opus"}', '{"model":"opus","hooks":{"Stop":[{"hooks":[{"type":"command",'],
    ['{ "model": "opus" }', '{ "model": "opus", "hooks": { "Stop": [{ "hooks": [{ "type": "command", '],
    ['{\n  "hooks": {}\n}\n', '{\n  "hooks": {\n    "Stop": [\n      {\n'],
    ['{\n  "hooks": {\n    "Stop": []\n  }\n}\n', '{\n  "hooks": {\n    "Stop": [\n      {\n        "hooks": ['],
  ])("is laid out like its neighbours: %j", (text, start) => {
    expect(putHook(text, hook).slice(0, start.length)).toBe(start);
  });

  it("stands alone in a file made for it, which goes with it unless somebody wrote on", () => {
    const setting = hookSetting(undefined, hook);
    expect(putHook(undefined, hook)).toBe(hook);
    expect(dropHook(hook, setting)).toBeNull();
    const more = hook.replace("{\n", '{\n  "model": "opus",\n');
    expect(dropHook(more, setting)).toBe('{\n  "model": "opus"\n}\n');
    const others = hook.replace('"Stop": [', `"Stop": [\n      ${JSON.stringify(foreign)},`);
    expect(parsed(dropHook(others, setting) ?? "")).toEqual({ hooks: { Stop: [foreign] } });
  });

  it("is found where somebody put it among handlers of their own, which stay", () => {
    const mixed = JSON.stringify({ hooks: { Stop: [{ matcher: "x", hooks: [...foreign.hooks, handler] }] } }, null, 4);
    expect(findHook(mixed)).toMatchObject({ kind: "found", inside: hook });
    expect(parsed(dropHook(mixed, { made: 3 }) ?? "")).toEqual({ hooks: { Stop: [{ matcher: "x", ...foreign }] } });
  });

  it.each([
    ["", 1, "expected a value, found the end"],
    ["// ours\n{}", 1, "expected a value"],
    ['{\n  "a": 1, // one\n}', 2, "expected a key"],
    ['{\n  "a": 1,\n}', 3, "expected a key"],
    ['{"a": 1}\n{}', 2, "behind the end"],
    ['{"a": 01}', 1, "expected a value"],
    ['{"a": tru}', 1, "expected a value"],
    ['{"a": "b\nc"}', 1, "expected a value"],
    ["{'a': 1}", 1, "expected a key"],
    ['{\n"a": [1, 2\n', 3, "expected `,` or `]`"],
    ["[]", 1, "expected an object"],
    ['"x"', 1, "expected an object"],
    ['{\n  "hooks": []\n}', 2, "`hooks` is not an object"],
    ['{\n  "hooks": {\n    "Stop": {}\n  }\n}', 3, "`hooks.Stop` is not a list"],
    ['{"hooks": {},\n"hooks": {}}', 2, "`hooks` stands here a second time"],
    ["[".repeat(100_000), 1, "nested more than"],
    [`{"hooks":{"Stop":[{"hooks":[${JSON.stringify(handler)},\n${JSON.stringify(handler)}]}]}}`, 2, "a second time"],
  ])("is not looked for in what cannot be settings: %j", (text, line, why) => {
    expect(findHook(text)).toMatchObject({ kind: "damaged", line, why: expect.stringContaining(why) });
  });

  it("agrees with JSON.parse about what is JSON", () => {
    const pieces = fc.constantFrom(...'{}[],:"\\01-.eE+ \n/x', '"a"', "true", "null", "[]", '{"a":1}', "\\u12");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }).map(join), (text) => {
        const whole = `{"a":${text}}`;
        const isJson = succeeds(() => JSON.parse(whole));
        expect(findHook(whole).kind === "none").toBe(isJson);
      }),
      { numRuns: 3000 },
    );
  });
});

function succeeds(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

describe("a hook's one form", () => {
  it("does not depend on layout", () => {
    expect(canonicalHook(JSON.stringify(JSON.parse(hook)))).toBe(hook);
  });

  it.each([
    "",
    "{}",
    "[]",
    hookOf("npm test"),
    hook.replace('command"', 'prompt"'),
    `${hook}x`,
    '{"hooks":{"Stop":[]}}',
  ])("other texts have none: %j", (text) => expect(canonicalHook(text)).toBeUndefined());
});
