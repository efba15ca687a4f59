import { builtinModules } from "node:module";
import { defineConfig } from "rolldown";
import { bakedPack } from "./build/bake.mjs";
import { thirdPartyLicences } from "./build/licences.mjs";

const external = [...builtinModules, /^node:/];
const resolve = {
  alias: {
    // Handlebars does without it, and nobody asks for source maps of templates.
    "source-map": false,
  },
};

/** One entry, one chunk a lazily imported command; the licences of everything bundled go beside it. */
export default defineConfig({
  input: { cli: "src/cli.ts" },
  platform: "node",
  external,
  resolve,
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    cleanDir: true,
  },
  plugins: [bakedPack({ external, resolve }), thirdPartyLicences("THIRD_PARTY_LICENSES.txt")],
});
