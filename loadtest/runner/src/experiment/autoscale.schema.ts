import { z } from 'zod';
import type { Autoscale } from './plan.js';

const DESCRIPTION = 'off, or { max: most replicas, cpu: percent of the CPU request that is aimed at }';

/** `off`, or `{ max: 3, cpu: 80 }`; the fewest replicas are those of the shape. */
export const autoscaleSchema = z
  .union([
    z.literal('off'),
    z.strictObject({
      max: z.int().min(2).max(32).meta({ description: 'most replicas' }),
      cpu: z.int().min(1).max(1_000).meta({ description: 'what it aims at, in percent of the CPU request' }),
    }),
  ])
  .meta({ description: DESCRIPTION })
  .transform((value): Autoscale | null =>
    value === 'off' ? null : { maxReplicas: value.max, targetPercent: value.cpu },
  );
