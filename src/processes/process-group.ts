import { type ChildProcess, spawnSync } from "node:child_process";
import { errnoOf } from "../pack/errno.ts";

/** A process with everything that it has started and not put into a group of its own. */
export interface ProcessGroup {
  isAlive(): boolean;
  /** Asks all of it to end (SIGTERM). */
  ask(): void;
  /** Ends all of it (SIGKILL). Works in an `exit` handler. */
  kill(): void;
}

/**
 * The group of a child that was started `detached`, and so leads it (kill(2): a negative id means the group). Windows has no groups:
 * there `taskkill /T` walks the tree, as long as the child is there.
 */
export function groupOf(child: ChildProcess): ProcessGroup {
  const { pid } = child;
  // It could not be started.
  if (pid === undefined) return { isAlive: () => false, ask: () => undefined, kill: () => undefined };
  return process.platform === "win32" ? windowsTree(child, pid) : posixGroup(pid);
}

function posixGroup(pid: number): ProcessGroup {
  return {
    isAlive: () => signalGroup(pid, 0),
    ask: () => void signalGroup(pid, "SIGTERM"),
    kill: () => void signalGroup(pid, "SIGKILL"),
  };
}

/** Whether there was somebody to send it to. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    // Somebody is there whom we may not end: one that has changed its user.
    if (errnoOf(error) === "EPERM") return true;
    if (errnoOf(error) === "ESRCH") return false;
    throw error;
  }
}

function windowsTree(child: ChildProcess, pid: number): ProcessGroup {
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const end = (): void => {
    if (isAlive()) spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
  };
  return { isAlive, ask: end, kill: end };
}
