import { describe, expect, test } from "vitest";
import { apiOf, type ForgeKind, homeOf, tokenFor } from "../../../src/strategy/forge/address.ts";
import { leadsTo } from "../../../src/strategy/forge/repository.ts";
import { Failure } from "../../../src/ui/failure.ts";

const codeOf = (act: () => unknown): string => {
  try {
    return String(act());
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
};

describe("where a forge is", () => {
  test.each<[ForgeKind, string, Record<string, string>, string]>([
    ["github", "", {}, "https://api.github.com"],
    ["github", "https://github.com", {}, "https://api.github.com"],
    ["github", "https://api.github.com/", {}, "https://api.github.com"],
    ["github", "", { GITHUB_SERVER_URL: "https://github.com" }, "https://api.github.com"],
    ["github", "", { GH_HOST: "git.example.org" }, "https://git.example.org/api/v3"],
    ["github", "", { GH_HOST: "git.example.org:8443" }, "https://git.example.org:8443/api/v3"],
    ["github", "https://git.example.org", { GH_HOST: "git.example.org" }, "https://git.example.org/api/v3"],
    ["github", "https://git.example.org", {}, "forge-not-vouched"],
    ["github", "https://github.com.evil.example", {}, "forge-not-vouched"],
    ["github", "https://acme.ghe.com", { GH_HOST: "acme.ghe.com" }, "https://api.acme.ghe.com"],
    ["github", "https://acme.ghe.com", {}, "forge-not-vouched"],
    ["github", "http://git.example.org", { GH_HOST: "git.example.org" }, "forge-unset"],
    ["forgejo", "", {}, "forge-unset"],
    ["forgejo", "", { FORGEJO_URL: "https://codeberg.org" }, "https://codeberg.org/api/v1"],
    ["forgejo", "", { GITEA_SERVER_URL: "https://git.example.org/code/" }, "https://git.example.org/code/api/v1"],
    [
      "forgejo",
      "https://git.example.org/code/api/v1",
      { FORGEJO_URL: "https://git.example.org/code" },
      "https://git.example.org/code/api/v1",
    ],
    ["forgejo", "https://evil.example", { FORGEJO_URL: "https://codeberg.org" }, "forge-not-vouched"],
    ["forgejo", "https://evil.example", {}, "forge-not-vouched"],
    ["forgejo", "", { FORGEJO_URL: "http://codeberg.org" }, "forge-unset"],
    ["forgejo", "", { FORGEJO_URL: "http://127.0.0.1:3000" }, "http://127.0.0.1:3000/api/v1"],
    ["forgejo", "", { FORGEJO_URL: "http://[::1]:3000" }, "http://[::1]:3000/api/v1"],
    ["forgejo", "", { FORGEJO_URL: "http://localhost:3000" }, "http://localhost:3000/api/v1"],
    ["forgejo", "", { FORGEJO_URL: "http://127.0.0.1.evil.example" }, "forge-unset"],
    ["forgejo", "", { FORGEJO_URL: "https://me:pw@codeberg.org" }, "forge-unset"],
    ["forgejo", "", { FORGEJO_URL: "https://codeberg.org/?x=1" }, "forge-unset"],
    ["forgejo", "", { FORGEJO_URL: "file:///etc" }, "forge-unset"],
    ["forgejo", "", { FORGEJO_URL: "::::" }, "forge-unset"],
  ])("%s, %j, %j: %s", (kind, url, env, expected) => {
    expect(codeOf(() => apiOf(kind, url, env))).toBe(expected);
  });
});

describe("which token goes there", () => {
  const dotCom = "https://api.github.com";
  const own = "https://git.example.org/api/v3";
  test.each<[ForgeKind, string, Record<string, string>, string]>([
    ["github", dotCom, { GITHUB_TOKEN: "a" }, "a"],
    ["github", dotCom, { GH_TOKEN: " b\n", GITHUB_TOKEN: "a" }, "b"],
    ["github", dotCom, { GH_TOKEN: "" }, "forge-no-token"],
    ["github", dotCom, { GH_ENTERPRISE_TOKEN: "e", FORGEJO_TOKEN: "f" }, "forge-no-token"],
    ["github", own, { GITHUB_TOKEN: "a", GH_HOST: "git.example.org" }, "forge-no-token"],
    ["github", own, { GH_ENTERPRISE_TOKEN: "e", GITHUB_TOKEN: "a" }, "e"],
    ["github", own, { GITHUB_TOKEN: "a", GITHUB_SERVER_URL: "https://git.example.org" }, "a"],
    ["github", own, { GITHUB_TOKEN: "a", GITHUB_SERVER_URL: "https://github.com" }, "forge-no-token"],
    ["forgejo", "https://codeberg.org/api/v1", { FORGEJO_TOKEN: "f" }, "f"],
    ["forgejo", "https://codeberg.org/api/v1", { GITEA_TOKEN: "g", GITHUB_TOKEN: "a" }, "g"],
    ["forgejo", "https://codeberg.org/api/v1", { GITHUB_TOKEN: "a" }, "forge-no-token"],
    ["forgejo", "https://codeberg.org/api/v1", { FORGEJO_TOKEN: "a\nb" }, "forge-unset"],
    ["forgejo", "https://codeberg.org/api/v1", { FORGEJO_TOKEN: "ключ" }, "forge-unset"],
  ])("%s at %s with %j: %s", (kind, api, env, expected) => {
    expect(codeOf(() => tokenFor(kind, api, env))).toBe(expected);
  });
});

describe("which repository is meant", () => {
  test.each<[string, string, string | undefined]>([
    ["https://api.github.com", "https://github.com/acme/web.git", "acme/web"],
    ["https://api.github.com", "https://github.com/acme/web", "acme/web"],
    ["https://api.github.com", "https://someone:secret@github.com/acme/web.js.git/", "acme/web.js"],
    ["https://api.github.com", "git@github.com:acme/web.git", "acme/web"],
    ["https://api.github.com", "ssh://git@github.com/acme/web.git", "acme/web"],
    ["https://api.github.com", "ssh://git@ssh.github.com:443/acme/web.git", "acme/web"],
    ["https://api.github.com", "GITHUB.com:acme/web", "acme/web"],
    ["https://api.github.com", "https://gitlab.com/acme/web.git", undefined],
    ["https://api.github.com", "https://github.com.evil.example/acme/web.git", undefined],
    ["https://api.github.com", "https://github.com/acme/../web.git", undefined],
    ["https://api.github.com", "https://github.com/acme", undefined],
    ["https://api.github.com", "/srv/git/web.git", undefined],
    ["https://api.github.com", "C:\\git\\web", undefined],
    ["https://api.acme.ghe.com", "https://acme.ghe.com/team/web", "team/web"],
    ["https://git.example.org/code/api/v1", "https://git.example.org/code/acme/web.git", "acme/web"],
    ["https://git.example.org/code/api/v1", "git@git.example.org:acme/web.git", "acme/web"],
    ["https://git.example.org:8443/api/v1", "https://git.example.org:8443/acme/web", "acme/web"],
    ["https://git.example.org:8443/api/v1", "https://git.example.org/acme/web", undefined],
    ["https://git.example.org:8443/api/v1", "ssh://git@git.example.org:2222/acme/web", "acme/web"],
  ])("%s, %s: %s", (api, url, repo) => {
    expect(leadsTo(api, [{ name: "x", url }])[0]?.repo).toBe(repo);
  });

  test("origin counts first", () => {
    const remotes = [
      { name: "upstream", url: "https://github.com/acme/web" },
      { name: "origin", url: "https://github.com/fork/web" },
      { name: "backup", url: "https://backup.example/x/y" },
    ];
    expect(leadsTo("https://api.github.com", remotes)).toEqual([
      { remote: "origin", repo: "fork/web" },
      { remote: "upstream", repo: "acme/web" },
    ]);
  });

  test("people's names for hosts", () => {
    expect(homeOf("https://api.github.com")).toEqual({ host: "github.com", hostname: "github.com", folder: "" });
    expect(homeOf("https://a.example:1/code/api/v1")).toEqual({
      host: "a.example:1",
      hostname: "a.example",
      folder: "/code",
    });
  });
});
