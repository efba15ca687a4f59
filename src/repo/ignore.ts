/**
 * Whether a list of ignore patterns covers a path, by gitignore's rules: the last pattern that matches decides, `!` takes
 * back, a slash anywhere but at the end ties a pattern to the top. Written by hand because patterns come from strangers'
 * files: matching takes time proportional to pattern × path, where a translation to a regular expression can take for ever.
 */
export function isIgnored(patterns: readonly string[], path: string): boolean {
  const segments = path.split("/");
  // A folder that is ignored takes what is in it along, whatever follows.
  return segments.some((_, index) => {
    const parent = segments.slice(0, index + 1);
    return decide(patterns, parent, index + 1 < segments.length);
  });
}

/**
 * Whether one of a list of globs covers a path. Unlike gitignore's patterns they are for whole paths from the root; a folder
 * stands for what is in it only where it is named without wildcards.
 */
export function isGlobbed(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => {
    const plain = glob.replace(/^\.\//, "").replace(/\/$/, "");
    const isFolder = !/[*?]/.test(plain) && path.startsWith(`${plain}/`);
    return isFolder || matchSegments(plain.split("/"), path.split("/"));
  });
}

/** The patterns of an ignore file's text, as many as a person would write. */
export function ignorePatterns(text: string): string[] {
  const lines = text.split(/\r?\n/, 5000).map((line) => line.trim());
  return lines.filter((line) => line !== "" && line.length < 300 && !line.startsWith("#"));
}

function decide(patterns: readonly string[], path: string[], isFolder: boolean): boolean {
  let ignored = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith("!");
    if (matches(negated ? pattern.slice(1) : pattern, path, isFolder)) ignored = !negated;
  }
  return ignored;
}

function matches(pattern: string, path: string[], isFolder: boolean): boolean {
  if (pattern.endsWith("/") && !isFolder) return false;
  const body = pattern.replace(/^\.?\//, "").replace(/\/$/, "");
  const anchored = body.includes("/") || /^\.?\//.test(pattern);
  return matchSegments(anchored ? body.split("/") : ["**", body], path);
}

/** `**` stands for any number of segments, at the end for at least one. */
function matchSegments(pattern: string[], path: string[]): boolean {
  const whole = pattern.at(-1) === "**" ? [...pattern, "*"] : pattern;
  return wildcard(whole, path, (segment) => segment === "**", matchName);
}

function matchName(pattern: string, name: string): boolean {
  return wildcard(
    [...pattern],
    [...name],
    (char) => char === "*",
    (char, other) => char === "?" || char === other,
  );
}

/** Greedy matching with one kind of wildcard, for any run of items; it goes back no further than to the last one. */
function wildcard(
  pattern: string[],
  items: string[],
  isWild: (token: string) => boolean,
  isSame: (token: string, item: string) => boolean,
): boolean {
  let at = 0;
  let item = 0;
  let lastWild = -1;
  let taken = 0;
  while (item < items.length) {
    const token = pattern[at];
    if (token !== undefined && isWild(token)) {
      lastWild = at++;
      taken = item;
    } else if (token !== undefined && isSame(token, items[item] ?? "")) {
      at++;
      item++;
    } else if (lastWild >= 0) {
      at = lastWild + 1;
      item = ++taken;
    } else return false;
  }
  return pattern.slice(at).every(isWild);
}
