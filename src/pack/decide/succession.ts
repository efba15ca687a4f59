import { collisionKey } from "../paths.ts";
import type { Manifest, ManifestEntry, RenderedFile } from "../types.ts";

/**
 * What is remembered, with ids as the pack has them now: a template that is new, and goes to the very place of one that is gone, is
 * that one under another id. Without that its unedited file would count as the user's, and an edited one could not be merged.
 */
export function inherit(manifest: Manifest | undefined, rendered: readonly RenderedFile[]): Manifest | undefined {
  if (manifest === undefined) return undefined;
  const present = new Set(rendered.map((file) => file.id));
  const gone = Object.entries(manifest.files).filter(([id]) => !present.has(id));
  const heirs = new Map<string, ManifestEntry>();
  const left = new Set<string>();
  for (const file of rendered) {
    if (Object.hasOwn(manifest.files, file.id)) continue;
    const [id, entry] = gone.find(([, { path }]) => collisionKey(path) === collisionKey(file.path)) ?? [];
    if (id === undefined || entry === undefined) continue;
    heirs.set(file.id, entry);
    left.add(id);
  }
  const files = [...Object.entries(manifest.files).filter(([id]) => !left.has(id)), ...heirs];
  return { ...manifest, files: Object.fromEntries(files) };
}
