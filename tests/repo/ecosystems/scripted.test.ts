import { describe, expect, it } from "vitest";
import { type Commands, commandsOf, type Files, factsOf, json } from "./detected.ts";

type Case = [string, Files, Commands];

describe("Ruby", () => {
  const gemfile = (...gems: string[]) => gems.map((gem) => `gem "${gem}"`).join("\n");
  it.each<Case>([
    ["RSpec", { Gemfile: gemfile("rspec"), "spec/a_spec.rb": "" }, { test: ["bundle exec rspec"] }],
    [
      "RSpec of a gemspec",
      { "x.gemspec": "  s.add_development_dependency 'rspec'", "spec/a.rb": "" },
      { test: ["bundle exec rspec"] },
    ],
    ["RSpec without specs", { Gemfile: gemfile("rspec") }, {}],
    ["a gem that is commented out", { Gemfile: '# gem "rspec"', "spec/a.rb": "" }, {}],
    [
      "binstubs",
      { Gemfile: gemfile("rspec", "rubocop"), "spec/a.rb": "", "bin/rspec": "", "bin/rubocop": "" },
      { test: ["bin/rspec"], lint: ["bin/rubocop"] },
    ],
    [
      "Rails",
      { Gemfile: gemfile("rails"), "bin/rails": "", "test/a.rb": "", Rakefile: "" },
      { test: ["bin/rails test"] },
    ],
    ["Rake", { Gemfile: "", Rakefile: "Rake::TestTask.new" }, { test: ["bundle exec rake test"] }],
    ["a Rake task", { Gemfile: "", Rakefile: "task :test do\nend" }, { test: ["bundle exec rake test"] }],
    ["Minitest", { Gemfile: "", Rakefile: "Minitest::TestTask.create" }, { test: ["bundle exec rake test"] }],
    ["RuboCop by its configuration", { Gemfile: "", ".rubocop.yml": "" }, { lint: ["rubocop"] }],
    [
      "RuboCop by the lock file",
      { Gemfile: "", "Gemfile.lock": "GEM\n  specs:\n    rubocop (1.66.1)\n      rubocop-ast (>= 1)\n" },
      { lint: ["bundle exec rubocop"] },
    ],
    [
      "Standard, which brings RuboCop",
      { Gemfile: gemfile("standard", "rubocop"), "bin/standardrb": "" },
      { lint: ["bin/standardrb"] },
    ],
    ["RuboCop by a plugin", { Gemfile: gemfile("rubocop-rails-omakase") }, { lint: ["bundle exec rubocop"] }],
    ["Standard", { Gemfile: gemfile("standard") }, { lint: ["bundle exec standardrb"] }],
    ["Sorbet", { Gemfile: "", "sorbet/config": "" }, { typecheck: ["bundle exec srb tc"] }],
    ["Steep", { Gemfile: gemfile("steep"), Steepfile: "" }, { typecheck: ["bundle exec steep check"] }],
    [
      "a gem that is built",
      { "x.gemspec": "", Rakefile: 'require "bundler/gem_tasks"' },
      { build: ["bundle exec rake build"] },
    ],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));
});

describe("PHP", () => {
  const composer = (dev: string[], scripts: object = {}) =>
    json({ name: "acme/berth", "require-dev": Object.fromEntries(dev.map((name) => [name, "*"])), scripts });
  it.each<Case>([
    [
      "scripts",
      { "composer.json": composer([], { test: "phpunit", lint: ["a", "b"], stan: "phpstan" }) },
      { test: ["composer test"], lint: ["composer lint"], typecheck: ["composer stan"] },
    ],
    ["scripts of the wrong type", { "composer.json": json({ scripts: { test: 7, lint: {}, build: [] } }) }, {}],
    [
      "PHPUnit",
      { "composer.json": composer(["phpunit/phpunit"]), "phpunit.xml.dist": "" },
      { test: ["vendor/bin/phpunit"] },
    ],
    ["PHPUnit not configured", { "composer.json": composer(["phpunit/phpunit"]) }, {}],
    ["Pest", { "composer.json": composer(["pestphp/pest"]) }, { test: ["vendor/bin/pest"] }],
    ["Laravel", { "composer.json": composer([]), artisan: "", "tests/a.php": "" }, { test: ["php artisan test"] }],
    [
      "PHPStan",
      { "composer.json": composer(["phpstan/phpstan"]), "phpstan.neon": "" },
      { typecheck: ["vendor/bin/phpstan analyse"] },
    ],
    ["Pint", { "composer.json": composer(["laravel/pint"]) }, { lint: ["vendor/bin/pint --test"] }],
    [
      "PHP-CS-Fixer",
      { "composer.json": composer(["friendsofphp/php-cs-fixer"]), ".php-cs-fixer.dist.php": "" },
      { lint: ["vendor/bin/php-cs-fixer fix --dry-run"] },
    ],
    [
      "PHP_CodeSniffer",
      { "composer.json": composer(["squizlabs/php_codesniffer"]), "phpcs.xml": "" },
      { lint: ["vendor/bin/phpcs"] },
    ],
    ["Psalm", { "composer.json": composer(["vimeo/psalm"]), "psalm.xml": "" }, { typecheck: ["vendor/bin/psalm"] }],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));

  it("is named without its vendor", () => {
    expect(factsOf({ "composer.json": composer([]) }).project).toBe("berth");
  });
});

describe("Elixir", () => {
  it.each<Case>([
    ["plain", { "mix.exs": "" }, { build: ["mix compile"] }],
    ["tests", { "mix.exs": "", "test/a.exs": "" }, { test: ["mix test"], build: ["mix compile"] }],
    [
      "everything",
      { "mix.exs": '{:credo, "~> 1"}, { :dialyxir, "~> 1"}', ".formatter.exs": "" },
      { lint: ["mix credo", "mix format --check-formatted"], typecheck: ["mix dialyzer"], build: ["mix compile"] },
    ],
    ["a dependency in a comment", { "mix.exs": '  # {:credo, "~> 1"}' }, { build: ["mix compile"] }],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));

  it("is named by its application", () => {
    const mix = 'def project do [app: :buoy, deps: [{:phoenix, "~> 1.7"}], apps_path: "apps"] end';
    expect(factsOf({ "mix.exs": mix })).toMatchObject({
      project: "buoy",
      ecosystems: [{ id: "elixir", title: "Elixir (Phoenix)" }],
      monorepo: ["mix umbrella"],
    });
  });
});

describe("Deno", () => {
  it.each<Case>([
    ["plain", { "deno.json": "{}" }, { lint: ["deno lint"] }],
    ["tests", { "deno.json": "{}", "src/a_test.ts": "" }, { test: ["deno test"], lint: ["deno lint"] }],
    [
      "tasks, with comments",
      { "deno.jsonc": '{ "tasks": { /* all */ "test": "deno test -A", "check": "deno check .", }, }' },
      { test: ["deno task test"], lint: ["deno lint"], typecheck: ["deno task check"] },
    ],
    [
      "tasks as objects",
      { "deno.json": '{"tasks": {"test": {"command": "x"}, "build": {"dependencies": ["a"]}, "lint": {}}}' },
      { test: ["deno task test"], lint: ["deno lint"], build: ["deno task build"] },
    ],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));

  it("is a workspace", () => {
    expect(factsOf({ "deno.json": '{"workspace": ["./a"]}' }).monorepo).toEqual(["deno workspace"]);
  });
});
