import { lint } from "markdownlint-cli2/markdownlint/promise";
import * as oxfmt from "oxfmt";
import * as prettier from "prettier";

/** What prettier and oxfmt would change, and what markdownlint says, all with their defaults; one line each. */
export async function findings(files: ReadonlyMap<string, string>): Promise<string[]> {
  const found = await Promise.all(
    [...files].map(async ([path, text]) => [
      ...changedLines(path, "prettier", text, await byPrettier(path, text)),
      ...changedLines(path, "oxfmt", text, await byOxfmt(path, text)),
    ]),
  );
  return [...found.flat(), ...(await byMarkdownlint(files))];
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

/** The first line that a formatter would change. */
function changedLines(path: string, tool: string, before: string, after: string): string[] {
  if (before === after) return [];
  const [was, is] = [before.split("\n"), after.split("\n")];
  const at = was.findIndex((line, index) => line !== is[index]);
  return [`${path}:${at + 1} ${tool}: ${was[at]} → ${is[at]}`];
}

async function byMarkdownlint(files: ReadonlyMap<string, string>): Promise<string[]> {
  const strings = Object.fromEntries([...files].filter(([path]) => path.endsWith(".md")));
  const found = await lint({ strings });
  return Object.entries(found).flatMap(([path, list]) =>
    list.map((each) => `${path}:${each.lineNumber} ${each.ruleNames.join("/")} ${each.errorDetail ?? ""}`),
  );
}
