import { agentsInUse } from "./agents.ts";
import { contextDocuments } from "./documents.ts";
import { ecosystems } from "./ecosystems/index.ts";
import { isPlain } from "./ecosystems/offers.ts";
import type { Place } from "./ecosystems/types.ts";
import type { CommandCandidate, CommandKind, RepoFacts, RepoView } from "./facts.ts";
import { type Found, ranked } from "./preference.ts";
import { viewOf } from "./view.ts";

/** Folders that hold something else than a project of their own. */
const noProjects =
  /^(?:node_modules|vendor|third_party|dist|build|out|target|coverage|docs?|examples?|samples?|tests?|fixtures|planning|templates?)$/i;
const mostFolders = 60;

/** Names that scaffolders and monorepos give, which say nothing about the project. */
const noName = /^(?:root|monorepo|workspaces?|project|app|my-app|package|unnamed)$/i;

/**
 * What the repository says about itself, from its files alone. Only named paths, the root's listing and the listings of
 * a few folders are looked at, so the size of the repository does not matter.
 *
 * @param view the repository's files
 * @param folderName name of its folder, for a project that does not name itself
 * @param above for a part of a larger repository, the folders further up, nearest first; only their package manager counts
 */
export function detect(view: RepoView, folderName: string, above: readonly RepoView[] = []): RepoFacts {
  const found = findAll(view, above);
  const commands = (kind: CommandKind): CommandCandidate[] => ranked(found, kind);
  return {
    project: projectName(found) ?? folderName,
    ecosystems: unique(found),
    monorepo: [...new Set(found.flatMap(({ finding }) => finding.monorepo ?? []))],
    commands: {
      test: commands("test"),
      lint: commands("lint"),
      typecheck: commands("typecheck"),
      build: commands("build"),
    },
    context: contextDocuments(view),
    agents: agentsInUse(view),
  };
}

/** Projects at the root; where the root has none of its own, those one folder down too. */
function findAll(view: RepoView, above: readonly RepoView[]): Found[] {
  const atRoot = findIn({ view, above, folder: "" });
  if (atRoot.some(({ front, finding }) => !front && !finding.toolingOnly)) return atRoot;
  const folders = view
    .list("")
    .filter((name) => name.endsWith("/"))
    .map((name) => name.slice(0, -1));
  const projects = folders.filter((name) => isPlain(name) && !noProjects.test(name)).slice(0, mostFolders);
  return [
    ...atRoot,
    ...projects.flatMap((folder) => findIn({ view: viewOf(view, folder), above: [view, ...above], folder })),
  ];
}

/** What there is in a folder: its main ecosystem first, those that only bring tools later, fronts last. */
function findIn(place: Place): Found[] {
  const found = ecosystems.flatMap(({ id, front = false, detect: look }): Found[] => {
    const finding = look(place);
    return finding === undefined ? [] : [{ id, front, folder: place.folder, finding }];
  });
  const weight = ({ front, finding }: Found) => (front ? 2 : finding.toolingOnly ? 1 : 0);
  return found.sort((a, b) => weight(a) - weight(b));
}

function projectName(found: Found[]): string | undefined {
  const names = found.filter(({ folder }) => folder === "").map(({ finding }) => finding.name?.trim());
  return names.find((name) => name !== undefined && /^[@\w][\w@/. +-]{0,99}$/.test(name) && !noName.test(name));
}

function unique(found: Found[]): RepoFacts["ecosystems"] {
  const titles = new Map<string, string>();
  for (const { id, finding } of found) if (!titles.has(id)) titles.set(id, finding.title);
  return [...titles].map(([id, title]) => ({ id, title }));
}
