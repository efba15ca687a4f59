import { fileURLToPath } from "node:url";
import manifest from "../package.json" with { type: "json" };

/** This program's version, as published. */
export const version: string = manifest.version;

/** Folder of the built-in template pack. The bundle and the sources stand at the same depth, so one relative address serves both. */
export const builtinPackDir: string = fileURLToPath(new URL("../templates", import.meta.url));
