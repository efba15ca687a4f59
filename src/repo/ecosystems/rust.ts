import { dig, readToml, string } from "../read.ts";
import { implied, pathIn, words } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

export const rust: Ecosystem = {
  id: "rust",
  detect(place) {
    const { view, folder } = place;
    if (!view.has("Cargo.toml")) return undefined;
    const manifest = readToml(view, "Cargo.toml");
    const workspace = dig(manifest, "workspace") !== undefined;
    const cargo = (verb: string, ...flags: (string | false)[]) =>
      words("cargo", verb, folder && `--manifest-path ${folder}/Cargo.toml`, workspace && "--workspace", ...flags);
    const source = pathIn(place, "Cargo.toml");
    const nextest = view.has(".config/nextest.toml");
    return {
      title: "Rust",
      name: string(manifest, "package", "name"),
      monorepo: workspace ? ["cargo workspace"] : [],
      offers: {
        test: [
          ...implied(nextest && cargo("nextest run"), pathIn(place, ".config/nextest.toml")),
          ...implied(cargo("test"), source),
        ],
        lint: implied(cargo("clippy", "--all-targets"), source),
        typecheck: implied(cargo("check", "--all-targets"), source),
        build: implied(cargo("build"), source),
      },
    };
  },
};
