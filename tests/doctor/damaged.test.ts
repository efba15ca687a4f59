import fs from "fs-extra";
import { expect, it } from "vitest";
import { runHere } from "../upgrade/support/in-process.ts";
import { scaffoldedWith } from "../upgrade/support/scaffolded.ts";
import { at, edit, examine, theOnly } from "./support.ts";

const [begin, end] = ["<!-- plan-init:begin -->\n", "<!-- plan-init:end -->\n"];

it.each<[string, (text: string) => string, RegExp]>([
  ["the end is gone", (text) => text.replace(end, ""), /^put the line `(.*end -->)` back below our text/],
  ["the beginning is gone", (text) => text.replace(begin, ""), /^put the line `(.*begin -->)` back above our text/],
  ["it begins twice", (text) => text.replace(begin, begin + begin), /^leave one line/],
  ["it ends twice", (text) => text.replace(end, end + end), /^leave one line/],
  ["the markers are swapped", (text) => text.replace(begin, end).replace(/\n[^\n]*end -->\n$/, `\n${begin}`), /^leave/],
])("a block is damaged when %s: that alone is said, and the fix mends it", async (_, damage, fix) => {
  const root = await scaffoldedWith({ "CLAUDE.md": "# Mine\n" });
  const whole = await fs.readFile(at(root, "CLAUDE.md"), "utf8");
  await edit(root, "CLAUDE.md", damage);
  const { findings } = await examine(root);
  expect(findings.filter(({ path }) => path === "CLAUDE.md").map(({ check }) => check)).toEqual(["files/skipped"]);
  expect((await theOnly("files/skipped", root)).fix).toMatch(fix);
  // What the fix asks for leaves one pair of markers around our text, and so the file as it was.
  await fs.writeFile(at(root, "CLAUDE.md"), whole);
  expect(await runHere(["--yes"], { cwd: root })).toMatchObject({ exit: 0 });
  expect((await examine(root)).serious).toEqual([]);
});
