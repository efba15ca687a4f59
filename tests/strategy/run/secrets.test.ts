import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSecrets } from "../../../src/strategy/secrets.ts";

// Put together here, so that no scanner takes this file for a leak.
const many = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length);
const mixed = (length: number): string => many("a8Kd0Zq3Lw7Xr5Tn", length);
const base = ["eyJ", "hbGciOiJIUzI1NiJ9"].join("");

describe("what is taken for a secret", () => {
  it.each([
    ["AWS access key", `key AKIA${many("Q2R7XTWL", 16)}`],
    ["AWS access key", `"ASIA${many("Q2R7XTWL", 16)}"`],
    ["GitHub token", `ghp_${mixed(36)}`],
    ["GitHub token", `use ghs_${mixed(36)} for it`],
    ["GitHub token", `github_pat_${mixed(22)}_${mixed(59)}`],
    ["GitLab token", `glpat-${mixed(20)}`],
    ["Slack token", `xoxb-${many("12345", 12)}-${many("67890", 12)}-${mixed(24)}`],
    ["Slack webhook", `https://hooks.slack.com/services/T0A1B2C3D/B0A1B2C3D/${mixed(24)}`],
    ["private key", "-----BEGIN OPENSSH PRIVATE KEY-----"],
    ["private key", "> -----BEGIN PRIVATE KEY-----"],
    ["private key", "-----BEGIN PGP PRIVATE KEY BLOCK-----"],
    ["JSON web token", `${base}.eyJ${mixed(30)}.${mixed(43)}`],
    ["Google API key", `AIza${mixed(35)}`],
    ["Stripe key", `sk_live_${mixed(24)}`],
    ["npm token", `//registry.example/:_authToken=npm_${mixed(36)}`],
    ["Anthropic key", `sk-ant-api03-${mixed(90)}`],
    ["OpenAI key", `sk-proj-${mixed(48)}`],
    ["Hugging Face token", `hf_${many("abcDEFghiJKL", 34)}`],
    ["password in an address", "postgres://app:hunter2hunter@db.internal:5432/app"],
    ["password in an address", "https://oauth2:Zq3Lw7Xr5T@git.example.org/a/b.git"],
    ["value of a secret name", `FORGEJO_TOKEN=${many("3f9c0a7e5b1d", 40)}`],
    ["value of a secret name", `api_key: "${mixed(24)}"`],
    ["value of a secret name", `"clientSecret": "${mixed(32)}"`],
    ["value of a secret name", `db.password = '${mixed(20)}'`],
    ["value of a secret name", `Authorization: Bearer ${mixed(40)}`],
  ])("%s: %s", (kind, text) => {
    expect(findSecrets(`before\r\n${text}\nafter`)).toEqual([{ line: 2, kind }]);
  });

  it("more than one kind of a line, each once", () => {
    const line = `ghp_${mixed(36)} ghp_${mixed(36)} glpat-${mixed(20)}`;
    expect(findSecrets(line)).toEqual([
      { line: 1, kind: "GitHub token" },
      { line: 1, kind: "GitLab token" },
    ]);
  });
});

describe("what is none", () => {
  it.each([
    "set GITHUB_TOKEN in the environment",
    "GITHUB_TOKEN=$".concat("{{ secrets.GITHUB_TOKEN }}"),
    "token: process.env.GITEA_TOKEN_2",
    "api_key: $API_KEY_V2_PRODUCTION",
    "password: <the one of the vault, 24 characters>",
    "password=change-me-please-123",
    "`FORGE_TOKEN`: a token with the scope write:issues",
    "secret: config/secrets/production-2025.yml",
    "the token bucket: 1000 requests a minute",
    "tokens: 1500 of 1600 (o200k)",
    "Commit: `3f2c1e9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e`",
    "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "AKIAIOSFODNN7EXAMPLE is the key of AWS's own documentation",
    "postgres://user:password@localhost/db",
    "https://user:$".concat("{PASSWORD}@example.org/"),
    "https://example.org:8080/@scope/package@1.2.3",
    "ssh://git@example.org:2222/a/b.git",
    "Basic authentication is not enough for this_is_a_long_name_of_1",
    "-----BEGIN PUBLIC KEY-----",
    "-----BEGIN CERTIFICATE-----",
    "- [ ] Rotate the access key (@rotate-access-key-2) — depends on @secrets-manager-v2",
    "credentials: see planning/strategy/vault/pending/deploy-key-2025.md",
    "sk-learn, hf_hub, npm_config_registry, ghp_short",
    "a password of xxxxxxxxxxxxxxxxxxxxxxxx",
    "secret_name = production_database_url_2",
    "auth token: required since version 2.14.0-beta.1",
  ])("%s", (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  it("prose: words and numbers as people write them", () => {
    const word = fc.constantFrom(
      "token",
      "secret",
      "password:",
      "key",
      "=",
      ":",
      "the",
      "@docs",
      "#512",
      "v1.2.3",
      "2025",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        expect(findSecrets(words.join(" "))).toEqual([]);
      }),
    );
  });
});

it("is found wherever it stands, and takes no longer for what is made to stall", () => {
  const token = `ghp_${mixed(36)}`;
  const around = fc.string({ maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, " "));
  fc.assert(
    fc.property(around, around, fc.nat(20), (before, after, at) => {
      const text = `${"\n".repeat(at)}${before} ${token} ${after}`;
      expect(findSecrets(text)).toContainEqual({ line: at + 1, kind: "GitHub token" });
    }),
  );
  const began = performance.now();
  for (const piece of ["token", "a", "token=", "://a:", "xoxb-a-", "eyJa.", "eyJ-", "sk-", "bearer ", " ", "-"]) {
    findSecrets(piece.repeat(100_000 / piece.length));
  }
  expect(performance.now() - began).toBeLessThan(4000);
});
