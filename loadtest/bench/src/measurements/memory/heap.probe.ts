import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Loaded into a service before its own code: collects garbage when asked, and answers what is left. */
export const ASK_HEAP = { type: 'fleetlab-bench:heap' };

export interface HeapAnswer {
  readonly heapBytes: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('message', (message: { readonly type?: string }) => {
  if (message.type !== ASK_HEAP.type) return;
  // What the first collection finalises, the second takes away.
  collect();
  collect();
  process.send?.({ heapBytes: process.memoryUsage().heapUsed } satisfies HeapAnswer);
});
