import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

/** The machine in general words: what somebody must know to compare, and nothing that names it. */
export function machine({ rounds, peer }) {
  const against = peer ? `, OpenSpec ${peer.version}` : "";
  const cores = cpus().length;
  return `${cores} ${cores === 1 ? "core" : "cores"}, ${process.platform}, Node ${process.versions.node}${against}; medians of ${rounds} rounds in turns.`;
}

const [begin, end] = ["<!-- measured: begin -->", "<!-- measured: end -->"];

/** Puts the measured tables between the marks of a document. */
export function record(path, text) {
  const page = readFileSync(path, "utf8");
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no place for the tables`);
  writeFileSync(path, `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(to)}`);
}
