import { z } from 'zod';

/** Exit code EX_CONFIG of sysexits.h: configuration or data cannot be used, so starting again would fail again. */
export const EXIT_UNUSABLE = 78;

/** What to start. */
export interface ProcessSpec {
  /** What it is called in messages, `threaded`. */
  readonly name: string;
  /** Path of the file that Node runs. */
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it takes settings that `env` does not name from the environment of this process; by default it does. */
  readonly inheritSettings?: boolean;
  /** Whether it comes back on the port it had, because others were told of it and cannot be told again. */
  readonly keepsPort?: boolean;
}

/** What a process says over its IPC channel once it is ready. */
export const readyMessage = z.object({
  type: z.literal('fleetlab:ready'),
  /** Null where it has no public port (a queue worker, the gateway). */
  port: z.int().nullable(),
  /** 0 where it has none (the gateway). */
  adminPort: z.int(),
});

/** Where a process that is ready can be reached. */
export interface Endpoint {
  readonly pid: number;
  readonly port: number | null;
  readonly adminPort: number;
}

/** How one life of a process ended. */
export interface Ending {
  readonly code: number | null;
  /** `SIGKILL`, `code 1`, or why it could not be started at all. */
  readonly reason: string;
  /** The last lines it wrote. */
  readonly lastWords: readonly string[];
}
