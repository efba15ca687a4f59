import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { expect, it } from "vitest";
import { parse } from "yaml";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const marked = /(<!-- files: begin -->\n)[\s\S]*?(<!-- files: end -->)/;

interface Entry {
  id: string;
  template: string;
  to?: string;
  mode?: string;
  when?: Record<string, unknown>;
}

const code = (text: string): string => `\`${text}\``;

function whenWords(when: Entry["when"] = {}): string {
  return Object.entries(when)
    .map(([key, value]) => code(`${key}: ${Array.isArray(value) ? `[${value.join(", ")}]` : String(value)}`))
    .join(", ");
}

function rowOf({ id, template, to, mode = "merge", when }: Entry): string {
  return `| ${code(id)} | ${code(to ?? template.replace(/\.hbs$/, ""))} | ${code(mode)} | ${whenWords(when)} |`;
}

it("docs/packs.md lists the built-in files as pack.yml has them; UPDATE=1 writes it", async () => {
  const { files } = parse(await readFile(at("templates/pack.yml"), "utf8")) as { files: Entry[] };
  const rows = ["| id | destination | mode | when |", "| --- | --- | --- | --- |", ...files.map(rowOf)];
  const table = await format(rows.join("\n"), { parser: "markdown" });
  const page = await readFile(at("docs/packs.md"), "utf8");
  const wanted = page.replace(marked, (_, begin: string, end: string) => `${begin}\n${table}\n${end}`);
  if (process.env.UPDATE) await writeFile(at("docs/packs.md"), wanted);
  else expect(page).toBe(wanted);
  expect(page).toMatch(marked);
});
