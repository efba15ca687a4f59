import { lint } from "markdownlint-cli2/markdownlint/promise";
import * as oxfmt from "oxfmt";
import * as prettier from "prettier";

/** What prettier and oxfmt would change with their defaults: the first line of each file that does not stay as it is. */
export async function changes(files: ReadonlyMap<string, string>): Promise<string[]> {
  const found = [...files].map(async ([path, text]) => [
    ...firstChange(path, "prettier", text, await byPrettier(path, text)),
    ...firstChange(path, "oxfmt", text, await byOxfmt(path, text)),
  ]);
  return (await Promise.all(found)).flat();
}

async function byPrettier(path: string, text: string): Promise<string> {
  const { inferredParser } = await prettier.getFileInfo(path);
  return inferredParser === null ? text : prettier.format(text, { parser: inferredParser });
}

async function byOxfmt(path: string, text: string): Promise<string> {
  const { code, errors } = await oxfmt.format(path, text);
  const unsupported = errors.some((error) => error.message.includes("Unsupported file type"));
  if (errors.length > 0 && !unsupported) throw new Error(errors.map((error) => error.message).join("\n"));
  return unsupported ? text : code;
}

function firstChange(path: string, tool: string, before: string, after: string): string[] {
  if (before === after) return [];
  const [was, is] = [before.split("\n"), after.split("\n")];
  const at = was.findIndex((line, index) => line !== is[index]);
  return [`${path}:${at + 1} ${tool}: ${was[at]} → ${is[at]}`];
}

/** What markdownlint says about the markdown among the files, with its defaults; one line a finding. */
export async function lintFindings(files: ReadonlyMap<string, string>): Promise<string[]> {
  const strings = Object.fromEntries([...files].filter(([path]) => path.endsWith(".md")));
  return Object.entries(await lint({ strings })).flatMap(([path, list]) =>
    list.map((each) => `${path}:${each.lineNumber} ${each.ruleNames.join("/")} ${each.errorDetail ?? ""}`.trimEnd()),
  );
}
