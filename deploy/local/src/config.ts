/** The one place that reads this process's environment, and where everything of the embedded fleet lives and how long it may take. */

/** Only this machine reaches the embedded fleet. */
export const HOST = '127.0.0.1';

/** How long a drain may take: first that of the gateway's listener, then that of each service (its GRACE_MS). */
export const GRACE_MS = 5_000;

/** Added to GRACE_MS before SIGKILL, so that a service that gives up by itself can say so first. */
export const KILL_MARGIN_MS = 1_000;

/** A service that has not said that it is ready by then never will: many start at once on few cores, so this is long. */
export const START_TIMEOUT_MS = 120_000;

/** What programs need of a machine, and nothing that is a setting of a service or of Node. */
const OF_THE_MACHINE = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ', 'LD_LIBRARY_PATH'];

/**
 * What a service gets besides its own settings: everything of this process, so that `MAX_QUEUE=16 fleetlab up` and
 * OTEL_* work, or without settings only what it needs to start. Logs begin at warnings, because each is shown to the user,
 * and where LOG_REQUESTS asks for requests at what these are logged as.
 * Not one name for all in traces: in a fleet each service has its own.
 */
export function inheritedEnvironment(withSettings: boolean): NodeJS.ProcessEnv {
  const names = withSettings ? Object.keys(process.env) : OF_THE_MACHINE.filter((name) => name in process.env);
  const inherited = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  const level = inherited.LOG_REQUESTS === 'on' ? 'info' : 'warn';
  return { LOG_LEVEL: level, ...inherited, OTEL_SERVICE_NAME: undefined, HOST, GRACE_MS: String(GRACE_MS) };
}
