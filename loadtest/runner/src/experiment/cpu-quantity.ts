import { z } from 'zod';

const QUANTITY = /^(\d+)m$|^(\d+(?:\.\d{1,3})?)$/;
const LEAST_MILLIS = 10;
const MOST_MILLIS = 64_000;

/** Thousandths of a core of `300m`, `0.5` or `2`; null where the text is none of these. */
export function parseCpu(text: string): number | null {
  const [, millis, cores] = QUANTITY.exec(text) ?? [];
  if (millis !== undefined) return Number(millis);
  return cores === undefined ? null : Math.round(Number(cores) * 1000);
}

/** As Kubernetes writes it: `300m`, `2`. */
export function formatCpu(millis: number): string {
  return millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`;
}

const description = 'an amount of CPU from 10m to 64, such as 300m (0.3 of a core), 0.5 or 2';

/** Takes a quantity as Kubernetes has it and gives thousandths of a core. */
export const cpuQuantity = z
  .union([z.string(), z.number()])
  .refine((given) => isAllowed(parseCpu(String(given))), {
    error: ({ input }) => `found ${JSON.stringify(input)}; allowed: ${description}.`,
  })
  .meta({ description })
  .transform((given) => parseCpu(String(given))!);

function isAllowed(millis: number | null) {
  return millis !== null && millis >= LEAST_MILLIS && millis <= MOST_MILLIS;
}
