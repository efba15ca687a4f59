import { forgeRepoPattern } from "../../config/schema.ts";
import type { Remote } from "../../repo/remotes.ts";
import { homeOf } from "./address.ts";

/** The remote that leads to a forge, and which repository it is there. */
export interface Lead {
  remote: string;
  repo: string;
}

const form = new RegExp(forgeRepoPattern);

/**
 * Remotes that lead to a forge: `origin` first, the others as they come.
 *
 * @param api address of the forge's API
 */
export function leadsTo(api: string, remotes: readonly Remote[]): Lead[] {
  const order = [...remotes].sort((a, b) => Number(b.name === "origin") - Number(a.name === "origin"));
  return order.flatMap(({ name, url }) => {
    const repo = repoAt(api, url);
    return repo === undefined ? [] : [{ remote: name, repo }];
  });
}

/** `owner/name` of an address that git clones from, if it is on that forge. */
function repoAt(api: string, url: string): string | undefined {
  const home = homeOf(api);
  const found = parts(url);
  if (found === undefined) return undefined;
  const hosts = found.isWeb ? [home.host] : [home.hostname, `ssh.${home.hostname}`];
  if (!hosts.includes(found.host.toLowerCase())) return undefined;
  const path = found.path
    .replace(/^\/+/, "")
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
  const folder = home.folder.slice(1);
  const repo = found.isWeb && folder !== "" && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  return form.test(repo) ? repo : undefined;
}

/** Keys say who one is to ssh, and the port is ssh's own: only the host counts there. */
function parts(url: string): { isWeb: boolean; host: string; path: string } | undefined {
  const short = /^(?:[^@/:\s]+@)?([^@/:\s]+):(?!\/\/)(.+)$/.exec(url);
  if (short !== null) return { isWeb: false, host: short[1] ?? "", path: short[2] ?? "" };
  const long = /^(https?|ssh|git\+ssh):\/\/(?:[^@/\s]*@)?(\[[^\]]+\]|[^/:\s]+)(:\d+)?(\/.*)$/i.exec(url);
  if (long === null) return undefined;
  const [, scheme = "", host = "", port = "", path = ""] = long;
  const isWeb = /^http/i.test(scheme);
  const usual = scheme.toLowerCase() === "https" ? ":443" : ":80";
  return { isWeb, host: isWeb && port !== usual ? `${host}${port}` : host, path };
}
