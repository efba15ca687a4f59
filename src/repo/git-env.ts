import { dirname } from "node:path";
import type { Env, Root } from "./root.ts";

/** Settings that decide whether git answers and which files it calls changed; nothing that names a program. */
const harmlessSetting =
  /^(safe\.\w+|init\.defaultbranch|core\.(autocrlf|eol|filemode|ignorecase|symlinks|excludesfile|attributesfile))$/i;

/** What git needs to get at a remote as the user does: keys, passwords, certificates. */
const reaching = /^(GIT_SSH(_COMMAND|_VARIANT)?|GIT_ASKPASS|SSH_ASKPASS|GIT_SSL_\w+|GIT_PROXY_\w+)$/i;

/** The environment for a git that fetches and fast-forwards: as for one that only looks, and what it needs to reach the remote. */
export function reachingEnv(env: Env, place: Root): Record<string, string> {
  const { GIT_OPTIONAL_LOCKS: _, GIT_NO_LAZY_FETCH: __, ...looking } = childEnv(env, place);
  const kept = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...looking, ...Object.fromEntries(kept.filter(([name]) => reaching.test(name))) };
}

/** Who commits, and when. */
const identity = /^GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)$/i;

/** The environment for a git that makes commits: as for one that only looks, and who commits. */
export function committingEnv(env: Env, place: Root): Record<string, string> {
  const { GIT_OPTIONAL_LOCKS: _, ...looking } = childEnv(env, place);
  const kept = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...looking, ...Object.fromEntries(kept.filter(([name]) => identity.test(name))) };
}

/**
 * The environment for a git that only looks. All of git's own variables are dropped (those that a hook leaves behind
 * point at another repository, simple-git refuses those that name programs) but the user's choice of configuration.
 */
export function childEnv(env: Env, place: Root): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => !/^(GIT_.*|EDITOR|VISUAL|PAGER|PREFIX|SSH_ASKPASS)$/i.test(name));
  const all: Env = {
    ...Object.fromEntries(kept),
    GIT_CONFIG_GLOBAL: env.GIT_CONFIG_GLOBAL,
    GIT_CONFIG_SYSTEM: env.GIT_CONFIG_SYSTEM,
    GIT_CONFIG_NOSYSTEM: env.GIT_CONFIG_NOSYSTEM,
    ...settingsFrom(env),
    ...placeVariables(place),
    // `git status` would refresh the index on disk.
    GIT_OPTIONAL_LOCKS: "0",
    // A partial clone would fetch what it lacks.
    GIT_NO_LAZY_FETCH: "1",
    // Nobody is there to answer.
    GIT_TERMINAL_PROMPT: "0",
    // Errors are recognised by their English words.
    LC_ALL: "C",
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** A damaged `.git` must not send git on to a repository further up: it would answer for that one. */
function placeVariables({ root, gitDir }: Root): Env {
  return gitDir === undefined ? { GIT_CEILING_DIRECTORIES: dirname(root) } : { GIT_DIR: gitDir, GIT_WORK_TREE: root };
}

/** `GIT_CONFIG_COUNT` and its pairs (git-config(1)), renumbered without those that reading has no use for. */
function settingsFrom(env: Env): Env {
  const numbers = Array.from({ length: Math.min(Number(env.GIT_CONFIG_COUNT) || 0, 100) }, (_, number) => number);
  const pairs = numbers
    .map((number) => [env[`GIT_CONFIG_KEY_${number}`], env[`GIT_CONFIG_VALUE_${number}`]] as const)
    .filter(([key, value]) => value !== undefined && harmlessSetting.test(key ?? ""));
  const variables = pairs.flatMap(([key, value], number) => [
    [`GIT_CONFIG_KEY_${number}`, key],
    [`GIT_CONFIG_VALUE_${number}`, value],
  ]);
  return pairs.length === 0 ? {} : { GIT_CONFIG_COUNT: String(pairs.length), ...Object.fromEntries(variables) };
}
