import { implied } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

/** Mix has no flag for another folder, so nothing is offered below the root. */
export const elixir: Ecosystem = {
  id: "elixir",
  detect({ view, folder }) {
    if (!view.has("mix.exs")) return undefined;
    const mix = (view.read("mix.exs") ?? "").replace(/^[ \t]*#.*$/gm, "");
    const umbrella = /\bapps_path:/.test(mix);
    const depends = (name: string) => new RegExp(`\\{\\s*:${name}\\b`).test(mix);
    const atRoot = folder === "";
    const source = "mix.exs";
    return {
      title: depends("phoenix") ? "Elixir (Phoenix)" : "Elixir",
      name: /\bapp:\s*:(\w+)/.exec(mix)?.[1],
      monorepo: umbrella ? ["mix umbrella"] : [],
      offers: !atRoot
        ? {}
        : {
            test: implied((umbrella || view.has("test")) && "mix test", source),
            lint: [
              ...implied(depends("credo") && "mix credo", source),
              ...implied(view.has(".formatter.exs") && "mix format --check-formatted", ".formatter.exs"),
            ],
            typecheck: implied(depends("dialyxir") && "mix dialyzer", source),
            build: implied("mix compile", source),
          },
    };
  },
};
