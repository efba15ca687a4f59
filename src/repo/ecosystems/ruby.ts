import type { RepoView } from "../facts.ts";
import { implied, named } from "./offers.ts";
import type { Ecosystem, Offer, Offers } from "./types.ts";

/** Bundler has no flag for another folder, so nothing is offered below the root. */
export const ruby: Ecosystem = {
  id: "ruby",
  detect({ view, folder }) {
    const gemspec = view.list("").find((name) => name.endsWith(".gemspec"));
    if (!view.has("Gemfile") && gemspec === undefined) return undefined;
    const rails = view.has("config/application.rb");
    const gems = gemsOf(view, ["Gemfile", "Gemfile.lock", ...(gemspec === undefined ? [] : [gemspec])]);
    return {
      title: rails ? "Ruby on Rails" : "Ruby",
      name: gemspec?.replace(/\.gemspec$/, ""),
      toolingOnly: gemspec === undefined && !view.has("lib") && !view.has("app"),
      offers: folder === "" ? offers(view, gems, gemspec !== undefined) : {},
    };
  },
};

const declaration =
  /^[ \t]*(?:gem|\w+\.add_(?:development_|runtime_)?dependency)[ (]+["']([\w-]+)["']|^ {4}([\w-]+) \(/gm;

/** Gems that are declared, or locked because others need them. */
function gemsOf(view: RepoView, files: string[]): Set<string> {
  const text = files.map((file) => view.read(file) ?? "").join("\n");
  return new Set([...text.matchAll(declaration)].map((match) => match[1] ?? match[2] ?? ""));
}

function offers(view: RepoView, gems: Set<string>, isGem: boolean): Offers {
  return {
    test: tests(view, gems),
    lint: lint(view, gems),
    typecheck: types(view, gems),
    build: isGem ? build(view) : [],
  };
}

/** A program of the bundle, by its binstub where there is one. */
function bundled(view: RepoView, program: string): string {
  return view.has(`bin/${program}`) ? `bin/${program}` : `bundle exec ${program}`;
}

function tests(view: RepoView, gems: Set<string>): Offer[] {
  const rspec = gems.has("rspec") || gems.has("rspec-rails") || view.has(".rspec");
  const rakefile = view.read("Rakefile") ?? "";
  const task = /\b(?:Minitest|Rake)::TestTask\b|^[ \t]*task[ (]+:?["']?test\b/m.test(rakefile);
  return [
    ...implied(rspec && view.has("spec") && bundled(view, "rspec"), "spec/"),
    ...implied(view.has("bin/rails") && view.has("test") && "bin/rails test", "bin/rails"),
    ...named(task && !view.has("bin/rails") && "bundle exec rake test", "Rakefile task test"),
  ];
}

function lint(view: RepoView, gems: Set<string>): Offer[] {
  const inBundle = [...gems].some((gem) => gem === "rubocop" || gem.startsWith("rubocop-"));
  const config = view.has(".rubocop.yml") ? ".rubocop.yml" : undefined;
  // Standard needs RuboCop, which is locked with it, but runs under its own name.
  if (gems.has("standard")) return implied(bundled(view, "standardrb"), "Gemfile");
  if (inBundle) return implied(bundled(view, "rubocop"), config ?? "Gemfile");
  return implied(config && "rubocop", ".rubocop.yml");
}

function types(view: RepoView, gems: Set<string>): Offer[] {
  return [
    ...implied(view.has("sorbet/config") && bundled(view, "srb").concat(" tc"), "sorbet/config"),
    ...implied(view.has("Steepfile") && gems.has("steep") && bundled(view, "steep").concat(" check"), "Steepfile"),
  ];
}

function build(view: RepoView): Offer[] {
  const tasks = /require\s+["']bundler\/gem_tasks["']/.test(view.read("Rakefile") ?? "");
  return implied(tasks && "bundle exec rake build", "Rakefile bundler/gem_tasks");
}
