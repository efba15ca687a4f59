import { dig, entries, readJson, string } from "../read.ts";
import { implied, join, offersFor, pathIn, words } from "./offers.ts";
import type { Ecosystem, Offers, Place } from "./types.ts";

export const php: Ecosystem = {
  id: "php",
  detect(place) {
    const { view, folder } = place;
    if (!view.has("composer.json")) return undefined;
    const manifest = readJson(view, "composer.json");
    const composer = (script: string) => words("composer", folder && `--working-dir=${folder}`, script);
    const source = pathIn(place, "composer.json");
    const laravel = dig(manifest, "require", "laravel/framework") !== undefined;
    return {
      title: laravel ? "PHP (Laravel)" : "PHP",
      name: string(manifest, "name")?.split("/").at(-1),
      offers: join(
        offersFor(scriptsOf(manifest), composer, (name) => `${source} scripts.${name}`),
        tools(place, manifest),
      ),
    };
  },
};

/** A script is a command or a list of them. */
function scriptsOf(manifest: unknown): Map<string, string> {
  return new Map(
    entries(manifest, "scripts")
      .map(
        ([name, script]) =>
          [
            name,
            [script]
              .flat()
              .filter((line) => typeof line === "string")
              .join(" && "),
          ] as const,
      )
      .filter(([, text]) => text !== ""),
  );
}

function tools(place: Place, manifest: unknown): Offers {
  const { view, folder } = place;
  const requires = (name: string) =>
    ["require", "require-dev"].some((group) => dig(manifest, group, name) !== undefined);
  const configured = (...names: string[]) => names.find((name) => view.has(name));
  const phpunit = requires("phpunit/phpunit") ? configured("phpunit.xml", "phpunit.xml.dist") : undefined;
  const phpstan = requires("phpstan/phpstan") || requires("larastan/larastan");
  const stanConfig = phpstan ? configured("phpstan.neon", "phpstan.neon.dist", "phpstan.dist.neon") : undefined;
  const phpcs = requires("squizlabs/php_codesniffer")
    ? configured("phpcs.xml", "phpcs.xml.dist", ".phpcs.xml")
    : undefined;
  const fixer = requires("friendsofphp/php-cs-fixer")
    ? configured(".php-cs-fixer.php", ".php-cs-fixer.dist.php")
    : undefined;
  const source = pathIn(place, "composer.json");
  const bin = (name: string, ...args: (string | false)[]) => words(`${pathIn(place, "vendor/bin")}/${name}`, ...args);
  // These read their configuration from the folder they are started in.
  const here = folder === "";
  return {
    test: [
      ...implied(
        view.has("artisan") && view.has("tests") && `php ${pathIn(place, "artisan")} test`,
        pathIn(place, "artisan"),
      ),
      ...implied(here && requires("pestphp/pest") && bin("pest"), source),
      ...implied(phpunit && bin("phpunit", folder && `-c ${folder}`), pathIn(place, phpunit ?? "")),
    ],
    lint: [
      ...implied(here && phpcs && bin("phpcs"), phpcs ?? ""),
      ...implied(here && requires("laravel/pint") && bin("pint", "--test"), source),
      ...implied(here && fixer && bin("php-cs-fixer", "fix", "--dry-run"), fixer ?? ""),
    ],
    typecheck: [
      ...implied(
        stanConfig && bin("phpstan", "analyse", folder && `-c ${folder}/${stanConfig}`),
        pathIn(place, stanConfig ?? ""),
      ),
      ...implied(here && requires("vimeo/psalm") && configured("psalm.xml", "psalm.xml.dist") && bin("psalm"), source),
    ],
  };
}
