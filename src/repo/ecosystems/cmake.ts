import type { RepoView } from "../facts.ts";
import { dig, readJson, string } from "../read.ts";
import { implied, isPlain, pathIn, words } from "./offers.ts";
import type { Ecosystem, Offers, Place } from "./types.ts";

export const cmake: Ecosystem = {
  id: "cmake",
  detect(place) {
    const { view } = place;
    if (!view.has("CMakeLists.txt")) return undefined;
    const lists = (view.read("CMakeLists.txt") ?? "").replace(/#.*$/gm, "");
    return {
      title: "CMake",
      name: /\bproject\s*\(\s*"?([\w.+-]+)/i.exec(lists)?.[1],
      offers: presets(place) ?? plain(place, /\benable_testing\s*\(|\binclude\s*\(\s*CTest\s*\)/i.test(lists)),
    };
  },
};

/** Out of the source tree; tests run on what was built, so they build first. */
function plain(place: Place, tested: boolean): Offers {
  const tree = pathIn(place, "build");
  const build = `cmake ${words("-S", place.folder || ".", "-B", tree)} && cmake --build ${tree}`;
  const source = pathIn(place, "CMakeLists.txt");
  return {
    test: implied(tested && `${build} && ctest --test-dir ${tree} --output-on-failure`, source),
    build: implied(build, source),
  };
}

/** Presets are found in the folder that cmake starts in, which leaves the root (cmake-presets(7)). */
function presets({ view, folder }: Place): Offers | undefined {
  const configure = folder === "" ? preset(view, "configurePresets") : undefined;
  if (configure === undefined) return undefined;
  const build = preset(view, "buildPresets", configure);
  const test = preset(view, "testPresets", configure);
  const source = "CMakePresets.json";
  const all = build && `cmake --preset ${configure} && cmake --build --preset ${build}`;
  return {
    test: implied(test && words(all && `${all} &&`, `ctest --preset ${test}`), `${source} testPresets.${test}`),
    build: implied(all, `${source} buildPresets.${build}`),
  };
}

/** First preset of a kind that may be named on the command line and belongs to the configuration, if one is given. */
function preset(view: RepoView, kind: string, configuration?: string): string | undefined {
  const all = dig(readJson(view, "CMakePresets.json"), kind);
  const usable = (Array.isArray(all) ? all : []).filter(
    (item) =>
      dig(item, "hidden") !== true &&
      isPlain(string(item, "name") ?? "") &&
      (configuration === undefined || dig(item, "configurePreset") === configuration),
  );
  return string(usable[0], "name");
}
