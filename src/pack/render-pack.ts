import type { Config } from "../config/schema.ts";
import { Failure } from "../ui/failure.ts";
import { findBlock } from "./block.ts";
import { collision } from "./collision.ts";
import { canonicalHook } from "./hook.ts";
import type { Pack } from "./load.ts";
import { createRenderer, type Renderer, type TemplateVars } from "./render.ts";
import type { Source, Template } from "./template.ts";
import { normalise } from "./text.ts";
import type { RenderedFile } from "./types.ts";
import { conditionFacts, type Moment, seedVars, templateVars, withPresets } from "./vars.ts";
import { holds } from "./when.ts";

/**
 * Checks a pack's templates, whatever the answers, and renders what it writes with these. Pure.
 *
 * @param moment what seeds may say of the time and the git baseline
 * @throws Failure `template-invalid`, `pack-invalid`
 */
export function renderPack(pack: Pack, given: Config, moment: Moment): RenderedFile[] {
  const config = withPresets(given, pack.questions);
  const problems = pack.engine.check(pack, config.vars);
  if (problems.length > 0) throw new Failure("template-invalid", { problems });
  const facts = conditionFacts(config);
  const renderer = createRenderer(pack.partials, pack.engine);
  const [general, seed] = [templateVars(config), seedVars(config, moment)];
  const files = pack.templates
    .filter((template) => holds(template, facts))
    .map((template) => renderFile(template, renderer, template.mode === "seed" ? seed : general));
  const clash = collision(files);
  if (clash !== undefined) {
    const where = `${pack.versions.at(-1)?.name}/pack.yml`;
    throw new Failure("pack-invalid", { where, problems: [`\`${where}\`: ${clash}`] });
  }
  return files;
}

function renderFile(template: Template, renderer: Renderer, vars: TemplateVars): RenderedFile {
  const { id, name, to, mode, executable, formerly } = template;
  const written = ({ source, rendered }: Source) =>
    rendered ? renderer.render(source, vars, name) : normalise(source);
  const render = (from: Source) => (mode === "hook" ? (canonicalHook(written(from)) ?? "") : written(from));
  const text = render(template);
  const why = unusable(text, template);
  if (why !== undefined) throw new Failure("template-invalid", { problems: [{ template: name, why }] });
  return {
    id,
    path: to,
    mode,
    executable,
    formerly,
    text,
    preamble:
      template.preamble === undefined ? undefined : renderer.render(template.preamble, vars, `${name} (preamble)`),
    previous: template.previous.flatMap(renderPrevious),
  };

  // A template of long ago may use what has been taken away since; it is a stand-in, not worth failing for.
  function renderPrevious(old: Source): string[] {
    try {
      return [render(old)];
    } catch (error) {
      if (error instanceof Failure) return [];
      throw error;
    }
  }
}

/** Why a text could be written but not be kept up to date. */
function unusable(text: string, { mode, to }: Template): string | undefined {
  if (text.includes("\0")) return "it contains NUL characters";
  if (mode === "hook" && text === "") return "it is not settings with one hook whose command is `plan-init hook …`";
  return mode === "block" && findBlock(text, to).kind !== "none" ? "it has a marker line of a block in it" : undefined;
}
