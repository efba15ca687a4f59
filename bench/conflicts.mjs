import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "./stage.mjs";
import { percent, row, section } from "./table.mjs";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };

/**
 * Counts the conflicts of `git merge-file`, of our strict mode and of our merge on the same texts.
 *
 * @param tools `{ merge, gitMerge, syntheticCases }` of this repository
 * @param count how many made-up cases, of each family
 */
export function conflicts({ tools, count }) {
  const pairs = templateVersions();
  const history = pairs.flatMap(([base, incoming], nth) => {
    const edited = tools.syntheticCases([base], nth + 1, Math.ceil(count / pairs.length));
    return edited.map(({ user }) => ({ user, base, incoming }));
  });
  const made = tools.syntheticCases(currentTemplates(), 1, count);
  const apart = made.filter(({ expected }) => expected !== undefined);
  const clashes = made.filter(({ expected }) => expected === undefined);
  return section(
    "Conflicts, and nothing lost",
    [
      ...(history.length === 0 ? [] : family(`${pairs.length} version pairs of the templates, edited`, history, tools)),
      ...family("edits that do not touch each other", apart, tools),
      ...family("edits that contradict each other", clashes, tools),
    ],
    history.length === 0 ? ["No two versions of a template are in the history at hand."] : [],
  );
}

function family(what, cases, { merge, gitMerge }) {
  const results = cases.map((texts) => ({ texts, ours: merge({ ...texts, labels }) }));
  const share = (some) => `${some.length} (${percent(some.length, cases.length)})`;
  const conflicting = (run) => share(cases.filter((texts) => run(texts).conflicts > 0));
  const lost = results.flatMap(({ texts, ours }) => lostLines(texts, ours.text)).length;
  const wrong = results.filter(({ texts, ours }) => ours.conflicts === 0 && ours.text !== texts.expected);
  return [
    row(what, `${cases.length} cases`),
    row(
      "— conflicts of `git merge-file`",
      conflicting(({ user, base, incoming }) => gitMerge({ user, base, incoming })),
    ),
    row(
      "— conflicts of ours with `--strict`",
      conflicting((texts) => merge({ ...texts, labels, strict: true })),
    ),
    row(
      "— conflicts of ours",
      conflicting((texts) => merge({ ...texts, labels })),
    ),
    row("— lost lines", String(lost), "", "0", lost === 0),
    ...(cases[0]?.expected === undefined ? [] : [row("— clean, but not what both meant", share(wrong))]),
  ];
}

/** Lines that a side added and that are not in the result, neither whole nor with all of their new words. */
function lostLines({ user, base, incoming }, result) {
  const [known, kept] = [new Set(base.split("\n")), new Set(result.split("\n"))];
  const [old, words] = [wordsOf(base), wordsOf(result)];
  const added = [...user.split("\n"), ...incoming.split("\n")].filter((line) => !known.has(line) && !kept.has(line));
  return added.filter((line) => [...wordsOf(line)].some((word) => !old.has(word) && !words.has(word)));
}

const wordsOf = (text) => new Set(text.split(/\s+/));

const git = (...args) => execFileSync("git", args, { cwd: project, encoding: "utf8", maxBuffer: 2 ** 26 });

/** Every text of a template with the one that followed it, from the history; none outside a clone. */
function templateVersions() {
  const log = git("log", "--raw", "--no-abbrev", "-M", "--reverse", "--format=", "--", "templates");
  const changes = log.split("\n").flatMap((line) => {
    const [, before, after, path] = /^:\d+ \d+ (\w+) (\w+) [MR]\d*\t(.*)$/.exec(line) ?? [];
    return /\.md(\.hbs)?$/.test(path ?? "") ? [[before, after]] : [];
  });
  return changes.map((blobs) => blobs.map((blob) => git("cat-file", "blob", blob)));
}

function currentTemplates() {
  const paths = git("ls-files", "templates/planning/*.md.hbs").split("\n").filter(Boolean);
  return paths.map((path) => readFileSync(join(project, path), "utf8"));
}
