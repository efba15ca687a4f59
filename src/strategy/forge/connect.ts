import type { Config } from "../../config/schema.ts";
import type { GitOptions } from "../../repo/git.ts";
import { readRemotes } from "../../repo/remotes.ts";
import { Failure } from "../../ui/failure.ts";
import { apiOf, type ForgeKind, homeOf, tokenFor } from "./address.ts";
import { Client } from "./client.ts";
import { Forgejo } from "./forgejo.ts";
import { Github, githubHeaders } from "./github.ts";
import { RemoteForge } from "./remote.ts";
import { leadsTo } from "./repository.ts";
import type { Forge } from "./types.ts";

/** What it takes to reach a forge. */
export interface Wiring {
  /** Absolute; its remotes say which repository is meant where the config does not. */
  root: string;
  settings: Config["strategy"] & { forge: ForgeKind };
  git: GitOptions & { signal: AbortSignal };
  env: Readonly<Record<string, string | undefined>>;
  /** Sends nothing, and needs no token. */
  isDry: boolean;
}

/** A forge, and a way to ask for the git remote that leads to its repository. */
export interface Connection {
  forge: Forge;
  remote(): Promise<string | undefined>;
}

/**
 * Gets ready to talk to a forge; nothing is sent yet.
 *
 * @throws Failure `forge-unset`, `forge-no-token`, `forge-not-vouched`
 */
export async function connect({ root, settings, git, env, isDry }: Wiring): Promise<Connection> {
  const { forge: kind, url, repo: given } = settings;
  const api = apiOf(kind, url, env);
  const { host } = homeOf(api);
  const leads = async () => leadsTo(api, await readRemotes(root, git));
  const repo = given === "" ? (await leads())[0]?.repo : given;
  if (repo === undefined) {
    throw new Failure("forge-unset", {
      what: `no remote of git leads to \`${host}\``,
      fix: "set `strategy.repo` in `planning/config.yml` to `owner/name`",
    });
  }
  const token = isDry ? undefined : tokenFor(kind, api, env);
  const scheme = kind === "github" ? "Bearer" : "token";
  const authorization = token === undefined ? undefined : `${scheme} ${token}`;
  const headers = kind === "github" ? githubHeaders : {};
  const client = new Client({ api, host, authorization, headers, signal: git.signal });
  const [owner = "", name = ""] = repo.split("/");
  const Dialect = { github: Github, forgejo: Forgejo }[kind];
  return {
    forge: new RemoteForge(`${repo} at ${host}`, isDry, client.planned, new Dialect(client, owner, name)),
    remote: async () => (await leads()).find((lead) => lead.repo.toLowerCase() === repo.toLowerCase())?.remote,
  };
}
