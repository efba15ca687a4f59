import type { Config } from "../../config/schema.ts";
import { type Cadence, type Clock, calendar, cronFields } from "./cadence.ts";
import { crontabCommand, shellWord, systemdWord } from "./quote.ts";
import { forgejoWorkflow, githubWorkflow } from "./workflow.ts";

export const engines = ["cron", "systemd", "github", "forgejo"] as const;
export type Engine = (typeof engines)[number];

/** What is to run, when and where. */
export interface Wanted {
  cadence: Cadence;
  at: Clock;
  /** Absolute path of the repository; without control characters. */
  root: string;
  /** What the prompt is piped into, as a line of shell. */
  agent: string;
  /** How the program is called there: words of a shell. */
  program: string;
  /** Folders that programs are looked for in: schedulers know few. */
  path: string;
  /** The forge that the config names: steps that talk to one need a token. */
  forge: Config["strategy"]["forge"];
}

/** A file that a person may put somewhere, or a line of one. */
export interface Piece {
  engine: Engine;
  /** Where it goes. */
  place: string;
  text: string;
  /** What to do with it, as sentences. */
  how: string;
}

/** Everything that makes an engine do it; nothing of it is installed. */
export function scheduleFor(engine: Engine, wanted: Wanted): Piece[] {
  return { cron, systemd, github: githubWorkflow, forgejo: forgejoWorkflow }[engine](wanted);
}

/** A run begins only where there is an occasion; everything else is the agent's. */
export const runCommand = ({ program, agent }: Pick<Wanted, "program" | "agent">): string =>
  `${program} strategy start && ${program} prompt strategy | ${agent}`;

function cron(wanted: Wanted): Piece[] {
  const { cadence, at, root, path } = wanted;
  const command = `cd ${shellWord(root)} && export PATH=${shellWord(path)} && ${runCommand(wanted)}`;
  return [
    {
      engine: "cron",
      place: "crontab",
      text: `${cronFields(cadence, at)} ${crontabCommand(command)}\n`,
      how: "add the line with `crontab -e`; cron goes by the clock of the machine",
    },
  ];
}

function systemd(wanted: Wanted): Piece[] {
  const { cadence, at, root, path } = wanted;
  const folder = "~/.config/systemd/user";
  const service = `[Unit]
Description=Strategy run of plan-init

[Service]
Type=oneshot
Environment=${systemdWord(`PATH=${path}`).replaceAll("$$", "$")}
ExecStart=/bin/sh -c ${systemdWord(`cd ${shellWord(root)} && ${runCommand(wanted)}`)}
# Skipped, or not yet: no failure.
SuccessExitStatus=3 4
`;
  const timer = `[Unit]
Description=When plan-init looks for an occasion to plan

[Timer]
OnCalendar=${calendar(cadence, at)}
Persistent=true
RandomizedDelaySec=300

[Install]
WantedBy=timers.target
`;
  return [
    { engine: "systemd", place: `${folder}/plan-init-strategy.service`, text: service, how: "save it there" },
    {
      engine: "systemd",
      place: `${folder}/plan-init-strategy.timer`,
      text: timer,
      how: "save it there, then `systemctl --user enable --now plan-init-strategy.timer`",
    },
  ];
}
