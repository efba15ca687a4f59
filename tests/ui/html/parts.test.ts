import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { html } from "../../../src/ui/html.ts";
import { link, moment, prose, table } from "../../../src/ui/html-parts.ts";
import { readMarkup } from "../../helpers/markup.ts";

const addressOf = (from: string, to: string): string | undefined =>
  readMarkup(`${link(from, to)}`).find(({ name }) => name === "a")?.attributes.href;

describe("addresses of files, from the page's folder", () => {
  test.each([
    ["planning/_runs/r1", "planning/_runs/r1/run.md", "./run.md"],
    ["planning/_runs/r1", "planning/_state/CANONICAL_PLAN.md", "../../_state/CANONICAL_PLAN.md"],
    ["planning/_runs", "planning/_runs/r1", "./r1"],
    ["planning/_runs/r1", "planning/_runs/r2", "../r2"],
    ["planning/_runs/r1", "planning", "../../"],
    ["", "a.md", "./a.md"],
    [".", "a.md", "./a.md"],
    ["a/", "a/deltas/", "./deltas"],
    ["a", "a/b c#d?e%.md", "./b%20c%23d%3Fe%25.md"],
    ["a", "javascript:alert(1)", "../javascript%3Aalert(1)"],
    ["a", "a\\..\\b", "../a%5C..%5Cb"],
    ["a", "//host/share", "../host/share"],
    ["a", "half \ud83d pair", "../half%20%EF%BF%BD%20pair"],
    ["a", "../outside", undefined],
    ["a", "a/b/../../../x", undefined],
    ["../a", "a/b", undefined],
  ])("from %j to %j: %j", (from, to, expected) => {
    expect(addressOf(from, to)).toBe(expected);
  });

  const name = fc.string({ minLength: 1 }).filter((text) => !/[/\0]/.test(text) && text !== "." && text !== "..");
  const path = fc.array(name, { maxLength: 4 });
  test("lead where they should, whatever the names", () => {
    fc.assert(
      fc.property(path, path, (from, to) => {
        const address = addressOf(from.join("/"), to.join("/")) ?? "none";
        const base = `file:///repo/${from.map((part) => `${encodeURIComponent(part)}/`).join("")}page.html`;
        const led = new URL(address, base).pathname.split("/").filter((part) => part !== "");
        expect(led.map(decodeURIComponent)).toEqual(["repo", ...to]);
      }),
    );
  });
});

const now = "2026-03-14T09:30:00Z";

describe("moments", () => {
  test.each([
    ["2026-03-14T09:30:00Z", "just now"],
    ["2026-03-14T09:29:01.500Z", "just now"],
    ["2026-03-14T09:29:00Z", "1 minute ago"],
    ["2026-03-14T08:30:00Z", "1 hour ago"],
    ["2026-03-12T09:30:01Z", "47 hours ago"],
    ["2026-03-12T09:30:00Z", "2 days ago"],
    ["2025-03-14T09:30:00Z", "365 days ago"],
    ["2026-03-14T09:31:00Z", "2026-03-14 09:31 UTC"],
  ])("%s: %s", (at, expected) => {
    const [tag] = readMarkup(`${moment(at, now)}`);
    expect(tag).toMatchObject({ name: "time", text: expected, attributes: { datetime: at } });
    expect(tag?.attributes.title).toBe(`${at.slice(0, 10)} ${at.slice(11, 16)} UTC`);
  });
  test.each([
    ["yesterday", now],
    ["item 7", now],
    ["", now],
    [now, "never"],
  ])("%j as of %j stands as it is", (at, asOf) => {
    expect(`${moment(at, asOf)}`).toBe(at);
  });
});

test.each([
  ["run `a b`, then `c`", "run <code>a b</code>, then <code>c</code>"],
  ["`a` alone ` here", "<code>a</code> alone &#96; here"],
  ["no code", "no code"],
  ["`<b>`", "<code>&#60;b&#62;</code>"],
])("prose %j", (text, expected) => {
  expect(`${html`${prose(text)}`}`).toBe(expected);
});

describe("tables", () => {
  const rows = Array.from({ length: 201 }, (_, at) => [`r${at}`, at]);
  test("have a caption, heads of columns and rows, and cells that say their column", () => {
    const tags = readMarkup(`${table("What", ["A", "B"], rows.slice(0, 2))}`);
    expect(tags.find(({ name }) => name === "caption")?.text).toBe("What");
    expect(tags.filter(({ name }) => name === "th").map(({ attributes, text }) => [attributes.scope, text])).toEqual([
      ["col", "A"],
      ["col", "B"],
      ["row", "r0"],
      ["row", "r1"],
    ]);
    expect(tags.filter(({ name }) => name === "td").map(({ attributes }) => attributes["data-head"])).toEqual([
      "B",
      "B",
    ]);
  });
  test("say what they leave out", () => {
    const tags = readMarkup(`${table("What", ["A", "B"], rows)}`);
    expect(tags.filter(({ name }) => name === "td")).toHaveLength(200);
    expect(tags.find(({ name }) => name === "caption")?.text).toBe("What; 1 more not shown");
  });
});
