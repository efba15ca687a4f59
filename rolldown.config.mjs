import { builtinModules } from "node:module";
import { defineConfig } from "rolldown";
import license from "rollup-plugin-license";

/** One entry, one chunk a lazily imported command; the licences of everything bundled go beside it. */
export default defineConfig({
  input: { cli: "src/cli.ts" },
  platform: "node",
  external: [...builtinModules, /^node:/],
  resolve: { alias: { handlebars: "handlebars/dist/cjs/handlebars.js" } },
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    cleanDir: true,
  },
  plugins: [license({ thirdParty: { output: { file: "dist/THIRD_PARTY_LICENSES.txt" } } })],
});
