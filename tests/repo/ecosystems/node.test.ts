import { describe, expect, it } from "vitest";
import { type Commands, commandsOf, type Files, factsOf, json, packageJson } from "./detected.ts";

describe("the package manager", () => {
  const scripts = { test: "vitest", lint: "eslint .", build: "tsc", typecheck: "tsc --noEmit" };
  const cases: [string, Files, string[]][] = [
    ["npm without a sign", {}, ["npm test", "npm run lint", "npm run typecheck", "npm run build"]],
    [
      "npm by its lock",
      { "package-lock.json": "{}" },
      ["npm test", "npm run lint", "npm run typecheck", "npm run build"],
    ],
    [
      "pnpm by its lock",
      { "pnpm-lock.yaml": "" },
      ["pnpm test", "pnpm run lint", "pnpm run typecheck", "pnpm run build"],
    ],
    ["yarn by its lock", { "yarn.lock": "" }, ["yarn test", "yarn lint", "yarn typecheck", "yarn build"]],
    ["bun by its lock", { "bun.lock": "" }, ["bun run test", "bun run lint", "bun run typecheck", "bun run build"]],
    [
      "bun by its old lock",
      { "bun.lockb": "" },
      ["bun run test", "bun run lint", "bun run typecheck", "bun run build"],
    ],
  ];
  it.each(cases)("%s", (_, files, commands) => {
    const { test, lint, typecheck, build } = commandsOf({ "package.json": packageJson(scripts), ...files });
    expect([test, lint, typecheck, build].map((list) => list?.[0])).toEqual(commands);
  });

  it.each<[string, object, Files, string]>([
    ["packageManager before the lock file", { packageManager: "pnpm@9.1.0" }, { "yarn.lock": "" }, "pnpm"],
    ["devEngines", { devEngines: { packageManager: { name: "bun" } } }, {}, "bun"],
    ["an unknown packageManager", { packageManager: "cargo@1" }, { "yarn.lock": "" }, "yarn"],
    ["a packageManager of the wrong type", { packageManager: 7 }, { "bun.lock": "" }, "bun"],
    ["one named like an inherited property", { packageManager: "constructor@1" }, {}, "npm"],
    ["what the scripts call", { scripts: { ci: "pnpm run lint && pnpm test" } }, {}, "pnpm"],
    ["only-allow", { scripts: { preinstall: "npx only-allow yarn" } }, {}, "yarn"],
  ])("%s", (_, manifest, files, id) => {
    const { ecosystems } = factsOf({ "package.json": json(manifest), ...files });
    expect(ecosystems).toEqual([{ id: "node", title: `Node.js (${id})` }]);
  });
});

