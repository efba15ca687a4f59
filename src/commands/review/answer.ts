import { createReadStream } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { errnoOf } from "../../pack/errno.ts";
import { Failure } from "../../ui/failure.ts";
import type { Proc } from "../../ui/process.ts";

/** More than any answer; of more than that the end is read, where the answer stands. */
const mostRead = 8 * 1024 * 1024;

/**
 * The text of an answer: a file's, or what comes on stdin.
 *
 * @throws Failure `usage` where there is none
 */
export async function readAnswerText(proc: Proc, cwd: string, step: string, file: string | undefined): Promise<string> {
  const fix = `give a file with the answer as JSON, or \`-\` for stdin: \`plan-init review ${step} answer.json\``;
  if (file === undefined) throw new Failure("usage", { what: "there is no answer to record", fix });
  if (file === "-") return readEnd(proc.stdin);
  try {
    return await readEnd(createReadStream(path.resolve(cwd, file)));
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined) throw error;
    const why = code === "ENOENT" ? "there is no such file" : code;
    throw new Failure("usage", { what: `\`${file}\` cannot be read: ${why}`, fix });
  }
}

async function readEnd(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    while (size - (chunks[0]?.length ?? 0) > mostRead) size -= chunks.shift()?.length ?? 0;
  }
  return Buffer.concat(chunks).toString("utf8");
}
