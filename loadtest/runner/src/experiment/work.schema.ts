import { workloads } from '@fleetlab/workloads';
import { z } from 'zod';
import { exactlyOne } from './exactly-one.js';
import type { WeightedWork, Work } from './plan.js';

type Params = Readonly<Record<string, number>>;

/** A workload's name is the key, its parameters the value, so that the workload's own schema checks them. */
const paramsByName = Object.fromEntries(
  [...workloads.values()].map(({ name, summary, params }) => [
    name,
    (params as z.ZodType<Params>).optional().meta({ description: summary }),
  ]),
);
const NAMES = Object.keys(paramsByName);

const part = z
  .strictObject({ ...paramsByName, weight: z.number().positive().max(1_000_000).default(1) })
  .superRefine(exactlyOne(NAMES))
  .transform(({ weight, ...named }): WeightedWork => ({ ...singleOf(named), weight }));

/** `{ sleep: { ms: 100 } }`, or `{ mix: [{ compute: { n: 300000 }, weight: 1 }, …] }`. */
export const workSchema = z
  .strictObject({ ...paramsByName, mix: z.array(part).min(2).optional() })
  .superRefine(exactlyOne([...NAMES, 'mix']))
  .meta({ minProperties: 1, maxProperties: 1 })
  .transform(({ mix, ...named }): Work => (mix ? { kind: 'mix', parts: mix } : { kind: 'single', ...singleOf(named) }));

function singleOf(named: Readonly<Record<string, unknown>>) {
  const [name, params] = Object.entries(named).find(([, params]) => params !== undefined)!;
  return { name, params: params as Params };
}
