import { configPath, manifestPath } from "../../pack/paths.ts";
import { type Check, type Finding, isTrouble, type Trouble } from "../types.ts";

const inTrouble = (check: string, path: string, { message, fix }: Trouble): Finding[] => [
  { check, severity: "error", path, what: message, fix },
];

/** Whether plan-init has been here, and its memory can be trusted. */
export const manifest: Check = ({ installed }) => {
  if (isTrouble(installed)) return inTrouble("setup/manifest", manifestPath, installed);
  if (installed.manifest !== undefined) return [];
  return [
    { check: "setup/absent", severity: "error", what: "plan-init has not been here yet", fix: "run `plan-init`" },
  ];
};

/** Whether the answers can be read. */
export const config: Check = ({ config: answers, installed, teamPacks }) => {
  if (isTrouble(answers)) return inTrouble("setup/config", configPath, answers);
  if (answers !== undefined || isTrouble(installed) || installed.manifest === undefined) return [];
  // The config also said where the team's templates are, so a run without them would be refused.
  const again =
    teamPacks.length === 0
      ? "run `plan-init`, which finds out and asks anew"
      : `run \`plan-init --templates DIR\`, where DIR has the templates of \`${teamPacks.join("`, `")}\``;
  return [
    {
      check: "setup/config",
      severity: "error",
      path: configPath,
      what: "the answers are gone",
      fix: `bring the file back from git, or ${again}`,
    },
  ];
};

/** Whether an earlier run was cut off. */
export const interrupted: Check = (subject) =>
  subject.interrupted
    ? [
        {
          check: "setup/interrupted",
          severity: "error",
          what: "an earlier run was interrupted; the next one settles it first",
          fix: "run `plan-init`",
        },
      ]
    : [];

/** Whether the pack itself is in order. */
export const pack: Check = ({ pack: trouble }) =>
  trouble === undefined ? [] : [{ check: "setup/pack", severity: "error", what: trouble.message, fix: trouble.fix }];
