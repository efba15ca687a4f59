import type { PythonManager } from "./python-manager.ts";
import type { Place } from "./types.ts";

/** What is known of a Python project before its commands are looked for. */
export interface PythonProject {
  place: Place;
  /** `pyproject.toml`, or `undefined`. */
  pyproject: unknown;
  /** Declared packages → the file that says so. */
  dependencies: Map<string, string>;
  manager: PythonManager;
}
