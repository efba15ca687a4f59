import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { defineConfig } from "rolldown";

/** One entry, one chunk a lazily imported command; the licences of everything bundled go beside it. */
export default defineConfig({
  input: { cli: "src/cli.ts" },
  platform: "node",
  external: [...builtinModules, /^node:/],
  resolve: {
    alias: {
      handlebars: "handlebars/dist/cjs/handlebars.js",
      // Handlebars does without it, and nobody asks for source maps of templates.
      "source-map": false,
    },
  },
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    cleanDir: true,
  },
  plugins: [thirdPartyLicences("THIRD_PARTY_LICENSES.txt")],
});

/** Writes name, version, licence and licence texts of every bundled package to one file; a package without a text fails the build. */
function thirdPartyLicences(fileName) {
  return {
    name: "third-party-licences",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
      // Ids that begin with NUL name modules that the bundler made up.
      const files = modules.filter((id) => !id.startsWith("\0"));
      const folders = new Set(
        files.flatMap((id) => /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? []),
      );
      const entries = [...folders].map(licenceOf).sort((a, b) => (a.title < b.title ? -1 : 1));
      const texts = entries.map(({ title, text }) => `${title}\n${"-".repeat(title.length)}\n\n${text}\n`);
      this.emitFile({ type: "asset", fileName, source: texts.join("\n\n") });
    },
  };
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  if (files.length === 0) throw new Error(`${name} is bundled but ships no licence text`);
  const text = files
    .map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim())
    .join("\n\n");
  return { title: `${name} ${version} (${license})`, text };
}
