import { dig, entries, readJson, string } from "../read.ts";
import { implied, join, offersFor, pathIn, words } from "./offers.ts";
import type { Ecosystem, Offer, Offers, Place } from "./types.ts";

interface Tool {
  kind: "test" | "lint" | "typecheck";
  /** Any of these packages brings it. */
  packages: readonly string[];
  /** It runs when one of these configures it; always, if absent. */
  configs?: readonly string[];
  command: string;
  /** What points it at a project in another folder, where it can be. */
  elsewhere?: (folder: string, config: string) => string;
}

/** In order of preference within a kind. */
const tools: readonly Tool[] = [
  { kind: "test", packages: ["pestphp/pest"], command: "pest" },
  {
    kind: "test",
    packages: ["phpunit/phpunit"],
    configs: ["phpunit.xml", "phpunit.xml.dist"],
    command: "phpunit",
    elsewhere: (folder) => `-c ${folder}`,
  },
  {
    kind: "lint",
    packages: ["squizlabs/php_codesniffer"],
    configs: ["phpcs.xml", "phpcs.xml.dist", ".phpcs.xml", ".phpcs.xml.dist"],
    command: "phpcs",
  },
  { kind: "lint", packages: ["laravel/pint"], command: "pint --test" },
  {
    kind: "lint",
    packages: ["friendsofphp/php-cs-fixer"],
    configs: [".php-cs-fixer.php", ".php-cs-fixer.dist.php"],
    command: "php-cs-fixer fix --dry-run",
  },
  {
    kind: "typecheck",
    packages: ["phpstan/phpstan", "larastan/larastan"],
    configs: ["phpstan.neon", "phpstan.neon.dist", "phpstan.dist.neon"],
    command: "phpstan analyse",
    elsewhere: (folder, config) => `-c ${folder}/${config}`,
  },
  { kind: "typecheck", packages: ["vimeo/psalm"], configs: ["psalm.xml", "psalm.xml.dist"], command: "psalm" },
];

export const php: Ecosystem = {
  id: "php",
  detect(place) {
    const { view, folder } = place;
    if (!view.has("composer.json")) return undefined;
    const manifest = readJson(view, "composer.json");
    const composer = (script: string) => words("composer", folder && `--working-dir=${folder}`, script);
    const source = (script: string) => `${pathIn(place, "composer.json")} scripts.${script}`;
    return {
      title: dig(manifest, "require", "laravel/framework") === undefined ? "PHP" : "PHP (Laravel)",
      name: string(manifest, "name")?.split("/").at(-1),
      offers: join(
        offersFor(scriptsOf(manifest), composer, source),
        { test: artisan(place) },
        ...tools.map((tool): Offers => ({ [tool.kind]: run(tool, place, manifest) })),
      ),
    };
  },
};

/** Scripts by name; each is a command or a list of them. */
function scriptsOf(manifest: unknown): Map<string, string> {
  const scripts = entries(manifest, "scripts").map(([name, script]) => {
    const lines = [script].flat().filter((line) => typeof line === "string");
    return [name, lines.join(" && ")] as const;
  });
  return new Map(scripts.filter(([, text]) => text !== ""));
}

function artisan(place: Place): Offer[] {
  const path = pathIn(place, "artisan");
  return implied(place.view.has("artisan") && place.view.has("tests") && `php ${path} test`, path);
}

function run({ packages, configs, command, elsewhere }: Tool, place: Place, manifest: unknown): Offer[] {
  const { view, folder } = place;
  const declared = (name: string) =>
    ["require", "require-dev"].some((group) => dig(manifest, group, name) !== undefined);
  const config = configs === undefined ? "composer.json" : configs.find((name) => view.has(name));
  if (config === undefined || !packages.some(declared) || (folder !== "" && elsewhere === undefined)) return [];
  const program = pathIn(place, `vendor/bin/${command}`);
  return implied(words(program, folder && elsewhere?.(folder, config)), pathIn(place, config));
}
