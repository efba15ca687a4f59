import path from "node:path";
import fs from "fs-extra";
import * as z from "zod/mini";
import { visible } from "../config/words.ts";
import { putText } from "../pack/put.ts";
import { exclusively } from "../pack/transaction.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { isoSeconds } from "../runs/names.ts";
import { buildGraph } from "../strategy/tree/graph/build.ts";
import { lintTree } from "../strategy/tree/lint/index.ts";
import type { TreeFinding } from "../strategy/tree/lint/types.ts";
import { parseTree } from "../strategy/tree/parse/index.ts";
import { treeDocument } from "../strategy/tree/print/document.ts";
import { dot } from "../strategy/tree/print/dot.ts";
import { findingLines } from "../strategy/tree/print/findings.ts";
import { mermaid } from "../strategy/tree/print/mermaid.ts";
import { treeLines } from "../strategy/tree/print/table.ts";
import { type Judged, judge, type Selection, select } from "../strategy/tree/select.ts";
import { writeStatuses } from "../strategy/tree/write.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { Failure } from "../ui/failure.ts";
import { countWords } from "../ui/findings.ts";
import { type Output, outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { commonFlags, toggle } from "./flags.ts";
import { gatherFacts } from "./tree/facts.ts";
import { readTreeFile, type TreeFile } from "./tree/read.ts";

const flagsSchema = z.object({
  ...commonFlags,
  mermaid: toggle,
  dot: toggle,
  write: toggle,
  /** `true` for the usual place. */
  html: z.optional(z.union([z.literal(true), z.string().check(z.minLength(1))])),
  top: z.catch(z._default(z.string().check(z.regex(/^\d{1,9}$/)), "5"), () => {
    throw new Failure("usage", { what: "`--top` takes a number of constraints", fix: "for example `--top 3`" });
  }),
});

type Flags = z.infer<typeof flagsSchema>;

/** Everything that is said of a tree. */
interface Told {
  root: string;
  file: TreeFile;
  judged: Judged;
  selection: Selection | undefined;
  findings: TreeFinding[];
  written: boolean;
}

/** Prints the prerequisite tree's constraints, or with `lint` what is wrong with it. Writes only with `--write`, and Status lines alone. */
export async function tree(proc: Proc, rawFlags: Record<string, unknown>, args: string[]): Promise<ExitCode> {
  const flags = flagsSchema.parse(rawFlags);
  const { isLint, given } = wordsOf(args);
  refuseCombinations(flags, isLint);
  const output = outputFor(proc, flags.json);
  const cwd = path.resolve(proc.cwd, flags.cwd);
  const { root } = await findWorkplace(cwd, proc.env);
  const read = () => readTreeFile(root, cwd, given);
  const first = await read();
  const { file, judged, written } = flags.write ? await writeTree(root, first, read) : look(first);
  const facts = await gatherFacts(root, file, judged, proc.now(), { env: proc.env, signal: proc.signal });
  const told = {
    root,
    file,
    judged,
    written,
    selection: select(judged, Number(flags.top)),
    findings: lintTree({ judged, facts }),
  };
  if (flags.html !== undefined) {
    const named = flags.html === true ? undefined : path.resolve(await fs.realpath(cwd), flags.html);
    output.lines([`Written: ${visible(await writeTreePage(told, named, proc.now()), 300)}`]);
  } else output.lines(isLint ? lintLines(told, output) : linesOf(told, flags, output));
  output.document(() => treeDocument(judged, told.selection, { ...told, tree: file.name }));
  return isLint ? lintExit(told) : exitOf(told);
}

async function writeTreePage({ root, file, ...told }: Told, named: string | undefined, now: Date): Promise<string> {
  const [{ writePage }, { treeMark, treePage }] = await Promise.all([
    import("./page.ts"),
    import("../strategy/tree/html/index.ts"),
  ]);
  const make = (folder: string) => treePage({ ...told, name: file.name, path: file.own, folder, at: isoSeconds(now) });
  return writePage({ root, named, usual: "tree.html", mark: treeMark, make });
}

function wordsOf(args: readonly string[]): { isLint: boolean; given: string | undefined } {
  const isLint = args[0] === "lint";
  const [given, extra] = isLint ? args.slice(1) : args;
  if (extra !== undefined) throw new Failure("usage", { what: "there is more than one tree", fix: "name one file" });
  return { isLint, given };
}

function refuseCombinations({ json, mermaid: isMermaid, dot: isDot, html, write }: Flags, isLint: boolean): void {
  const drawn = [isMermaid && "--mermaid", isDot && "--dot"];
  const page = html !== undefined && "--html";
  refuseBoth([json && "--json", ...drawn]);
  refuseBoth([page, ...drawn]);
  if (isLint && (write || [page, ...drawn].some((flag) => flag !== false))) {
    throw new Failure("usage", { what: "`tree lint` only looks", fix: "leave `lint` out" });
  }
}

function refuseBoth(flags: readonly (string | false)[]): void {
  const given = flags.filter((flag) => flag !== false);
  if (given.length < 2) return;
  throw new Failure("usage", { what: `\`${given.join("` and `")}\` do not go together`, fix: "leave one of them out" });
}

const look = (file: TreeFile) => ({ file, judged: judge(buildGraph(parseTree(file.text))), written: false });

/** Rewrites Status lines, unless they say what is so. What is read for it is read once more under the lock. */
async function writeTree(root: string, first: TreeFile, read: () => Promise<TreeFile>) {
  const { own, name } = first;
  if (own === undefined) throw new Failure("tree-elsewhere", { path: name });
  const seen = look(first);
  if (rewritten(seen.judged) === first.text) return seen;
  return exclusively(root, async () => {
    const again = await read();
    const now = again.text === first.text ? { ...seen, file: again } : look(again);
    const text = rewritten(now.judged);
    if (text === now.file.text) return now;
    await putText(root, own, text);
    return { ...look({ ...now.file, text }), written: true };
  });
}

const rewritten = ({ graph, statuses }: Judged): string => writeStatuses(graph.tree, statuses);

function linesOf(told: Told, flags: Flags, output: Output): string[] {
  const { judged, selection, findings, written, file } = told;
  if (flags.mermaid) return mermaid(judged, selection);
  if (flags.dot) return dot(judged, selection);
  return [
    ...treeLines(judged, selection, output),
    ...(findings.length > 0 ? [`Lint: ${countWords(findings)}; see them: \`plan-init tree lint\``] : []),
    ...(written ? [`Written: ${file.name}`] : []),
  ];
}

const lintLines = ({ findings, file }: Told, output: Output): string[] => [
  ...findingLines(findings, file.name, output),
  ...(findings.length > 0 ? ["", countWords(findings)] : [output.paint.green("no findings")]),
];

const lintExit = ({ findings }: Told): ExitCode =>
  findings.some(({ severity }) => severity === "error") ? Exit.NotYet : Exit.Good;

/** A stale Status line misleads nobody here, for statuses are computed; any other error may. */
function exitOf({ selection, findings }: Told): ExitCode {
  if (selection === undefined) return Exit.Person;
  const misleads = findings.some(({ severity, rule }) => severity === "error" && rule !== "status-wrong");
  return misleads ? Exit.NotYet : Exit.Good;
}
