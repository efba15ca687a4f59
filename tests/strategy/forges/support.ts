import { connect } from "../../../src/strategy/forge/connect.ts";
import type { Forge, ForgeWork } from "../../../src/strategy/forge/types.ts";
import type { Api } from "./described.ts";
import type { ForgeServer } from "./server.ts";

export const kindOf = (api: Api) => (api === "github" ? ("github" as const) : ("forgejo" as const));

/** The forge of a server, as a command has it. */
export async function forgeAt(
  api: Api,
  { env }: Pick<ForgeServer, "env">,
  { isDry = false, signal = new AbortController().signal } = {},
): Promise<Forge> {
  const settings = { forge: kindOf(api), repo: "acme/web", url: "" };
  const { forge } = await connect({ settings, remotes: async () => [], signal, env, isDry });
  return forge;
}

/** Work that nobody has filed yet. */
export const someWork = (over: Partial<ForgeWork> = {}): ForgeWork => ({
  key: "@bootstrap 2025-03-04T050000Z-quarter-ab12/make-it-work",
  number: undefined,
  title: "Make it work",
  text: "## Problem\n\nIt stops at step 3.",
  since: "2025-03-03T00:00:00Z",
  isPriority: true,
  ...over,
});
