import { appendLine, readLines } from "../pack/append.ts";
import { Failure } from "../ui/failure.ts";
import { type EventLog, eventLine, eventsFile, parseEvents, type ReviewEvent } from "./events.ts";

/**
 * Appends events to a run's session, each in a line of its own, and returns when the disk has them. A crash loses at most the
 * one that was being written.
 *
 * @param root absolute, real path of the repository
 * @param run id of a run whose folder is there
 * @throws Failure as `appendLine`
 */
export async function appendEvents(root: string, run: string, events: readonly ReviewEvent[]): Promise<void> {
  for (const event of events) await appendLine(root, eventsFile(run), eventLine(event));
}

/** Bytes. 200 rounds of 25 findings take some 5 MB. */
export const largest = 64 * 1024 * 1024;

/**
 * The events of a run's session, none when there was never one. Nothing of a session may be left out, so a file beyond all
 * measure is refused.
 *
 * @throws Failure `review-too-large`, and as `appendLine`
 */
export async function readEvents(root: string, run: string): Promise<EventLog> {
  const { text, isCut } = await readLines(root, eventsFile(run), largest);
  if (isCut) throw new Failure("review-too-large", { path: eventsFile(run) });
  return parseEvents(text);
}
