import { expect, it } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import { readyReplicas } from './ready-replicas.js';

const pod = (component: string, more: Partial<V1Pod> = {}): V1Pod => ({
  metadata: { labels: { 'app.kubernetes.io/component': component } },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
  ...more,
});

it('replicas are the ready pods that do the work: of a queue its workers', () => {
  const pods = [pod('queue'), pod('queue-worker'), pod('queue-worker', { status: {} }), pod('threaded')];
  expect(readyReplicas(pods, 'queue')).toBe(1);
  expect(readyReplicas(pods, 'threaded')).toBe(1);
  expect(readyReplicas(pods, 'async')).toBe(0);
});
