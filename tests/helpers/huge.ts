import { spawn } from "node:child_process";
import { linkSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { git, gitEnv } from "./temp.ts";

const folders = 1000;
const filesPerFolder = 100;
/** File systems allow some 65,000 links to a file. */
const linksPerFile = 50_000;
const content = "export const berth = 1;\n";

/** Writes `src/pkg0/file0.ts` … as hard links to a few files, which is five times as fast as writing each. */
function linkFiles(dir: string): string[] {
  const paths: string[] = [];
  let original = "";
  for (let folder = 0; folder < folders; folder++) {
    mkdirSync(join(dir, `src/pkg${folder}`), { recursive: true });
    for (let file = 0; file < filesPerFolder; file++) {
      const path = `src/pkg${folder}/file${file}.ts`;
      if (paths.length % linksPerFile === 0) {
        original = join(dir, path);
        writeFileSync(original, content);
      } else linkSync(original, join(dir, path));
      paths.push(path);
    }
  }
  return paths;
}

function fastImport(dir: string, stream: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["fast-import", "--quiet"], {
      cwd: dir,
      env: gitEnv,
      stdio: ["pipe", "ignore", "ignore"],
    });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`git fast-import exited with ${code}`))));
    child.stdin.end(stream);
  });
}

/**
 * A repository of 100,000 small TypeScript files and a `package.json`, committed, with a fresh index.
 * The files under `src/` share their content on disk: replace one (write and rename) rather than write into it.
 */
export async function hugeRepository(dir: string): Promise<void> {
  await git(dir, "init", "--quiet");
  const manifest = `${JSON.stringify({ name: "huge", private: true, scripts: { test: "vitest run" } }, null, 2)}\n`;
  writeFileSync(join(dir, "package.json"), manifest);
  const stream = [
    `blob\nmark :1\ndata ${content.length}\n${content}`,
    `blob\nmark :2\ndata ${manifest.length}\n${manifest}`,
    "commit refs/heads/main\ncommitter Test <test@example.org> 1735787045 +0000\ndata 5\nStart",
    "M 100644 :2 package.json",
    ...linkFiles(dir).map((path) => `M 100644 :1 ${path}`),
    "",
  ].join("\n");
  await fastImport(dir, stream);
  await git(dir, "read-tree", "HEAD");
  await git(dir, "update-index", "-q", "--refresh");
}
