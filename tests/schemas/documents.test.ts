import { readFileSync, writeFileSync } from "node:fs";
import * as prettier from "prettier";
import { describe, expect, it } from "vitest";
import { documentJsonSchema, documents } from "../../src/ui/documents/index.ts";

const names = Object.keys(documents) as (keyof typeof documents)[];

describe("the published schema of", () => {
  // `UPDATE=1 npx vitest run tests/schemas` writes them anew.
  it.each(names)("%s is what the program says", async (name) => {
    const url = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
    const text = await prettier.format(JSON.stringify(documentJsonSchema(name)), {
      parser: "json",
      objectWrap: "preserve",
    });
    if (process.env.UPDATE === "1") writeFileSync(url, text);
    expect(readFileSync(url, "utf8")).toBe(text);
  });
});
