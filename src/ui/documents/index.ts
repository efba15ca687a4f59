import * as z from "zod";
import { archiveDocument } from "./archive.ts";
import { checkDocument } from "./check.ts";
import { deltaDocument } from "./delta.ts";
import { doctorDocument } from "./doctor.ts";
import { errorDocument } from "./error.ts";
import { initDocument } from "./init.ts";
import { loopDocument } from "./loop.ts";
import { promptDocument } from "./prompt.ts";
import { removeDocument } from "./remove.ts";
import { reviewDocument } from "./review.ts";
import { startDocument } from "./start.ts";
import { statusDocument } from "./status.ts";
import { strategyDocument } from "./strategy.ts";
import { treeDocument } from "./tree.ts";
import { undoDocument } from "./undo.ts";
import { verifyDocument } from "./verify.ts";

/** The documents of `--json`, by file name below `schemas/`. A change that breaks readers raises the number behind the slash. */
export const documents = {
  init: initDocument,
  undo: undoDocument,
  remove: removeDocument,
  prompt: promptDocument,
  doctor: doctorDocument,
  start: startDocument,
  check: checkDocument,
  verify: verifyDocument,
  delta: deltaDocument,
  loop: loopDocument,
  review: reviewDocument,
  status: statusDocument,
  archive: archiveDocument,
  tree: treeDocument,
  strategy: strategyDocument,
  error: errorDocument,
} satisfies Record<string, z.ZodType>;

/** Any of the documents. */
export type AnyDocument = z.input<(typeof documents)[keyof typeof documents]>;

/** The published JSON Schema of a document. */
export const documentJsonSchema = (name: keyof typeof documents): unknown =>
  z.toJSONSchema(documents[name], { target: "draft-7", io: "input" });