describe("scripts", () => {
  const cases: [string, Record<string, unknown>, Commands][] = [
    ["npm's own stub is no test", { test: 'echo "Error: no test specified" && exit 1' }, {}],
    ["an empty script is none", { test: "  ", lint: "" }, {}],
    ["values that are no text are none", { test: 1, lint: null, build: ["x"], typecheck: { a: 1 } }, {}],
    ["type-check", { "type-check": "tsc" }, { typecheck: ["npm run type-check"] }],
    ["check-types", { "check-types": "tsc" }, { typecheck: ["npm run check-types"] }],
    ["types that checks", { types: "tsc --noEmit" }, { typecheck: ["npm run types"] }],
    ["types that generates", { types: "openapi-typescript api.yml" }, {}],
    ["tsc", { tsc: "tsc -p ." }, { typecheck: ["npm run tsc"] }],
    ["check is a linter here", { check: "biome check ." }, { lint: ["npm run check"] }],
    ["check is a type checker here", { check: "svelte-check" }, { typecheck: ["npm run check"] }],
    ["check is neither", { check: "node check.js" }, {}],
    [
      "the lint that leaves files alone",
      { lint: "eslint --fix .", "lint:check": "eslint ." },
      { lint: ["npm run lint:check"] },
    ],
    ["a lint that fixes, when it is the only one", { lint: "eslint --fix ." }, { lint: ["npm run lint"] }],
    ["a watcher is no test", { test: "jest --watch" }, {}],
    ["nor is one that watches all", { test: "jest --watchAll" }, {}],
    ["but one that is told not to watch", { test: "jest --watch=false" }, { test: ["npm test"] }],
    ["and one with a flag that only begins like it", { test: "x --watch-ignore a" }, { test: ["npm test"] }],
    [
      "the one that ends beside the watcher",
      { test: "vitest --watch", "test:ci": "vitest run" },
      { test: ["npm run test:ci"] },
    ],
    ["a compiler that watches is no check", { typecheck: "tsc -w" }, {}],
    ["a workspace flag is no watcher", { build: "npm run build -w a" }, { build: ["npm run build"] }],
    ["names with shell syntax are nobody's", { "test; rm -rf ~": "x", "$(lint)": "x", "`build`": "x" }, {}],
  ];
  it.each(cases)("%s", (_, scripts, commands) => {
    expect(commandsOf({ "package.json": packageJson(scripts) })).toEqual(commands);
  });

  it("named like inherited properties do no harm", () => {
    const scripts = '{"scripts": {"__proto__": "x", "constructor": "x", "toString": "x", "test": "node --test"}}';
    expect(commandsOf({ "package.json": scripts })).toEqual({ test: ["npm test"] });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it("yarn's own commands do not hide a script", () => {
    const files = { "package.json": packageJson({ check: "biome check" }), "yarn.lock": "" };
    expect(commandsOf(files)).toEqual({ lint: ["yarn run check"] });
  });

  it("say where they come from", () => {
    const { commands } = factsOf({ "package.json": packageJson({ test: "x" }) });
    expect(commands.test).toEqual([{ command: "npm test", source: "package.json scripts.test" }]);
  });
});

describe("tools without a script", () => {
  const cases: [string, string[], Files, Commands][] = [
    ["TypeScript with a tsconfig", ["typescript"], { "tsconfig.json": "{}" }, { typecheck: ["npx tsc --noEmit"] }],
    ["TypeScript without one", ["typescript"], {}, {}],
    ["a tsconfig without TypeScript", [], { "tsconfig.json": "{}" }, {}],
    [
      "a tsconfig that only refers to others, with comments",
      ["typescript"],
      { "tsconfig.json": '{ // all\n "files": [], "references": [{ "path": "./a" },], }' },
      { typecheck: ["npx tsc --build"] },
    ],
    ["Vue", ["typescript", "vue-tsc"], { "tsconfig.json": "{}" }, { typecheck: ["npx vue-tsc --noEmit"] }],
    ["Svelte", ["typescript", "svelte-check"], { "tsconfig.json": "{}" }, { typecheck: ["npx svelte-check"] }],
    [
      "with pnpm",
      ["typescript"],
      { "tsconfig.json": "{}", "pnpm-lock.yaml": "" },
      { typecheck: ["pnpm exec tsc --noEmit"] },
    ],
    ["with yarn", ["typescript"], { "tsconfig.json": "{}", "yarn.lock": "" }, { typecheck: ["yarn tsc --noEmit"] }],
    ["with bun", ["typescript"], { "tsconfig.json": "{}", "bun.lock": "" }, { typecheck: ["bunx tsc --noEmit"] }],
    ["vitest", ["vitest"], {}, { test: ["npx vitest run"] }],
    ["mocha with tests", ["mocha"], { "test/a.js": "" }, { test: ["npx mocha"] }],
    ["mocha without", ["mocha"], {}, {}],
    ["ESLint configured", ["eslint"], { "eslint.config.mjs": "" }, { lint: ["npx eslint ."] }],
    ["ESLint not configured", ["eslint"], {}, {}],
    ["Biome", ["@biomejs/biome"], { "biome.jsonc": "" }, { lint: ["npx biome check"] }],
  ];
  it.each(cases)("%s", (_, dependencies, files, commands) => {
    expect(commandsOf({ "package.json": packageJson({}, dependencies), ...files })).toEqual(commands);
  });
});

describe("workspaces", () => {
  const packages = (...scripts: string[]) =>
    Object.fromEntries(scripts.map((name, n) => [`packages/p${n}/package.json`, packageJson({ [name]: "x" })]));
  const cases: [string, object, Files, string[], Commands][] = [
    [
      "npm",
      { workspaces: ["packages/*"] },
      {},
      ["npm workspaces"],
      { test: ["npm run test --workspaces --if-present"] },
    ],
    [
      "npm as an object",
      { workspaces: { packages: ["packages/p0"] } },
      {},
      ["npm workspaces"],
      { test: ["npm run test --workspaces --if-present"] },
    ],
    [
      "pnpm",
      {},
      { "pnpm-workspace.yaml": "packages:\n  - packages/**\n  - '!**/test'\n" },
      ["pnpm workspaces"],
      { test: ["pnpm --recursive run test"] },
    ],
    [
      "yarn 4",
      { workspaces: ["packages/*"], packageManager: "yarn@4.5.0" },
      {},
      ["yarn workspaces"],
      { test: ["yarn workspaces foreach --all run test"] },
    ],
    [
      "yarn classic has nothing that skips packages",
      { workspaces: ["packages/*"] },
      { "yarn.lock": "" },
      ["yarn workspaces"],
      {},
    ],
    [
      "bun",
      { workspaces: ["./packages/*"] },
      { "bun.lock": "" },
      ["bun workspaces"],
      { test: ['bun run --filter "*" test'] },
    ],
    [
      "nx",
      { workspaces: ["packages/*"] },
      { "nx.json": "{}" },
      ["npm workspaces", "nx"],
      { test: ["npx nx run-many --target=test"] },
    ],
    [
      "lerna",
      {},
      { "lerna.json": '{"packages": ["packages/*"]}' },
      ["npm workspaces", "lerna"],
      { test: ["npx lerna run test"] },
    ],
    [
      "turbo",
      { workspaces: ["packages/*"] },
      { "turbo.json": '{"tasks": {"build": {}, "//#lint": {}}}' },
      ["npm workspaces", "turbo"],
      { test: ["npm run test --workspaces --if-present"], build: ["npx turbo run build"] },
    ],
    ["turbo 1", {}, { "turbo.json": '{"pipeline": {"lint": {}}}' }, ["turbo"], { lint: ["npx turbo run lint"] }],
  ];
  it.each(cases)("%s", (_, manifest, files, monorepo, commands) => {
    const all = { "package.json": json(manifest), ...packages("test"), ...files };
    expect(factsOf(all).monorepo).toEqual(monorepo);
    expect(commandsOf(all)).toEqual(commands);
  });

  it("the root's own script comes first", () => {
    const files = {
      "package.json": packageJson({ test: "turbo run test" }, [], { workspaces: ["packages/*"] }),
      "turbo.json": '{"tasks": {"test": {}}}',
      ...packages("test"),
    };
    expect(commandsOf(files).test?.[0]).toBe("npm test");
  });

  it("a script that no package has is not proposed", () => {
    const all = { "package.json": json({ workspaces: ["packages/*"] }), ...packages("start", "dev") };
    expect(commandsOf(all)).toEqual({});
  });

  it("patterns of the wrong type do no harm", () => {
    for (const workspaces of [7, "x", { packages: 7 }, [1, null, {}], ["../*", "/etc/*", "{a,b}/*"]])
      expect(commandsOf({ "package.json": json({ workspaces }) })).toEqual({});
  });
});
