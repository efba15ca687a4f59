import { spawn } from "node:child_process";
import { Failure } from "./failure.ts";
import type { Proc } from "./process.ts";

/** The clipboard programs of the systems, in the order in which they are tried; each takes the text on stdin. */
const programs: { command: string; args: string[]; when: (proc: Proc) => boolean }[] = [
  { command: "pbcopy", args: [], when: () => process.platform === "darwin" },
  {
    command: "clip.exe",
    args: [],
    when: (proc) => process.platform === "win32" || proc.env.WSL_DISTRO_NAME !== undefined,
  },
  { command: "wl-copy", args: [], when: (proc) => proc.env.WAYLAND_DISPLAY !== undefined },
  { command: "xclip", args: ["-selection", "clipboard"], when: (proc) => proc.env.DISPLAY !== undefined },
  { command: "xsel", args: ["--clipboard", "--input"], when: (proc) => proc.env.DISPLAY !== undefined },
  { command: "termux-clipboard-set", args: [], when: (proc) => proc.env.TERMUX_VERSION !== undefined },
];

/**
 * Puts a text on the system's clipboard.
 *
 * @throws Failure `no-clipboard` when this machine has no program for it
 */
export async function copyToClipboard(text: string, proc: Proc): Promise<void> {
  for (const { command, args, when } of programs) {
    if (when(proc) && (await pipe(command, args, text, proc))) return;
  }
  throw new Failure("no-clipboard", {});
}

function pipe(command: string, args: string[], text: string, proc: Proc): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["pipe", "ignore", "ignore"], env: proc.env, signal: proc.signal });
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
    child.stdin.on("error", () => resolve(false));
    child.stdin.end(text);
  });
}
