import { visible } from "../../../config/words.ts";
import { readRemotes } from "../../../repo/remotes.ts";
import { readSettings } from "../../../runs/setup.ts";
import type { Connection } from "../../../strategy/forge/connect.ts";
import { files } from "../../../strategy/forge/files.ts";
import type { Planned } from "../../../strategy/forge/types.ts";
import type { Scene } from "../step.ts";

/** The forge that the config names, and the branch that work returns to. */
export interface OpenForge extends Connection {
  base: string;
}

/**
 * Gets the forge ready; what talks to one is loaded only where there is one, and nothing is sent yet.
 *
 * @param isDry whether requests are listed instead of sent
 * @throws Failure `forge-unset`, `forge-no-token`, `forge-not-vouched`, `config-invalid`
 */
export async function openForge({ root, proc, git }: Scene, isDry = false): Promise<OpenForge> {
  const { config } = await readSettings(root);
  const { strategy, default_branch: base } = config;
  const { forge: kind } = strategy;
  if (kind === "files") return { forge: files, remote: async () => undefined, base };
  const { connect } = await import("../../../strategy/forge/connect.ts");
  const settings = { ...strategy, forge: kind };
  const remotes = () => readRemotes(root, git);
  return { ...(await connect({ settings, remotes, signal: git.signal, env: proc.env, isDry })), base };
}

const rowsOf = (body: Planned["body"]): string[] => JSON.stringify(body, null, 2).split("\n");

/** What a dry run would have sent, a request a paragraph. */
export function plannedLines(planned: readonly Planned[]): string[] {
  if (planned.length === 0) return [];
  const each = planned.flatMap(({ method, url, body }) => [
    `  ${method} ${url}`,
    ...(body === undefined ? [] : rowsOf(body).map((row) => `    ${visible(row, row.length)}`)),
  ]);
  return ["Requests, of which none was sent:", ...each];
}
