import { integerParameter } from '@fleetlab/workloads';
import * as z from 'zod';

/** What a request may say besides its workload's own parameters. */
export const options = z.strictObject({
  wait: integerParameter({
    min: 0,
    max: 60_000,
    default: 0,
    description: 'How long to wait for the result, in milliseconds; 0 answers 202 as soon as the job is stored',
  }),
});
