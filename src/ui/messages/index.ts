import type { Message } from "../failure.ts";
import { archiveMessages } from "./archive.ts";
import { commandLineMessages } from "./command-line.ts";
import { configMessages } from "./config.ts";
import { documentsMessages } from "./documents.ts";
import { evidenceMessages } from "./evidence.ts";
import { filesMessages } from "./files.ts";
import { forgeMessages } from "./forge.ts";
import { loopMessages } from "./loop.ts";
import { packsMessages } from "./packs.ts";
import { reviewMessages } from "./review.ts";
import { runsMessages } from "./runs.ts";
import { strategyMessages } from "./strategy.ts";
import { treeMessages } from "./tree.ts";
import { watchMessages } from "./watch.ts";

/** Every expected failure's words: what is wrong, how to mend it, and the exit code. No full stops, literals in backticks. */
export const messages = {
  ...commandLineMessages,
  ...filesMessages,
  ...runsMessages,
  ...treeMessages,
  ...strategyMessages,
  ...forgeMessages,
  ...documentsMessages,
  ...evidenceMessages,
  ...archiveMessages,
  ...reviewMessages,
  ...loopMessages,
  ...watchMessages,
  ...packsMessages,
  ...configMessages,
} satisfies Record<string, (args: never) => Message>;

export type MessageCode = keyof typeof messages;
