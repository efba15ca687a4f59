import { cmake } from "./cmake.ts";
import { deno } from "./deno.ts";
import { dotnet } from "./dotnet.ts";
import { elixir } from "./elixir.ts";
import { go } from "./go.ts";
import { gradle } from "./gradle.ts";
import { just } from "./just.ts";
import { make } from "./make.ts";
import { maven } from "./maven.ts";
import { node } from "./node.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";
import { ruby } from "./ruby.ts";
import { rust } from "./rust.ts";
import { task } from "./task.ts";
import type { Ecosystem } from "./types.ts";

/**
 * All ecosystems. Where several are at home in one folder the first is the main one: a `package.json` beside another
 * manifest is usually its front end, `CMakeLists.txt` beside `pyproject.toml` its native part.
 */
export const ecosystems: readonly Ecosystem[] = [
  rust,
  go,
  maven,
  gradle,
  dotnet,
  elixir,
  ruby,
  php,
  python,
  cmake,
  deno,
  node,
  just,
  task,
  make,
];
