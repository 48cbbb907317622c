import { z } from 'zod';
import { shownFields } from './line-fields.js';

/** The levels of the services' logger that anyone sees. */
const LEVELS: Readonly<Record<number, string>> = { 40: 'warning', 50: 'error', 60: 'fatal' };

const logLine = z.looseObject({
  level: z.number(),
  msg: z.string(),
  err: z.object({ message: z.string(), stack: z.string() }).partial().optional(),
});

/** A line of a service for people: of a JSON log line its message, the fields that matter, and for an error what was thrown where. */
export function readableLine(line: string): string {
  const parsed = logLine.safeParse(parseJson(line));
  if (!parsed.success) return line;
  const { level, msg, err, ...fields } = parsed.data;
  const prefix = LEVELS[level] ? `${LEVELS[level]}: ` : '';
  const thrown = err?.message && !msg.includes(err.message) ? `: ${err.message}` : '';
  const where = /^\s+(at .*)$/m.exec(err?.stack ?? '')?.[1];
  return `${prefix}${msg}${thrown}${shownFields(fields)}${where ? ` (${where})` : ''}`;
}

function parseJson(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
