import { diag, DiagLogLevel } from '@opentelemetry/api';
import type { Logger } from 'pino';

/** A collector that is away is away for every batch: that is worth a line now and then. */
const QUIET_MS = 60_000;

/** What the SDK says of itself, in the service's log: one warning a minute at most, with the count of those left out. */
export function logDiagnostics(logger: Logger, level = 'warn'): void {
  let quietUntil = 0;
  let leftOut = 0;
  const warn = (message: string) => {
    const now = performance.now();
    if (now < quietUntil) return void leftOut++;
    logger.warn({ reason: message, ...(leftOut > 0 && { leftOut }) }, 'traces are not exported as they should be');
    quietUntil = now + QUIET_MS;
    leftOut = 0;
  };
  const debug = (message: string) => logger.debug(message);
  const sink = { error: warn, warn, info: debug, debug, verbose: debug };
  diag.setLogger(sink, { logLevel: levelNamed(level), suppressOverrideMessage: true });
}

function levelNamed(name: string): DiagLogLevel {
  const level = DiagLogLevel[name.toUpperCase() as keyof typeof DiagLogLevel] as DiagLogLevel | undefined;
  return level ?? DiagLogLevel.WARN;
}
