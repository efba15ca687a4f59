export const noRepository = "not a git repository";
export const noWorkTree = "a bare repository has no working tree";

/** Words for what git says when it cannot answer, most specific first; matched against its English messages. */
const troubles: readonly (readonly [RegExp, string])[] = [
  [/spawn git ENOENT/, "git is not installed"],
  [
    /safe\.directory/,
    "git refuses this folder because another user owns it, see `safe.directory` in `git help config`",
  ],
  [/must be run in a work tree/, noWorkTree],
  [/block timeout reached/, "git took too long to answer"],
  [/not a git repository|invalid gitfile/, "`.git` is damaged, git does not recognise it"],
];

/**
 * Why there is no baseline, as one clause without a full stop.
 *
 * @param message git's standard error or Node's error
 * @param root named `.` in the answer, which is stored in the repository
 */
export function explainTrouble(message: string, root: string): string {
  const known = troubles.find(([pattern]) => pattern.test(message));
  if (known !== undefined) return known[1];
  const line = message.split("\n").find((candidate) => candidate.trim() !== "") ?? "no message";
  const said = line.replaceAll(root, ".").replace(/^(?:\w*Error: )?(?:fatal: |error: )?/, "");
  return `git cannot read the repository: ${said.trim()}`;
}
