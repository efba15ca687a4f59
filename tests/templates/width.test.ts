import { expect, test } from "vitest";
import { everyFile, scaffold } from "./support/scaffold.ts";

const widest = 80;

/** Lines that are too wide, with their place; code, tables and front matter are not prose and may be. */
function wideLines([path, text]: readonly [string, string]): string[] {
  const apart = /^---\n[\s\S]*?\n---\n|^ *```[\s\S]*?^ *```$|^ *\|.*$/gm;
  const prose = text.replace(apart, (match) => match.replace(/[^\n]/g, ""));
  return prose.split("\n").flatMap((line, at) => (line.length > widest ? [`${path}:${at + 1} ${line}`] : []));
}

const prose = (answers: object) => [...scaffold(answers)].filter(([path]) => path.endsWith(".md"));

test.each([
  ["every default", everyFile],
  ["strategy", { ...everyFile, mode: "strategy", sync: "ff-only" }],
  ["no questions", { ...everyFile, max_questions: 0 }],
])("no line of prose is wider than 80 characters with %s", (_, answers) => {
  expect(prose(answers).flatMap(wideLines)).toEqual([]);
});
