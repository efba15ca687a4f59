import { visible } from "../../config/words.ts";
import { Failure } from "../../ui/failure.ts";

export type ForgeKind = "github" | "forgejo";

type Env = Readonly<Record<string, string | undefined>>;

const dotCom = "https://api.github.com";

/** Variables that say which server a token is for, in the order of asking. */
const servers: Record<ForgeKind, readonly string[]> = {
  github: ["GITHUB_SERVER_URL", "GH_HOST"],
  forgejo: ["FORGEJO_URL", "FORGEJO_SERVER_URL", "GITEA_URL", "GITEA_SERVER_URL"],
};

/**
 * The address of the forge's API, without a slash at its end.
 *
 * The config comes with the repository, and so from strangers; a token must not go where they like. So the server is github.com,
 * or one that the environment names.
 *
 * @param given `strategy.url` of the config; may be empty
 * @throws Failure `forge-unset`, `forge-not-vouched`
 */
export function apiOf(kind: ForgeKind, given: string, env: Env): string {
  const named = servers[kind].flatMap((name) => env[name]?.trim() || []).map((text) => apiAt(kind, text));
  const known = kind === "github" ? [...named, dotCom] : named;
  const wanted = given === "" ? known[0] : apiAt(kind, given);
  if (wanted === undefined) {
    throw new Failure("forge-unset", {
      what: "it is not said where the forge is",
      fix: `set \`${servers[kind][0]}\` to its address, e.g. \`https://codeberg.org\``,
    });
  }
  if (!known.includes(wanted)) {
    throw new Failure("forge-not-vouched", { host: new URL(wanted).host, names: servers[kind] });
  }
  return wanted;
}

/** Whether a computer talks to itself there. */
const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);

function apiAt(kind: ForgeKind, text: string): string {
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+:\d+$/.test(text) ? text : `https://${text}`);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (url === undefined || !isSafe || url.username !== "" || url.password !== "" || url.search + url.hash !== "") {
    throw new Failure("forge-unset", {
      what: "the forge's address is no `https://` address without a name, a password and parameters in it",
      fix: "write it as a browser has it: `https://git.example.org`",
    });
  }
  const place = url.pathname.replace(/\/+$/, "");
  if (kind === "forgejo") return `${url.origin}${place.replace(/\/api\/v1$/, "")}/api/v1`;
  const { host } = url;
  if (/^(?:api\.|www\.)?github\.com$/.test(host)) return dotCom;
  if (host.endsWith(".ghe.com")) return `https://api.${host.replace(/^api\./, "")}`;
  return `${url.origin}${place.replace(/\/api\/v3$/, "")}/api/v3`;
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The host that people know, of an API's address, and the folder that repositories are in there. */
export function homeOf(api: string): { host: string; hostname: string; folder: string } {
  const { host, hostname, pathname } = new URL(api);
  const bare = (name: string): string => (/^api\.(?:github\.com|.+\.ghe\.com)$/.test(name) ? name.slice(4) : name);
  return { host: bare(host), hostname: bare(hostname), folder: pathname.replace(/\/(?:api\/v\d)?$/, "") };
}

/**
 * The token for an API.
 *
 * GitHub's own variables hold tokens of github.com, as its own tools have it, unless a workflow says that it runs elsewhere.
 *
 * @throws Failure `forge-no-token`
 */
export function tokenFor(kind: ForgeKind, api: string, env: Env): string {
  const names = tokenNames(kind, api, env);
  const token = names.map((name) => env[name]?.trim() ?? "").find((each) => each !== "");
  const { host } = homeOf(api);
  if (token === undefined) throw new Failure("forge-no-token", { host, names });
  // What `fetch` says of a header that cannot be sent has the header in it.
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new Failure("forge-unset", {
    what: `the token for \`${visible(host)}\` has characters in it that no token has`,
    fix: "copy it once more",
  });
}

function tokenNames(kind: ForgeKind, api: string, env: Env): string[] {
  if (kind === "forgejo") return ["FORGEJO_TOKEN", "GITEA_TOKEN"];
  const own = ["GH_TOKEN", "GITHUB_TOKEN"];
  if (api === dotCom || api.endsWith(".ghe.com")) return own;
  const workflow = env.GITHUB_SERVER_URL?.trim() ?? "";
  const isHere = workflow !== "" && apiAt(kind, workflow) === api;
  return ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", ...(isHere ? own : [])];
}
