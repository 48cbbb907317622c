export { epochMs } from './clock.js';
export { executeBlocking, executeInSlot, executeOnLoop, type Execution } from './execution.js';
export { integerParameter, type IntegerBounds } from './integer.parameter.js';
export { seededRandom } from './random.js';
export { workloadNamed, workloads, type WorkloadRegistry } from './registry.js';
export type { UpstreamOptions } from './upstream/delay.call.js';
export { createUpstreamClient } from './upstream/upstream.client.js';
export { asUpstreamError, UpstreamError, type UpstreamFailure } from './upstream/upstream.error.js';
export type { Form, UpstreamClient, Workload, WorkloadContext } from './workload.js';
