import { realpath } from "node:fs/promises";
import path from "node:path";
import { visible } from "../../config/words.ts";
import { observe, oddPlace } from "../../pack/disk.ts";
import type { DocumentFinding } from "../../strategy/documents/finding.ts";
import { largestDocument } from "../../strategy/documents/shelf.ts";
import { Failure } from "../../ui/failure.ts";
import { textLines } from "../../ui/findings.ts";
import type { Output } from "../../ui/output.ts";
import type { Proc } from "../../ui/process.ts";

/**
 * The text of a draft: a file's, or what comes on stdin.
 *
 * @param given as it was typed after `--from`
 * @throws Failure `usage`, `not-a-text-file`
 */
export async function readDraft(proc: Proc, cwd: string, given: string): Promise<string> {
  if (given === "-") return readStdin(proc);
  const full = path.resolve(proc.cwd, cwd, given);
  const real = await realpath(full).catch(() => full);
  const now = await observe(path.dirname(real), path.basename(real), largestDocument);
  if (now.kind === "text") return now.text;
  if (now.kind !== "absent") throw oddPlace(given, now);
  const fix = "give the path of the draft, or `-` for stdin";
  throw new Failure("usage", { what: `there is no \`${visible(given, 200)}\``, fix });
}

async function readStdin({ stdin }: Proc): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)?.length ?? 0;
    if (size > largestDocument) throw notText(`more than ${largestDocument} bytes`);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
    if (!text.includes("\0")) return text;
  } catch {
    throw notText("not UTF-8");
  }
  throw notText("not text: it contains NUL bytes");
}

const notText = (found: string): Failure => new Failure("not-a-text-file", { path: "stdin", found });

/** Findings of a document for a person. */
export const findingLines = (findings: readonly DocumentFinding[], file: string, output: Output): string[] =>
  textLines(
    findings.map(({ what, ...finding }) => ({ column: 1, ...finding, what: visible(what, 400) })),
    visible(file, 200),
    output,
  );
