import * as z from 'zod';

export const VIAS = ['loop', 'blocking', 'thread', 'process', 'sliced'] as const;

export type Via = (typeof VIAS)[number];

/** What a request may say besides its workload's own parameters. */
export const options = z.strictObject({
  via: z
    .enum(VIAS, { error: `one of ${VIAS.join(', ')}` })
    .default('loop')
    .describe(
      'What runs the work: the event loop, awaiting (loop); a blocking call on it, which is the mistake (blocking); ' +
        'a pool of threads or of processes (thread, process); the loop in slices of a few milliseconds (sliced)',
    ),
});
