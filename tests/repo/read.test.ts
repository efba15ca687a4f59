import fc from "fast-check";
import { expect, it } from "vitest";
import { dig, entries, plainJson, readJson, readToml, readYaml, string, strings } from "../../src/repo/read.ts";
import { recordView } from "./record-view.ts";

const json = (text: string) => readJson(recordView({ a: text }), "a");

it("JSON with comments and trailing commas", () => {
  const text = '{ // one\n "a//b": "/* no */", /* two */ "c": [1, 2, ], "d": ",]", "e\\"//": 1, }';
  expect(json(text)).toEqual({ "a//b": "/* no */", c: [1, 2], d: ",]", 'e"//': 1 });
});

it("what is JSON already is left alone", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(plainJson(text)).toBe(text);
    }),
  );
});

it.each(["", "{", '{"a" 1}', "\u0000", "// only a comment", '"unclosed'])("%j is no JSON", (text) => {
  expect(json(text)).toBeUndefined();
});

it("malformed, absent, or too deep TOML and YAML is nothing", () => {
  const files = {
    toml: "[a",
    yaml: "a: [",
    twice: "a: 1\na: 2",
    deep: `${"[".repeat(101)}${"]".repeat(101)}`,
    long: `a: ${"x".repeat(65 * 1024)}`,
  };
  const view = recordView({ ...files, bomb: `a: &a [1]\n${"b: [*a, *a, *a, *a, *a]\n".repeat(100)}` });
  expect(readToml(view, "toml")).toBeUndefined();
  for (const path of ["yaml", "deep", "long", "bomb", "absent"]) expect(readYaml(view, path), path).toBeUndefined();
  expect(readYaml(recordView({ a: "- !custom x\n- {b: [c]}" }), "a")).toEqual(["x", { b: ["c"] }]);
});

it("only own properties of the right type are found", () => {
  const value = JSON.parse('{"a": {"b": ["x", 7, null]}, "__proto__": {"c": "d"}, "s": "t"}');
  expect(strings(value, "a", "b")).toEqual(["x"]);
  expect(string(value, "__proto__", "c")).toBe("d");
  expect([string(value, "a"), string(value, "constructor", "name"), dig(value, "s", "length", "x")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(entries(value, "a", "b")).toEqual([]);
  expect(entries(value, "a")).toEqual([["b", ["x", 7, null]]]);
});
