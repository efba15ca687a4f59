/** The text of the first fenced block of a language at or after a heading; fails the test when there is none. */
export function fence(text: string, language: string, heading = ""): string {
  const from = heading === "" ? 0 : text.indexOf(`\n${heading}\n`);
  const found = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(from < 0 ? "" : text.slice(from));
  if (found?.[1] === undefined) throw new Error(`no ${language} block under "${heading}"`);
  return found[1];
}

/** The headings of a markdown text, with their `#` marks, without those inside fences. */
export const headings = (text: string): string[] => withoutFences(text).match(/^#{1,6} .*$/gm) ?? [];

/** The text without its fenced blocks. */
export const withoutFences = (text: string): string => text.replace(/^ *```[\s\S]*?^ *```$/gm, "");

/** What stands in code: the insides of inline code spans and the lines of fenced blocks. */
export function codeOf(text: string): string[] {
  const fenced = [...text.matchAll(/^ *```\w*\n([\s\S]*?)^ *```$/gm)].flatMap((match) => match[1]?.split("\n") ?? []);
  const inline = [...withoutFences(text).matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
  return [...fenced, ...inline].map((line) => line.trim()).filter((line) => line !== "");
}
