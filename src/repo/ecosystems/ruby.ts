import type { RepoView } from "../facts.ts";
import { implied, named, pathIn } from "./offers.ts";
import type { Ecosystem, Offer, Place } from "./types.ts";

/** Bundler has no flag for another folder, so nothing is offered below the root. */
export const ruby: Ecosystem = {
  id: "ruby",
  detect(place) {
    const { view, folder } = place;
    const gemspec = view.list("").find((name) => name.endsWith(".gemspec"));
    if (!view.has("Gemfile") && gemspec === undefined) return undefined;
    const rails = view.has("config/application.rb");
    const gems = gemsOf(`${view.read("Gemfile") ?? ""}\n${gemspec === undefined ? "" : view.read(gemspec)}`);
    const atRoot = folder === "";
    return {
      title: rails ? "Ruby on Rails" : "Ruby",
      name: gemspec?.replace(/\.gemspec$/, ""),
      toolingOnly: gemspec === undefined && !view.has("lib") && !view.has("app"),
      offers: atRoot
        ? {
            test: tests(place, gems),
            lint: lint(view, gems),
            typecheck: types(view, gems),
            build: build(view, gemspec),
          }
        : {},
    };
  },
};

function gemsOf(text: string): Set<string> {
  const declared = text.matchAll(/^[ \t]*(?:gem|\w+\.add_(?:development_|runtime_)?dependency)[ (]+["']([\w-]+)["']/gm);
  return new Set([...declared].map((match) => match[1] ?? ""));
}

/** A program of the bundle, by its binstub where there is one. */
function bundled(view: RepoView, program: string): string {
  return view.has(`bin/${program}`) ? `bin/${program}` : `bundle exec ${program}`;
}

function tests(place: Place, gems: Set<string>): Offer[] {
  const { view } = place;
  const rspec = gems.has("rspec") || gems.has("rspec-rails") || view.has(".rspec");
  const rakefile = view.read("Rakefile") ?? "";
  const task = /\b(?:Minitest|Rake)::TestTask\b|^[ \t]*task[ (]+:?["']?test\b/m.test(rakefile);
  return [
    ...implied(rspec && view.has("spec") && bundled(view, "rspec"), pathIn(place, "spec/")),
    ...implied(view.has("bin/rails") && view.has("test") && "bin/rails test", "bin/rails"),
    ...named(task && !view.has("bin/rails") && "bundle exec rake test", "Rakefile task test"),
  ];
}

function lint(view: RepoView, gems: Set<string>): Offer[] {
  const rubocop = [...gems].find((gem) => gem.startsWith("rubocop"));
  const config = view.has(".rubocop.yml") ? ".rubocop.yml" : "Gemfile";
  return [
    ...implied((rubocop || view.has(".rubocop.yml")) && bundled(view, "rubocop"), config),
    ...implied((gems.has("standard") || view.has(".standard.yml")) && "bundle exec standardrb", "Gemfile"),
  ];
}

function types(view: RepoView, gems: Set<string>): Offer[] {
  return [
    ...implied(view.has("sorbet/config") && bundled(view, "srb").concat(" tc"), "sorbet/config"),
    ...implied(view.has("Steepfile") && gems.has("steep") && bundled(view, "steep").concat(" check"), "Steepfile"),
  ];
}

function build(view: RepoView, gemspec: string | undefined): Offer[] {
  const tasks = /require\s+["']bundler\/gem_tasks["']/.test(view.read("Rakefile") ?? "");
  return implied(gemspec !== undefined && tasks && "bundle exec rake build", "Rakefile bundler/gem_tasks");
}
