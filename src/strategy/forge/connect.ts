import type { Config } from "../../config/schema.ts";
import type { Remote } from "../../repo/remotes.ts";
import { Failure } from "../../ui/failure.ts";
import { apiOf, type ForgeKind, homeOf, tokenFor } from "./address.ts";
import { Client } from "./client.ts";
import { Forgejo } from "./forgejo.ts";
import { Github, githubHeaders } from "./github.ts";
import { RemoteForge } from "./remote.ts";
import { type Lead, leadsTo } from "./repository.ts";
import type { Forge } from "./types.ts";

/** What it takes to reach a forge. */
export interface Wiring {
  settings: Config["strategy"] & { forge: ForgeKind };
  /** The repository's remotes, asked for where they are needed. */
  remotes(): Promise<Remote[]>;
  signal: AbortSignal;
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
export async function connect({ settings, remotes, signal, env, isDry }: Wiring): Promise<Connection> {
  const { forge: kind, url, repo: given } = settings;
  const api = apiOf(kind, url, env);
  const { host } = homeOf(api);
  const leads = async () => leadsTo(api, await remotes());
  const repo = given === "" ? firstRepo(await leads(), host) : given;
  const isHere = ({ repo: other }: Pick<Lead, "repo">): boolean => other.toLowerCase() === repo.toLowerCase();
  // The config comes with the repository, and so from strangers; work must not be filed where they like.
  const isVouched = isDry || isHere({ repo: env.GITHUB_REPOSITORY ?? "" }) || (await leads()).some(isHere);
  if (!isVouched) throw notVouched(repo, host);
  const client = new Client({
    api,
    host,
    authorization: isDry ? undefined : `${kind === "github" ? "Bearer" : "token"} ${tokenFor(kind, api, env)}`,
    headers: kind === "github" ? githubHeaders : {},
    signal,
  });
  const [owner = "", name = ""] = repo.split("/");
  const dialect = kind === "github" ? new Github(client, owner, name) : new Forgejo(client, owner, name);
  return {
    forge: new RemoteForge(`${repo} at ${host}`, isDry, client.planned, dialect),
    remote: async () => (await leads()).find(isHere)?.remote,
  };
}

function firstRepo([first]: readonly Lead[], host: string): string {
  if (first !== undefined) return first.repo;
  throw new Failure("forge-unset", {
    what: `no remote of git leads to \`${host}\``,
    fix: `add one: \`git remote add origin https://${host}/<owner>/<name>.git\``,
  });
}

const notVouched = (repo: string, host: string): Failure =>
  new Failure("forge-unset", {
    what: `\`planning/config.yml\` names \`${repo}\`, and no remote of git leads there`,
    fix: `if it is yours, add one: \`git remote add upstream https://${host}/${repo}.git\``,
  });
