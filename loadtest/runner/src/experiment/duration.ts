import { z } from 'zod';

const MS_OF = { ms: 1, s: 1_000, m: 60_000 } as const;
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m)$/;

/** Milliseconds of `500ms`, `2s` or `1.5m`; null where the text is none of these. */
export function parseDuration(text: string): number | null {
  const match = DURATION.exec(text);
  if (!match) return null;
  return Number(match[1]) * MS_OF[match[2] as keyof typeof MS_OF];
}

/** The shortest text that parses to this many milliseconds. */
export function formatDuration(ms: number): string {
  if (ms >= MS_OF.m && ms % MS_OF.m === 0) return `${ms / MS_OF.m}m`;
  return ms >= MS_OF.s ? `${ms / MS_OF.s}s` : `${ms}ms`;
}

/** Takes a duration as text and gives milliseconds. Bounds are inclusive. */
export function durationBetween(min: string, max: string) {
  const minMs = parseDuration(min)!;
  const maxMs = parseDuration(max)!;
  const description = `a duration from ${min} to ${max}, such as 500ms, 2s or 1.5m`;
  return z
    .string()
    .refine((text) => isBetween(parseDuration(text)), {
      error: ({ input }) => `found "${input}"; allowed: ${description}.`,
    })
    .meta({ description, pattern: DURATION.source })
    .transform((text) => parseDuration(text)!);

  function isBetween(ms: number | null) {
    return ms !== null && ms >= minMs && ms <= maxMs;
  }
}
