import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Html, html, page } from "../../../src/ui/html.ts";
import { readMarkup } from "../../helpers/markup.ts";

const said = (value: string): string => `${html`<p>${value}</p>`}`.slice(3, -4);

describe("what a template may hold", () => {
  test.each<[string, Html, string]>([
    ["text is escaped", html`<p>${"<b>&\"'`"}</p>`, "<p>&#60;b&#62;&#38;&#34;&#39;&#96;</p>"],
    ["markup stands as it is", html`<p>${html`<b>${"<"}</b>`}</p>`, "<p><b>&#60;</b></p>"],
    ["lists are joined", html`${["<", html`<br>`, [1, "&"]]}`, "&#60;<br>1&#38;"],
    ["nothing leaves nothing", html`${null}${undefined}${false}${""}`, ""],
    ["zero is a number", html`${0}`, "0"],
    ["an attribute", html`<a title="${'" onclick="x'}">`, '<a title="&#34; onclick=&#34;x">'],
  ])("%s", (_, made, expected) => {
    expect(`${made}`).toBe(expected);
  });

  test("text that only looks like markup does not pass for it", () => {
    const forged = JSON.parse('{"#text":"<b>","text":"<b>"}');
    expect(() => html`${forged as string}`).toThrow();
  });
});

describe("a template that could be broken out of throws", () => {
  test.each([
    ["bare value", () => html`<a title=${"x"}>`],
    ["single quotes", () => html`<a title='${"x"}'>`],
    ["name of an attribute", () => html`<a ${"onclick"}="x">`],
    ["name of a tag", () => html`<${"script"}>`],
    ["markup within a tag", () => html`<a title="${html`"`}">`],
    ["a list within a tag", () => html`<a title="${["x"]}">`],
    ["after another value of the tag", () => html`<a title="${"x"}" id=${"y"}>`],
  ])("%s", (_, make) => {
    expect(make).toThrow("unquoted value");
  });

  test.each(["javascript:x", "//host/x", "/etc/passwd", "https://example.org", "x.md", " ./x", ""])(
    "address %j",
    (address) => {
      expect(() => html`<a href="${address}">x</a>`).toThrow("foreign address");
    },
  );
  test.each(["#m1", "./x", "../x"])("address %j is fine", (address) => {
    expect(`${html`<a href="${address}">x</a>`}`).toContain(`"${address}"`);
  });
});

describe("what would not be seen is spelled out", () => {
  test.each([
    ["a\u202eb", "a\\u202eb"],
    ["a\0\x1b[31m\r", "a\\u0000\\u001b[31m\\r"],
    ["a\n\tb", "a\n\tb"],
    ["npm\u200b test", "npm\\u200b test"],
    ["np\u200dm", "np\\u200dm"],
    ["👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"],
    ["می\u200cخواهم", "می\u200cخواهم"],
    ["\u200d", "\\u200d"],
  ])("%j", (text, expected) => {
    expect(said(text)).toBe(expected);
  });
});

test("arbitrary text comes back from text and attributes as it was, and makes no element", () => {
  const seen = fc.string({ unit: "grapheme" }).filter((text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text));
  fc.assert(
    fc.property(seen, (text) => {
      const tags = readMarkup(`${html`<p title="${text}">${text}</p>`}`);
      expect(tags).toEqual([{ name: "p", attributes: { title: text }, text, parent: undefined }]);
    }),
  );
});

describe("a page", () => {
  const written = page({ title: "<t>", style: ".x>.y{color:red}", body: html`<p>x</p>` });
  const tags = readMarkup(written);
  const policy = tags.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy")?.attributes
    .content;

  test("allows its own style by hash, and nothing else", () => {
    const style = tags.find(({ name }) => name === "style")?.text ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(style).toContain(".x>.y{color:red}");
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  });
  test("says its language, encoding and title, the policy before all that it governs", () => {
    expect(tags.map(({ name }) => name).slice(0, 5)).toEqual(["html", "head", "meta", "meta", "meta"]);
    expect(tags[0]?.attributes.lang).toBe("en");
    expect(tags[2]?.attributes.charset).toBe("utf-8");
    expect(tags.find(({ name }) => name === "title")?.text).toBe("<t>");
  });
  test("refuses a style that could end itself", () => {
    expect(() => page({ title: "", style: "</style>", body: html`` })).toThrow("style");
  });
});
