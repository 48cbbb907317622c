import { z } from 'zod';
import { checkFactors } from './check-factors.js';
import { checkSearch } from './check-search.js';
import { cpuQuantity } from './cpu-quantity.js';
import { durationBetween } from './duration.js';
import type { Experiment } from './experiment.js';
import { loadSchema } from './load.schema.js';
import { MODELS, VIAS } from './plan.js';
import { searchedLoads, searchOf, searchSchema } from './search.schema.js';
import { workSchema } from './work.schema.js';

const percentile = durationBetween('1ms', '10m').optional();

const factor = (max: number, description: string) =>
  z.array(z.int().min(1).max(max)).min(1).default([1]).meta({ description });

const matrix = z.strictObject({
  model: z.array(z.enum(MODELS)).min(1),
  workload: z.array(workSchema).min(1),
  replicas: factor(32, 'instances of the service behind the ingress'),
  workers: factor(64, 'processes of each replica'),
  threads: factor(256, 'threads of each process; not multiplied for a model that has none'),
  via: z
    .array(z.enum(VIAS))
    .min(1)
    .default(['loop'])
    .meta({ description: 'how async runs a request; not multiplied for the other models' }),
  load: z.array(loadSchema).min(1).optional(),
  cpuLimit: z
    .array(cpuQuantity)
    .min(1)
    .optional()
    .meta({ description: 'CPU limit of each pod, on Kubernetes; where it is not given, limits stay as they are' }),
});

const trial = z.strictObject({
  warmup: durationBetween('0ms', '10m').prefault('2s'),
  duration: durationBetween('100ms', '1m').prefault('5s'),
  repeat: z.int().min(1).max(100).default(3),
  traceShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .meta({ description: 'share of requests that start a trace; 0 starts none' }),
  pair: z
    .boolean()
    .default(false)
    .meta({ description: 'whether the first cell is run twice a round, as two cells, to see what noise alone does' }),
});

const slo = z
  .strictObject({
    p50: percentile,
    p90: percentile,
    p95: percentile,
    p99: percentile,
    errorRate: z.number().min(0).max(1).optional().meta({ description: 'share of requests that may fail' }),
  })
  .transform(({ p50 = null, p90 = null, p95 = null, p99 = null, errorRate = null }) => ({
    p50Ms: p50,
    p90Ms: p90,
    p95Ms: p95,
    p99Ms: p99,
    errorRate,
  }));

/** What an experiment file may say. Durations come out in milliseconds. */
export const experimentSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(60)
      .meta({ description: 'a name for a folder: lower-case letters, digits and hyphens, at most 60' }),
    question: z.string().min(1).meta({ description: 'the question that the experiment answers' }),
    matrix,
    trial: trial.prefault({}),
    slo: slo.optional(),
    search: searchSchema.optional(),
  })
  .superRefine(checkSearch)
  .transform(({ matrix, trial, slo, search, ...rest }): Experiment => ({
    ...rest,
    matrix: { ...matrix, load: search?.over === 'rate' ? searchedLoads(search) : matrix.load! },
    trial: {
      warmupMs: trial.warmup,
      durationMs: trial.duration,
      repeat: trial.repeat,
      traceShare: trial.traceShare,
      ...(trial.pair && { pair: true }),
    },
    slo: slo ?? null,
    ...(search && { search: searchOf(search) }),
  }))
  .superRefine(checkFactors);
