import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const templates = fileURLToPath(new URL("../../templates", import.meta.url));

/** What the next version adds at the end of the developer runner. */
export const nextLine = "The last line of the next version.";

/** Writes the built-in templates into a folder as somebody's own pack, with one line more in a runner. */
export async function writeNextVersion(folder: string): Promise<void> {
  await cp(templates, folder, { recursive: true });
  const rewrite = async (path: string, change: (text: string) => string) =>
    writeFile(join(folder, path), change(await readFile(join(folder, path), "utf8")));
  const header = "name: house\nversion: 99.0.0\nstandalone: true";
  await rewrite("pack.yml", (text) => text.replace(/^name: .*\nversion: .*$/m, header));
  await rewrite("planning/DEV_RUNNER.md.hbs", (text) => `${text}\n${nextLine}\n`);
}
