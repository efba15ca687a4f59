import type { Config } from "../config/schema.ts";
import { Failure } from "../ui/failure.ts";
import { findBlock } from "./block.ts";
import { largestText } from "./disk.ts";
import type { Pack, Template } from "./load.ts";
import { collision } from "./packfile.ts";
import { createRenderer, type Renderer } from "./render.ts";
import { normalise } from "./text.ts";
import type { RenderedFile } from "./types.ts";
import { conditionFacts, type Moment, seedVars, templateVars } from "./vars.ts";
import { holds } from "./when.ts";

/**
 * Renders what a pack writes with these answers. Pure.
 *
 * @param moment what seeds may say of the time and the git baseline
 * @throws Failure `template-invalid`, `pack-invalid`
 */
export function renderPack(pack: Pack, config: Config, moment: Moment): RenderedFile[] {
  const facts = conditionFacts(config);
  const general = createRenderer(templateVars(config), pack.partials, pack.engine);
  const seeds = createRenderer(seedVars(config, moment), pack.partials, pack.engine);
  const files = pack.templates
    .filter((template) => holds(template, facts))
    .map((template) => renderFile(template, template.mode === "seed" ? seeds : general));
  const clash = collision(files.map((file) => file.path));
  if (clash !== undefined) {
    throw new Failure("pack-invalid", { where: "pack.yml", why: `two files share a destination: ${clash}` });
  }
  return files;
}

function renderFile(template: Template, renderer: Renderer): RenderedFile {
  const { id, name, source, to, mode, executable, formerly } = template;
  const render = (text: string) => (template.rendered ? renderer.render(text, name) : normalise(text));
  const text = render(source);
  const why = unusable(text, template);
  if (why !== undefined) throw new Failure("template-invalid", { template: name, why });
  return {
    id,
    path: to,
    mode,
    executable,
    formerly,
    text,
    preamble: template.preamble === undefined ? undefined : renderer.render(template.preamble, `${name} (preamble)`),
    previous: template.previous.flatMap(renderPrevious),
  };

  // A template of long ago may use what has been taken away since; it is a stand-in, not worth failing for.
  function renderPrevious(old: string): string[] {
    try {
      return [render(old)];
    } catch {
      return [];
    }
  }
}

/** Why a text could be written but not be kept up to date. */
function unusable(text: string, { mode, to }: Template): string | undefined {
  if (Buffer.byteLength(text) > largestText) return `it comes to more than ${largestText} bytes`;
  if (text.includes("\0")) return "it contains NUL characters";
  return mode === "block" && findBlock(text, to).kind !== "none" ? "it has a marker line of a block in it" : undefined;
}
