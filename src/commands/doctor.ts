import { Exit, type ExitCode } from "../ui/exit.ts";
export const doctor = async (): Promise<ExitCode> => Exit.Good;
