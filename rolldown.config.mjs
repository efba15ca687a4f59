import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";
import { bakedPack } from "./build/bake.mjs";
import { thirdPartyLicences } from "./build/licences.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const external = [...builtinModules, /^node:/];
const resolve = {
  alias: {
    // The same code as modules, of which the bundler leaves out what nobody uses.
    yaml: at("node_modules/yaml/browser/dist/index.js"),
    // Its main file picks one of two copies, by a Node version that is long past.
    prompts: at("node_modules/prompts/lib/index.js"),
    debug: at("build/no-debug.mjs"),
    "@lezer/highlight": at("build/no-highlight.mjs"),
    // Handlebars does without it, and nobody asks for source maps of templates.
    "source-map": false,
  },
};

// Few chunks: finding and linking each costs as much as compiling some ten kilobytes.
const groups = [
  // What `--version` needs. The entry stays out: nothing may import a module that is still running.
  { name: "main", tags: ["$initial"], test: (id) => !/[\\/]src[\\/]cli\.ts$/.test(id), priority: 3 },
  // What `--help` needs on top of it.
  { name: "program", test: /[\\/]src[\\/]program\.ts$/, priority: 2 },
  // What it takes to see at a glance that there is nothing to do.
  {
    name: "glance",
    test: /[\\/]src[\\/](commands[\\/]init[\\/](glance|words)|pack[\\/](seal|paths)|ui[\\/](output|paint|invocation))\.ts$/,
    priority: 3,
  },
  // What all verbs stand on, with all that it needs.
  {
    name: "base",
    test: /[\\/]src[\\/](pack[\\/](transaction|put|own-json|strictly|helpers|block|vars)|config[\\/](answers|parse)|repo[\\/](git|view|workplace)|interview[\\/]unattended|commands[\\/]flags|runs[\\/]plan-text|ui[\\/](errors|findings|report))\.ts$/,
    priority: 2,
  },
  // What renders templates and asks questions: scaffolding, and verbs that look at what is installed.
  { name: "pack", test: /[\\/]src[\\/](pack[\\/](choose|plan|render-pack)|interview[\\/]ask)\.ts$/, priority: 1.5 },
  // What reads plans. Chunks cut by size alone came to need each other; these are cut by what they are for.
  {
    name: "plan",
    test: /[\\/](src[\\/](plan|runs|evidence|verify|delta|commands[\\/]check)[\\/]|node_modules[\\/](mdast|micromark|unist)-)/,
    minShareCount: 2,
    priority: 1,
  },
  // What reads a repository's own files; scaffolding needs it, and must not load what reads plans along with it.
  { name: "look", test: /[\\/](src[\\/]repo|node_modules[\\/]smol-toml)[\\/]/, minShareCount: 2, priority: 1 },
  // What edits configs and orders files; scaffolding needs it too.
  { name: "files", test: /[\\/]src[\\/](config|pack|interview)[\\/]/, minShareCount: 2, priority: 1 },
  // What reads and judges a prerequisite tree: a large one is work enough.
  {
    name: "tree",
    test: /[\\/]src[\\/](strategy[\\/]tree|commands[\\/]tree)/,
    minShareCount: 2,
    priority: 1.2,
  },
  // What strategy mode is made of.
  { name: "strategy", test: /[\\/]src[\\/](commands[\\/])?(strategy|tree)[\\/]/, minShareCount: 2, priority: 1 },
  // What else verbs have in common.
  { name: "shared", minShareCount: 2, priority: 0 },
];

/** One entry, a chunk for each lazily imported verb, and what they share; the licences of everything bundled go beside it. */
export default defineConfig({
  input: { cli: "src/cli.ts" },
  platform: "node",
  external,
  resolve,
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: ({ name }) => `${name.split("~", 1)}-[hash].js`,
    codeSplitting: { groups },
    comments: { jsdoc: false },
    // Less to read at every start. A build of the same version without it says where in a stack trace a bug is.
    minify: { compress: true, mangle: { toplevel: true }, codegen: { removeWhitespace: true } },
    cleanDir: true,
  },
  plugins: [bakedPack({ external, resolve }), thirdPartyLicences("THIRD_PARTY_LICENSES.txt")],
});
