import { readOwnText } from "../pack/disk.ts";
import { putText } from "../pack/put.ts";
import { putPage, renderPage } from "./page.ts";
import type { Run } from "./run.ts";
import { pageFile } from "./store.ts";

/** Brings a run's page up to date; writes nothing when it is. */
export async function savePage(root: string, run: Run): Promise<void> {
  const existing = await readOwnText(root, pageFile(run.id));
  const page = putPage(existing, renderPage(run));
  if (page !== existing) await putText(root, pageFile(run.id), page);
}
