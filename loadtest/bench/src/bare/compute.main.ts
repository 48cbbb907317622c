import { createUpstreamClient, executeBlocking, workloadNamed } from '@fleetlab/workloads';

/** What one process gets done on a core when nothing asks it to: compute over and over, for as long as it is told. */
export interface ComputeOrder {
  readonly n: number;
  readonly seconds: number;
}

export interface ComputeResult {
  readonly perSecond: number;
}

const compute = workloadNamed('compute');
const context = { upstream: createUpstreamClient({ url: 'http://127.0.0.1:1' }) };

process.on('disconnect', () => process.exit());
process.on('message', ({ n, seconds }: ComputeOrder) => {
  const startedAt = performance.now();
  let runs = 0;
  let tookMs: number;
  do {
    executeBlocking(compute, { n }, context);
    runs++;
    tookMs = performance.now() - startedAt;
  } while (tookMs < seconds * 1000);
  process.send?.({ perSecond: (runs * 1000) / tookMs } satisfies ComputeResult);
});
