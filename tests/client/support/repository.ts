import { planInit } from "../../helpers/cli.ts";
import { commitAll, tempDir, writeFiles } from "../../helpers/temp.ts";

const tide = { "go.mod": "module example.org/tide\n\ngo 1.22\n", "README.md": "# tide\n" };

/** A committed repository with a planning loop in it, for Claude Code. */
export async function plannedRepository(
  flags: readonly string[] = [],
  files: Record<string, string> = {},
): Promise<string> {
  const root = await tempDir();
  await writeFiles(root, { ...tide, ...files });
  await commitAll(root);
  const { exit, stderr } = await planInit(["--yes", ...flags], { cwd: root });
  if (exit !== 0) throw new Error(stderr);
  await commitAll(root, "Add a planning loop");
  return root;
}
