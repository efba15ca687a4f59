import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Writes name, version, licence and licence texts of every bundled package to one file; a package without a text fails the build. */
export function thirdPartyLicences(fileName) {
  return {
    name: "third-party-licences",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
      // Ids that begin with NUL name modules that the bundler made up.
      const files = modules.filter((id) => !id.startsWith("\0"));
      const folders = files.flatMap((id) => /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? []);
      const entries = [...new Set(folders)].map(licenceOf).sort((a, b) => (a.title < b.title ? -1 : 1));
      const texts = entries.map(({ title, text }) => `${title}\n${"-".repeat(title.length)}\n\n${text}\n`);
      this.emitFile({ type: "asset", fileName, source: texts.join("\n\n") });
    },
  };
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  if (files.length === 0) throw new Error(`${name} is bundled but ships no licence text`);
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
  return { title: `${name} ${version} (${license})`, text: texts.join("\n\n") };
}
