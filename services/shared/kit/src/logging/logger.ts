import pino, { type Logger } from 'pino';

/** Injection token of the service's pino logger. */
export const LOGGER = Symbol('LOGGER');

/** JSON lines on standard output, each with the model and, where workers are forked, which one. */
export function createLogger(level: string, bindings: Record<string, unknown>): Logger {
  return pino({ level, base: bindings, timestamp: pino.stdTimeFunctions.isoTime });
}
