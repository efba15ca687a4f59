import { AsyncLocalStorage } from "node:async_hooks";
import fs from "node:fs";

/** What goes wrong at the nth write call of a run. */
export type Fault =
  /** That one call fails. */
  | { kind: "error"; code: string; at: number }
  /** From then on nothing that takes space works any more. */
  | { kind: "full"; at: number }
  /** From then on nothing works any more. */
  | { kind: "broken"; at: number }
  /** The process is gone: neither this call nor any later one happens. With `torn`, a write gets half of its bytes out. */
  | { kind: "kill"; at: number; torn?: boolean };

interface Run {
  fault: Fault | undefined;
  calls: string[];
  /** Called when the run is as good as dead. */
  die: () => void;
}

type Callback = (error: Error | null) => void;

/** Calls that change the disk, and whether they take space. */
const writes: Record<string, boolean> = {
  open: true,
  writeFile: true,
  copyFile: true,
  mkdir: true,
  rename: false,
  unlink: false,
  rm: false,
  rmdir: false,
  chmod: false,
  fchmod: false,
  fsync: true,
};

/** Whether a call, as `underFault` tells it, takes space. */
export const takesSpace = (call: string): boolean => writes[call.split(" ")[0] ?? ""] === true;

const runs = new AsyncLocalStorage<Run>();

/**
 * Puts itself between the program and the disk. Has to come before anything imports fs-extra, which keeps the functions that it
 * finds.
 */
export function patchFileSystem(): void {
  for (const [name, fillsDisk] of Object.entries(writes)) {
    const functions = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
    const real = functions[name];
    if (real === undefined) throw new Error(`there is no fs.${name}`);
    functions[name] = Object.assign(
      (...args: unknown[]) => intercept(name, fillsDisk, real, args),
      // fs.realpath.native and the like.
      real,
    );
  }
}

function intercept(name: string, fillsDisk: boolean, real: (...args: unknown[]) => unknown, args: unknown[]): unknown {
  const run = runs.getStore();
  const isWrite = name !== "open" || String(args[1]).startsWith("w");
  if (run === undefined || !isWrite) return real(...args);
  run.calls.push(`${name} ${String(args[0])}`);
  const { fault } = run;
  const number = run.calls.length - 1;
  const callback = args.at(-1) as Callback;
  // The disk of a test need not be told to be quick.
  if (name === "fsync" && (fault === undefined || number < fault.at)) return setImmediate(callback, null);
  if (fault === undefined || number < fault.at) return real(...args);
  if (fault.kind === "kill") {
    if (fault.torn && number === fault.at && name === "writeFile") tear(args);
    run.die();
    return undefined;
  }
  const fails =
    (fault.kind === "error" && number === fault.at) || fault.kind === "broken" || (fault.kind === "full" && fillsDisk);
  if (!fails) return real(...args);
  const code = fault.kind === "error" ? fault.code : fault.kind === "full" ? "ENOSPC" : "EIO";
  setImmediate(callback, Object.assign(new Error(`${code}: injected, ${name}`), { code }));
  return undefined;
}

function tear([target, content]: unknown[]): void {
  const bytes = Buffer.from(content as string | Uint8Array);
  fs.writeFileSync(target as number | string, bytes.subarray(0, bytes.length / 2));
}

/** What became of a run under a fault. */
export interface Faulty<T> {
  /** `undefined` when the run was killed. */
  result: T | undefined;
  /** The write calls, in order; with a fault, up to where it hit. */
  calls: string[];
}

/** Runs something under a fault; without one it tells how many calls there are to fail. */
export async function underFault<T>(fault: Fault | undefined, body: () => Promise<T>): Promise<Faulty<T>> {
  let die: () => void = () => undefined;
  const dead = new Promise<undefined>((resolve) => {
    die = () => resolve(undefined);
  });
  const run: Run = { fault, calls: [], die };
  const result = await runs.run(run, () => Promise.race([body(), dead]));
  // What the disk was at when the process died, it finishes.
  if (fault?.kind === "kill") await new Promise((resolve) => setTimeout(resolve, 2));
  return { result, calls: run.calls };
}
