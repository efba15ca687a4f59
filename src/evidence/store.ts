import { appendLine, readLines } from "../pack/append.ts";
import { type EvidenceLog, evidenceFile, evidenceLine, type OwnEvidence, parseEvidence } from "./record.ts";

/**
 * Appends one line, and returns when the disk has it.
 *
 * @param root absolute, real path of the repository
 * @param run id of a run whose folder is there
 * @throws Failure as `appendLine`
 */
export const appendEvidence = (root: string, run: string, evidence: OwnEvidence): Promise<void> =>
  appendLine(root, evidenceFile(run), evidenceLine(evidence));

/** As much as the newest lines take; a run has a few hundred of 2 KB. */
const mostRead = 8 * 1024 * 1024;

/**
 * The evidence of a run, empty when there is none. Of a file that has grown beyond all measure the newest part is read.
 *
 * @throws Failure as `appendLine`
 */
export async function readEvidence(root: string, run: string): Promise<EvidenceLog> {
  const { text } = await readLines(root, evidenceFile(run), mostRead);
  return parseEvidence(text);
}
