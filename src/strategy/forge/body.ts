import { Failure } from "../../ui/failure.ts";

/** A hundred issues as long as GitHub allows, and room to spare; in bytes. */
export const largestAnswer = 32 * 1024 * 1024;

/**
 * The text of an answer.
 *
 * @throws Failure `forge-failed` for more than anybody wants to have in memory
 */
export async function readBody(response: Response): Promise<string> {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    // Leaving the loop ends the connection.
    if (size > largestAnswer) {
      throw new Failure("forge-failed", {
        what: `its answer is longer than ${largestAnswer} bytes`,
        fix: "see `strategy.url`",
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
