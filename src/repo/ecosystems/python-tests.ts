import type { RepoView } from "../facts.ts";

const testFile = /^(test_\w+|\w+_test|tests?)\.py$/;
const pytestStyle = /^(?:async )?def test_|^[ \t]*(?:import|from) pytest\b|^class Test\w{0,99}:/m;

export interface PythonTests {
  style: "pytest" | "unittest";
  /** What shows it: a folder, or one of the files at the top. */
  path: string;
  /** How the standard library's runner finds them. */
  unittest: string;
}

/** Which framework the tests are written for, judged by a few of them; `undefined` when the usual places have none. */
export function pythonTests(view: RepoView): PythonTests | undefined {
  for (const folder of ["tests", "test", ""]) {
    const [first] = testPaths(view, folder);
    const style = styleOf(view, folder);
    if (style !== undefined)
      return { style, path: folder ? `${folder}/` : (first ?? "conftest.py"), unittest: discovery(view, folder) };
  }
  return undefined;
}

/** A folder that is a package can only be imported from above. */
function discovery(view: RepoView, folder: string): string {
  if (folder === "") return "python -m unittest";
  return `python -m unittest discover -s ${folder}${view.has(`${folder}/__init__.py`) ? " -t ." : ""}`;
}

function styleOf(view: RepoView, folder: string): PythonTests["style"] | undefined {
  const texts = testPaths(view, folder)
    .slice(0, 20)
    .map((path) => view.read(path) ?? "");
  // pytest runs unittest's tests too, but not the other way round.
  if (view.list(folder).includes("conftest.py") || texts.some((text) => pytestStyle.test(text))) return "pytest";
  return texts.some((text) => /\bunittest\b/.test(text)) ? "unittest" : undefined;
}

/** Test files in the folder, or one level down in a folder of tests. */
function testPaths(view: RepoView, folder: string): string[] {
  const names = view.list(folder);
  const prefix = folder === "" ? "" : `${folder}/`;
  const here = names.filter((name) => testFile.test(name)).map((name) => prefix + name);
  if (here.length > 0 || folder === "") return here;
  const below = names.filter((name) => /^\w+\/$/.test(name)).slice(0, 5);
  return below.flatMap((name) =>
    view
      .list(prefix + name.slice(0, -1))
      .filter((file) => testFile.test(file))
      .map((file) => prefix + name + file),
  );
}
